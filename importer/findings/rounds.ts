import type { Finding, PlanRound } from '../../domain/plan.ts';
import { yearOf } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, namedDate } from './dated.ts';
import { error, warning } from './subject.ts';
import type { Subject } from './subject.ts';

export function leadMissing({ plan }: Subject): Finding[] {
  if (plan.parties.some(({ id }) => id === plan.lead)) return [];
  const message =
    plan.lead === ''
      ? 'Văn bản không nêu cơ quan nào theo dõi, tổng hợp; cần chọn cơ quan đầu mối.'
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
  return deadlinesOf(plan).flatMap(({ deadline, source }) => {
    if (deadline.kind !== 'window') return [];
    const last = lastReport(plan.rounds, yearOf(deadline.to));
    if (!last || deadline.to <= last.date) return [];
    const message = `Đợt hoạt động “${deadline.text}” kết thúc ${shortDate(deadline.to)}, sau hạn ${shortDate(last.date)} của “${last.round.name}”: kết quả phải bổ sung sau.`;
    return [warning('campaign-after-report', message, source)];
  });
}

function lastReport(rounds: PlanRound[], year: number): { round: PlanRound; date: string } | null {
  const dated = rounds
    .filter(({ covers }) => covers === 'items')
    .flatMap((round) => {
      const date = namedDate(round.deadline);
      return date !== null && yearOf(date) === year ? [{ round, date }] : [];
    });
  return dated.sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1) ?? null;
}

/** Only where a date is needed: a duty that is told in a report has the report's. */
export function deadlineUndetermined({ plan, schedule }: Subject): Finding[] {
  const items = plan.items
    .filter(({ id, track, deadline }) => {
      const decided = schedule?.items[id];
      if (decided?.deadlines || decided?.event !== undefined) return false;
      return ['own', 'await'].includes(decided?.track ?? track) && deadline.kind === 'undetermined';
    })
    .map((item) =>
      warning('deadline-undetermined', undeterminedSentence('Nhiệm vụ', item.title, item.deadline.text), item.source),
    );
  const rounds = plan.rounds
    .filter(({ id, deadline }) => {
      const decided = schedule?.rounds[id];
      return deadline.kind === 'undetermined' && !decided?.deadline && !decided?.upward;
    })
    .map((round) =>
      warning('deadline-undetermined', undeterminedSentence('Kỳ', round.name, round.deadline.text), round.source),
    );
  return [...items, ...rounds];
}

function undeterminedSentence(kind: string, name: string, text: string): string {
  return text === ''
    ? `${kind} “${name}” không nêu thời hạn; cần xác định khi kích hoạt.`
    : `${kind} “${name}” chỉ nêu thời hạn “${text}”; cần xác định ngày khi kích hoạt.`;
}

/** Somebody has to report, and nobody is told when. */
export function memberDateMissing({ plan, schedule }: Subject): Finding[] {
  const reported = plan.items.some(({ track, party }) => ['line', 'figure'].includes(track) && party !== plan.lead);
  const members = plan.rounds.filter(({ from }) => from !== 'lead');
  const dated = members.some(
    ({ id, deadline }) => !['undetermined', 'ongoing'].includes(deadline.kind) || schedule?.rounds[id]?.deadline,
  );
  if (!reported || dated) return [];
  const source = members[0]?.source ?? plan.rounds[0]?.source;
  const words = members[0]?.deadline.text;
  const quoted = words === undefined || words === '' ? '' : ` (chỉ có “${words}”)`;
  return [warning('member-date-missing', `Văn bản không nêu ngày các cơ quan, đơn vị gửi báo cáo${quoted}.`, source)];
}

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
  if (JSON.stringify(a.from) !== JSON.stringify(b.from)) return false;
  const [one, other] = [namedDate(a.deadline), namedDate(b.deadline)];
  return one === null || other === null || one === other;
}
