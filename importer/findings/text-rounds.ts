import type { Finding, Plan } from '../../domain/plan.ts';
import { joinWords } from '../../domain/vietnamese.ts';
import { assignmentOf, bodyOf, clausesOf, isHeading, sourceOf } from './plan-text.ts';
import type { Line, TextSubject } from './plan-text.ts';
import { note, warning } from './subject.ts';
import { writtenDates } from './written-date.ts';

/** A place where a text orders to report, without saying by when. */
interface Order {
  line: number;
  words: string;
}

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

function undated(subject: TextSubject, { line, words }: Order, whose: string): Finding {
  const message = `Văn bản giao báo cáo “${words}” mà không nêu ngày, và kế hoạch chưa có kỳ báo cáo nào ${whose}.`;
  return warning('deadline-undetermined', message, sourceOf(subject, line, words));
}

const REGIME = /chế độ (?:thông tin,? ?)?(?:và )?báo cáo(?: định kỳ)?/iu;
const PERIODS = String.raw`(?:6|sáu) tháng(?:,| và)? (?:hàng |hằng )?năm|(?:hàng|hằng) (?:tháng|quý|năm)`;
const CYCLE = new RegExp(`(?:theo )?định kỳ(?: (?:${PERIODS}))?(?: báo cáo)?|${PERIODS}`, 'iu');

/** Lines that are no round's own, where bodies are told to report to the lead. */
function undatedOrders(subject: TextSubject): Order[] {
  const { plan } = subject;
  const own = new Set(plan.rounds.map(({ source }) => source.line));
  const lines = bodyOf(subject).filter(
    ({ number, text }) =>
      !own.has(number) && !isHeading(text) && !text.endsWith(':') && partyAt(subject, number) !== plan.lead,
  );
  return lines.flatMap(({ number, text }) => {
    const words = clausesOf(text).flatMap((clause) => orderIn(clause, plan) ?? [])[0];
    return words === undefined ? [] : [{ line: number, words }];
  });
}

function orderIn(clause: string, plan: Plan): string | null {
  if (!/báo cáo/iu.test(clause) || writtenDates(clause).length > 0) return null;
  const regime = REGIME.exec(clause);
  if (regime) return regime[0];
  const lead = plan.parties.find(({ id }) => id === plan.lead)?.name;
  const way = lead === undefined ? null : wayTo(clause, lead);
  if (way === null) return null;
  const cycle = CYCLE.exec(clause);
  if (cycle) return cycle[0];
  return /qua/iu.test(way) && /báo cáo.*qua/iu.test(clause) ? way : null;
}

/** `về Sở Nội vụ`, `thông qua phòng Lao động – Thương binh và xã hội`: the words by which something goes to the lead. */
function wayTo(clause: string, lead: string): string | null {
  const name = lead
    .split(/[\s,–-]+/u)
    .map(escaped)
    .join(String.raw`[\s,–-]+`);
  return new RegExp(String.raw`(?:thông qua|qua|về|gửi|cho)\s+${name}`, 'iu').exec(clause)?.[0] ?? null;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const UPWARD =
  /(?:tổng hợp,? (?:định kỳ )?báo cáo|định kỳ (?:tổng hợp,? )?báo cáo)[^.;]*?(?<words>theo (?:đúng )?quy định|định kỳ)/iu;

/** What the lead has to send on `theo quy định`. */
function upwardOrders(subject: TextSubject): Order[] {
  return bodyOf(subject).flatMap(({ number, text }: Line) => {
    const match = UPWARD.exec(text);
    return match && writtenDates(match[0]).length === 0
      ? [{ line: number, words: match.groups?.['words'] ?? match[0] }]
      : [];
  });
}

/** The party among whose duties a line stands. */
function partyAt(subject: TextSubject, line: number): string | null {
  const { from, to } = assignmentOf(subject);
  if (line < from || line > to) return null;
  return subject.plan.parties.findLast(({ source }) => source.line <= line)?.id ?? null;
}
