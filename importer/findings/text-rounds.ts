import type { Finding } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { deadlinesOf, namedDate } from './dated.ts';
import { sourceOf } from './plan-text.ts';
import type { TextSubject } from './plan-text.ts';
import { datedOrders, undatedOrders, upwardOrders } from './report-order.ts';
import type { ReportOrder } from './report-order.ts';
import { note, warning } from './subject.ts';

/**
 * A cycle of reports that is told in several places: of those without a date the plan makes no round of its own. One note
 * for the whole text, at the first of them.
 */
export function roundsRepeated(subject: TextSubject): Finding[] {
  const rounds = subject.plan.rounds.filter(({ from, covers }) => from !== 'lead' && covers === 'items');
  const [round] = rounds;
  const [first, ...rest] = undatedOrders(subject);
  if (!round || !first) return [];
  const places = [first, ...rest].map(({ line, words }) => `dòng ${line} (“${words}”)`);
  const lines = [...new Set(rounds.map(({ source }) => source.line))].map((line) => `dòng ${line}`);
  const message = `Kỳ báo cáo ở ${joinWords(lines)} được nhắc lại, không ghi ngày, ở ${joinWords(places)}; gộp làm một, không mở thêm kỳ.`;
  return [note('round-repeated', message, sourceOf(subject, first.line, first.words))];
}

/** Reports that a text orders without a date, while the plan has no round at all from those who owe them. */
export function ordersWithoutRound(subject: TextSubject): Finding[] {
  const { rounds } = subject.plan;
  const [ofMembers] = rounds.some(({ from }) => from !== 'lead') ? [] : undatedOrders(subject);
  const [upward] = rounds.some(({ from }) => from === 'lead') ? [] : upwardOrders(subject);
  return [
    ...(ofMembers ? [undated(subject, ofMembers, 'của các cơ quan, đơn vị')] : []),
    ...(upward ? [undated(subject, upward, 'của cơ quan đầu mối')] : []),
  ];
}

/** A date by which to report that no round and no duty of the plan has: two places of a text that do not agree. */
export function datesConflicting(subject: TextSubject): Finding[] {
  const days = new Set(deadlinesOf(subject.plan).map(({ deadline }) => namedDate(deadline)));
  return datedOrders(subject)
    .filter(({ date }) => date !== null && !days.has(date))
    .map(({ line, words }) => {
      const message = `Dòng ${line} nêu ngày gửi báo cáo “${words}”, không kỳ báo cáo nào của kế hoạch có ngày ấy; cần xác định thời hạn nào đúng.`;
      return warning('deadlines-conflict', message, sourceOf(subject, line, words));
    });
}

function undated(subject: TextSubject, { line, words }: ReportOrder, whose: string): Finding {
  const message = `Văn bản giao báo cáo “${words}” mà không nêu ngày, và kế hoạch chưa có kỳ báo cáo nào ${whose}.`;
  return warning('deadline-undetermined', message, sourceOf(subject, line, words));
}
