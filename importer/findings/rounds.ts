import type { Deadline, Finding, PlanRound, Source } from '../../domain/plan.ts';
import type { RoundDecision } from '../../domain/schedule.ts';
import { yearOf } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, lastDate, namedDate } from './dated.ts';
import { error, note, warning } from './subject.ts';
import type { Subject } from './subject.ts';

export function leadMissing({ plan }: Subject): Finding[] {
  if (plan.parties.some(({ id }) => id === plan.lead)) return [];
  const message =
    plan.lead === ''
      ? 'Văn bản không nêu cơ quan nào theo dõi, tổng hợp; chưa chọn cơ quan đầu mối thì chưa kích hoạt được.'
      : `Cơ quan đầu mối “${plan.lead}” không có trong các đối tượng được phân công.`;
  return [error('lead-missing', message)];
}

export function recipientMissing({ plan }: Subject): Finding[] {
  return plan.rounds
    .filter(({ to }) => to.length === 0)
    .map(({ name, source }) => warning('recipient-missing', `Kỳ “${name}” không nêu gửi báo cáo về đâu.`, source));
}

/** What is still going on when the year's last report is due will be missing in it. */
export function campaignAfterReport({ plan }: Subject): Finding[] {
  return deadlinesOf(plan).flatMap(({ deadline, source }) =>
    deadline.kind === 'window' ? lateCampaign(plan.rounds, { words: deadline.text, to: deadline.to }, source) : [],
  );
}

export function lateCampaign(
  rounds: PlanRound[],
  campaign: { words: string; to: LocalDate },
  source: Source,
): Finding[] {
  const { words, to } = campaign;
  const last = lastReport(rounds, yearOf(to));
  if (!last || to <= last.date) return [];
  const message = `Đợt hoạt động “${words}” kết thúc ${shortDate(to)}, sau thời hạn “${last.round.deadline.text}” của “${last.round.name}”: kết quả phải bổ sung sau.`;
  return [warning('campaign-after-report', message, source)];
}

/** The year's last report of the members; where they have no date, the lead's own. */
function lastReport(rounds: PlanRound[], year: number): { round: PlanRound; date: LocalDate } | null {
  const dated = rounds.flatMap((round) => {
    const date = lastDate(round.deadline);
    return round.kind !== 'plan' && date !== null && yearOf(date) === year ? [{ round, date }] : [];
  });
  const ofMembers = dated.filter(({ round }) => round.covers === 'items');
  return (ofMembers.length > 0 ? ofMembers : dated).sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1) ?? null;
}

/** Somebody has to report, and nobody is told when. Once the lead has set a day it is worth knowing, no more. */
export function memberDateMissing({ plan, schedule }: Subject): Finding[] {
  const reported = plan.items.some(({ track, party }) => ['line', 'figure'].includes(track) && party !== plan.lead);
  const members = plan.rounds.filter(({ from }) => from !== 'lead');
  if (!reported || members.some(({ deadline }) => isDated(deadline))) return [];
  const source = members[0]?.source ?? plan.rounds[0]?.source;
  const words = members[0]?.deadline.text;
  const quoted = words === undefined || words === '' ? '' : ` (chỉ có “${words}”)`;
  const fact = `Văn bản không nêu ngày các cơ quan, đơn vị gửi báo cáo${quoted}`;
  const upward = new Set(plan.rounds.filter(({ from }) => from === 'lead').map(({ id }) => id));
  const decided =
    (schedule?.addedRounds.length ?? 0) > 0 ||
    // Rounds that are proposed where the plan has none are decided under ids of their own.
    Object.entries(schedule?.rounds ?? {}).some(([id, decision]) => !upward.has(id) && isDecided(decision));
  return [
    decided
      ? note('member-date-missing', `${fact}; cơ quan đầu mối đã định ngày trong quyết định kích hoạt.`, source)
      : warning('member-date-missing', `${fact}; cơ quan đầu mối cần định ngày khi kích hoạt.`, source),
  ];
}

const isDated = ({ kind }: Deadline): boolean => kind !== 'undetermined' && kind !== 'ongoing';

/** True where the lead has said what becomes of a round's date, be it that the proposal stands. */
export const isDecided = (decision: RoundDecision | undefined): boolean =>
  decision !== undefined &&
  [decision.deadline, decision.deadlines, decision.asProposed, decision.omitted, decision.upward].some(Boolean);

export function roundRepeated({ plan }: Subject): Finding[] {
  return plan.rounds.flatMap((round, index) => {
    const earlier = plan.rounds.slice(0, index).find((other) => isSameRound(round, other));
    if (!earlier) return [];
    const message = `Kỳ “${round.name}” nhắc lại kỳ “${earlier.name}” ở dòng ${earlier.source.line}; chỉ nên giữ một kỳ.`;
    return [warning('round-repeated', message, round.source)];
  });
}

/** Two dates of one kind are two rounds; one date, or one of them without, is one round told twice. */
function isSameRound(a: PlanRound, b: PlanRound): boolean {
  if (a.kind === 'ad-hoc' || a.kind !== b.kind || a.covers !== b.covers) return false;
  if (!isOfSameBodies(a, b)) return false;
  const [one, other] = [namedDate(a.deadline), namedDate(b.deadline)];
  return one === null || other === null || one === other;
}

/** Two reports of one body to two superiors are two. */
export const isOfSameBodies = (a: PlanRound, b: PlanRound): boolean =>
  JSON.stringify(a.from) === JSON.stringify(b.from) &&
  (a.to.length === 0 || b.to.length === 0 || a.to.some((body) => b.to.includes(body)));
