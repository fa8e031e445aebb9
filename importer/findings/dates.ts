import type { Finding, PlanDocument, Source } from '../../domain/plan.ts';
import { yearOf } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';
import { joinWords, shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, isPlausible, namedDate } from './dated.ts';
import { error, note, warning } from './subject.ts';
import type { Subject } from './subject.ts';
import { dateOf, writtenDates } from './written-date.ts';

/** The oldest law that plans of today cite is the Constitution of 1946. */
const EARLIEST_CITED_YEAR = 1945;

/** A year that is a slip of the pen: of the document, of what it cites, of what it orders. */
export function yearImplausible({ plan }: Subject): Finding[] {
  const { document } = plan;
  const cited = document.basis.flatMap(({ ref, date }) =>
    date === null || isCitable(date, document) ? [] : [citedYearImplausible(ref, date)],
  );
  const due = deadlinesOf(plan).flatMap(({ deadline, source }) => {
    const date = namedDate(deadline);
    if (date === null || isPlausible(date, document.year)) return [];
    const message = `Thời hạn “${deadline.text}” rơi vào năm ${date.slice(0, 4)}, cách xa năm ${document.year} của kế hoạch.`;
    return [warning('year-implausible', message, source)];
  });
  return [...issueYearImplausible(document), ...cited, ...due];
}

function issueYearImplausible({ date, year }: PlanDocument): Finding[] {
  if (date === null || Math.abs(yearOf(date) - year) <= 1) return [];
  const message = `Ngày ban hành ${shortDate(date)} cách xa năm ${year} của kế hoạch; cần đối chiếu với văn bản.`;
  return [warning('year-implausible', message)];
}

/** True for a date that a document cited by this one can have: none is later than the plan itself. */
export function isCitable(date: LocalDate, { date: issued, year }: PlanDocument): boolean {
  const latest = Math.max(year, issued === null ? year : yearOf(issued));
  return yearOf(date) >= EARLIEST_CITED_YEAR && yearOf(date) <= latest;
}

/** `hint` tells what another place says, and begins with its own punctuation. */
export function citedYearImplausible(ref: string, date: LocalDate, source?: Source, hint = ''): Finding {
  const message = `Văn bản “${ref}” được dẫn ngày ${shortDate(date)}: năm ${date.slice(0, 4)} khó có thật${hint}.`;
  return warning('year-implausible', message, source);
}

/** Days that no calendar has, such as `ngày 31/4`; a plan file can hold them only as words. */
export function dateImpossible({ plan }: Subject): Finding[] {
  const indicators = plan.objectives
    .flatMap((objective) => objective.indicators)
    .map(({ text, source }) => ({ texts: [text ?? '', source.quote], source }));
  const items = plan.items.map(({ deadline, also, title, source }) => ({
    texts: [title, source.quote, ...[deadline, ...also].map(({ text }) => text)],
    source,
  }));
  const rounds = plan.rounds.map(({ deadline, name, source }) => ({
    texts: [name, source.quote, deadline.text],
    source,
  }));
  return [...indicators, ...items, ...rounds].flatMap(({ texts, source }) => {
    const words = texts.flatMap((text) => impossibleDates(text, plan.document.year));
    return [...new Set(words)].map((one) => impossibleDate(one, source));
  });
}

/** The words of each date of a text that does not exist. */
export function impossibleDates(text: string, year: number): string[] {
  return writtenDates(text).flatMap((date) => (dateOf(date, year) === null ? [date.words] : []));
}

export function impossibleDate(words: string, source: Source): Finding {
  return error('date-impossible', `“${words}” là ngày không có trong lịch; cần hỏi lại cơ quan ban hành.`, source);
}

/** One note for each place in the text, and none where a date comes back every year. */
export function yearInferred({ plan }: Subject): Finding[] {
  const yearless = deadlinesOf(plan).flatMap(({ deadline, source }) => {
    const date = namedDate(deadline);
    const recurs = 'recurs' in deadline && deadline.recurs !== undefined;
    return date === null || recurs || /\d{4}/.test(deadline.text) ? [] : [{ words: deadline.text, date, source }];
  });
  return [...new Set(yearless.map(({ source }) => source.line))].map((line) => {
    const place = yearless.filter(({ source }) => source.line === line);
    const words = [...new Set(place.map((one) => one.words))];
    const years = [...new Set(place.map(({ date }) => date.slice(0, 4)))];
    return yearsInferred(words, years, place[0]?.source);
  });
}

export function yearsInferred(words: string[], years: string[], source?: Source): Finding {
  const quoted = joinWords(words.map((one) => `“${one}”`));
  return note('year-inferred', `Thời gian ${quoted} không ghi năm, hiểu là năm ${joinWords(years)}.`, source);
}
