import type { AcceptedItem, RoundReport } from './accepted-content.ts';
import type { ConsolidatedDuty, ConsolidatedLine } from './consolidation.ts';
import { isLeftOut } from './obligation.ts';
import type { Plan, PlanItem, Track } from './plan.ts';

/** All that may be written of an item kept off the system (docs/rules.md); its content never stands here. */
const OFF_SYSTEM = 'Đã gửi theo đường văn bản mật.';
const NOTHING = 'Không phát sinh.';

/**
 * What was done for each duty that the round carries, in the plan's order. One that is told in figures only has its
 * place among the indicators, and stands here where somebody wrote words on it.
 */
export function consolidatedDuties(
  plan: Plan,
  trackOfItem: (item: PlanItem) => Track,
  reports: readonly RoundReport[],
  items: readonly AcceptedItem[],
): ConsolidatedDuty[] {
  const numbers = dutyNumbers(plan);
  return plan.items.flatMap((item) => {
    const expected = reports.filter((report) => owes(report, item.id)).length;
    const lines = items.filter((accepted) => accepted.item === item.id).flatMap((one) => linesOf(item, one));
    if (expected === 0 || (trackOfItem(item) === 'figure' && lines.length === 0)) return [];
    const { id, party, title } = item;
    const partyName = plan.parties.find((one) => one.id === party)?.name ?? party;
    const reported = new Set(lines.map(({ source }) => source.organisation)).size;
    const no = numbers.get(id) ?? '';
    return [{ item: id, no, party, partyName, title, expected, reported, lines }];
  });
}

/** Parties and, within each, their duties, counted as they stand in the plan; those outside the round count too. */
function dutyNumbers({ items }: Plan): Map<string, string> {
  const parties = [...new Set(items.map(({ party }) => party))];
  return new Map(
    parties.flatMap((party, index) =>
      items
        .filter((item) => item.party === party)
        .map(({ id }, within): [string, string] => [id, `${index + 1}.${within + 1}`]),
    ),
  );
}

function owes({ decision, items }: RoundReport, item: string): boolean {
  if (decision === 'waived' || decision === 'cancelled') return false;
  return items.some(({ id, state }) => id === item && !isLeftOut(state));
}

function linesOf(item: PlanItem, { lines, source }: AcceptedItem): ConsolidatedLine[] {
  if (item.offSystem) return [{ text: OFF_SYSTEM, source }];
  return lines.map(({ text, nothing }) => ({ text: nothing && text.trim() === '' ? NOTHING : text, source }));
}
