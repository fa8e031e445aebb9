import type { z } from 'zod';
import type { Deadline, Plan } from '../domain/plan.ts';
import { isDeadlineWindowReversed } from './window.ts';

type Path = (string | number)[];
type Report = (path: Path, message: string) => void;

/** What a schema of single fields cannot see: ids used twice, and ids that name nothing. */
export function checkPlanReferences(plan: Plan, context: z.RefinementCtx): void {
  const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
  const parties = new Set(plan.parties.map((party) => party.id));
  checkUnique(['parties'], plan.parties, report);
  checkUnique(['items'], plan.items, report);
  checkUnique(['rounds'], plan.rounds, report);
  if (plan.lead !== '' && !parties.has(plan.lead)) {
    report(['lead'], `cơ quan đầu mối “${plan.lead}” không có trong parties`);
  }
  checkIndicators(plan, parties, report);
  checkItems(plan, parties, report);
  checkRounds(plan, parties, report);
}

/** Names the second of two entries with one id. */
export function checkUnique(path: Path, entries: readonly { id: string }[], report: Report): void {
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    if (seen.has(entry.id)) report([...path, index, 'id'], `mã “${entry.id}” đã dùng cho một mục khác của ${path[0]}`);
    seen.add(entry.id);
  });
}

function checkIndicators(plan: Plan, parties: Set<string>, report: Report): void {
  const seen = new Set<string>();
  plan.objectives.forEach((objective, at) => {
    objective.indicators.forEach((indicator, index) => {
      const path = ['objectives', at, 'indicators', index];
      if (seen.has(indicator.no)) report([...path, 'no'], `chỉ tiêu “${indicator.no}” được khai hai lần`);
      seen.add(indicator.no);
      indicator.owners.forEach((owner, position) => {
        if (parties.has(owner.party)) return;
        report([...path, 'owners', position, 'party'], `đối tượng “${owner.party}” không có trong parties`);
      });
    });
  });
}

function checkItems(plan: Plan, parties: Set<string>, report: Report): void {
  const numbers = new Set(plan.objectives.flatMap((objective) => objective.indicators.map((one) => one.no)));
  plan.items.forEach((item, index) => {
    if (!parties.has(item.party)) {
      report(['items', index, 'party'], `đối tượng “${item.party}” không có trong parties`);
    }
    item.indicators.forEach((no, position) => {
      if (!numbers.has(no)) {
        report(['items', index, 'indicators', position], `chỉ tiêu “${no}” không có trong objectives`);
      }
    });
    checkWindow(['items', index, 'deadline'], item.deadline, report);
    item.also.forEach((also, position) => checkWindow(['items', index, 'also', position], also, report));
  });
}

function checkRounds(plan: Plan, parties: Set<string>, report: Report): void {
  plan.rounds.forEach((round, index) => {
    if (typeof round.from !== 'string') {
      round.from.forEach((party, position) => {
        if (!parties.has(party)) {
          report(['rounds', index, 'from', position], `đối tượng “${party}” không có trong parties`);
        }
      });
    }
    // What a lead sends up goes to bodies by name; what members send goes to a party.
    if (round.from !== 'lead') {
      round.to.forEach((party, position) => {
        if (!parties.has(party)) {
          report(['rounds', index, 'to', position], `nơi nhận “${party}” không có trong parties`);
        }
      });
    }
    checkWindow(['rounds', index, 'deadline'], round.deadline, report);
  });
}

function checkWindow(path: Path, deadline: Deadline, report: Report): void {
  if (!isDeadlineWindowReversed(deadline)) return;
  report([...path, 'to'], `ngày kết thúc “${deadline.to}” trước ngày bắt đầu “${deadline.from}”`);
}
