import type { Plan } from '../../domain/plan.ts';
import type { LocalDate } from '../../domain/time.ts';
import { citationsIn } from './citation.ts';
import { assignmentOf, bodyOf, clausesOf, isHeading } from './plan-text.ts';
import type { TextSubject } from './plan-text.ts';
import { dateOf, writtenDates, writtenWindows } from './written-date.ts';
import type { WrittenDate } from './written-date.ts';

/** A place where a text orders to report, and the words that tell when. */
export interface ReportOrder {
  line: number;
  words: string;
}

export interface DatedOrder extends ReportOrder {
  /** Null where there is no such day. */
  date: LocalDate | null;
}

const REGIME = /chế độ (?:thông tin,? ?)?(?:và )?báo cáo(?: định kỳ)?/iu;
const PERIODS = String.raw`(?:6|sáu) tháng(?:,| và)? (?:hàng |hằng )?năm|(?:hàng|hằng) (?:tháng|quý|năm)`;
const CYCLE = new RegExp(`(?:theo )?định kỳ(?: (?:${PERIODS}))?(?: báo cáo)?|${PERIODS}`, 'iu');

/** Lines that are no round's own, where bodies are told to report to the lead. */
export function undatedOrders(subject: TextSubject): ReportOrder[] {
  const { plan } = subject;
  const own = ownLines(plan);
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
  const way = wayToLead(clause, plan);
  if (way === null) return null;
  const cycle = CYCLE.exec(clause);
  if (cycle) return cycle[0];
  return /qua/iu.test(way) && /báo cáo.*qua/iu.test(clause) ? way : null;
}

/** `về Sở Nội vụ`, `thông qua phòng Lao động – Thương binh và xã hội`: the words by which something goes to the lead. */
function wayToLead(clause: string, { parties, lead }: Plan): string | null {
  const name = parties.find(({ id }) => id === lead)?.name;
  if (name === undefined) return null;
  const words = name
    .split(/[\s,–-]+/u)
    .map(escaped)
    .join(String.raw`[\s,–-]+`);
  return new RegExp(String.raw`(?:thông qua|qua|về|gửi|cho)\s+${words}`, 'iu').exec(clause)?.[0] ?? null;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const UPWARD =
  /(?:tổng hợp,? (?:định kỳ )?báo cáo|định kỳ (?:tổng hợp,? )?báo cáo)[^.;]*?(?<words>theo (?:đúng )?quy định|định kỳ)/iu;

/** What the lead has to send on `theo quy định`. */
export function upwardOrders(subject: TextSubject): ReportOrder[] {
  return bodyOf(subject).flatMap(({ number, text }) => {
    const match = UPWARD.exec(text);
    if (!match || writtenDates(match[0]).length > 0) return [];
    return [{ line: number, words: match.groups?.['words'] ?? match[0] }];
  });
}

/** Dates by which bodies are told to report to the lead, in lines that are no round's own. */
export function datedOrders(subject: TextSubject): DatedOrder[] {
  const { plan } = subject;
  const own = ownLines(plan);
  return bodyOf(subject)
    .filter(({ number }) => !own.has(number))
    .flatMap(({ number, text }) =>
      clausesOf(text)
        .filter(
          (clause) => /báo cáo/iu.test(clause) && wayToLead(clause, plan) !== null && citationsIn(clause).length === 0,
        )
        .flatMap((clause) => datesOutsideWindows(clause, plan.document.year))
        .map((written) => ({ line: number, words: written.words, date: dateOf(written, plan.document.year) })),
    );
}

/** A span is that of the figures, or of an activity. */
function datesOutsideWindows(clause: string, year: number): WrittenDate[] {
  const windows = writtenWindows(clause, year);
  return writtenDates(clause).filter(
    ({ at }) => !windows.some((one) => at >= one.at && at < one.at + one.words.length),
  );
}

const ownLines = ({ rounds }: Plan): Set<number> => new Set(rounds.map(({ source }) => source.line));

/** The party among whose duties a line stands. */
function partyAt(subject: TextSubject, line: number): string | null {
  const { from, to } = assignmentOf(subject);
  if (line < from || line > to) return null;
  return subject.plan.parties.findLast(({ source }) => source.line <= line)?.id ?? null;
}
