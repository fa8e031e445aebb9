import { lastDayOfMonth } from '../../domain/deadline.ts';
import type { LocalDate } from '../../domain/time.ts';

/** A date as a text writes it: not every one exists, and many leave the year out. */
export interface WrittenDate {
  /** The words themselves, an exact piece of the text. */
  words: string;
  /** Where in the text they begin, from 0. */
  at: number;
  day: number;
  month: number;
  year: number | null;
}

/** A span that a text writes, `từ ngày 15/11 đến ngày 15/12`, in the year that its year-less dates belong to. */
export interface WrittenWindow {
  words: string;
  at: number;
  from: LocalDate;
  to: LocalDate;
}

const IN_WORDS = /ngày\s+(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})(?!\d)(?:\s+năm\s+(?<year>\d{4})(?!\d))?/giu;
/** Not `55/1.000`, `10/2019/TT-BKHĐT`, `31,8/100.000`, `12/15 %`. */
const IN_FIGURES =
  /(?<![\d/.,\p{L}-])(?<day>\d{1,2})\/(?<month>\d{1,2})(?:\/(?<year>\d{4}))?(?![\d/-]|[.,]\d|\s?%|\p{L})/gu;
const IN_FIGURES_WHOLE = /(?<![\d/.,\p{L}-])(?<day>\d{1,2})[-.](?<month>\d{1,2})[-.](?<year>\d{4})(?![\d/.,-]\d)/gu;
/** What stands before figures that are a date: `8/8 xã` and `1/3 số huyện` are none. */
const BEFORE_A_DATE = /(?:ngày|trước|sau|từ|đến|tới|hết|nhất là)\s+$|[(–-]\s?$/iu;

/** Every date of a text, in its order. Figures without a year are one only after a word that leads to a date. */
export function writtenDates(text: string): WrittenDate[] {
  const inFigures = [...datesBy(IN_FIGURES, text), ...datesBy(IN_FIGURES_WHOLE, text)];
  const dates = inFigures.filter(({ at, year, day, month }) => {
    if (year !== null) return true;
    const before = text.slice(0, at);
    return BEFORE_A_DATE.test(before) && (/ngày\s+$/iu.test(before) || (day <= 31 && month <= 12));
  });
  return [...datesBy(IN_WORDS, text), ...dates].sort((a, b) => a.at - b.at);
}

function datesBy(pattern: RegExp, text: string): WrittenDate[] {
  return [...text.matchAll(pattern)].map(({ 0: words, index, groups }) => ({
    words,
    at: index,
    day: Number(groups?.['day']),
    month: Number(groups?.['month']),
    year: groups?.['year'] === undefined ? null : Number(groups['year']),
  }));
}

/** The date, or null where no such day exists; without a year it is looked for in `year`. */
export function dateOf(written: Pick<WrittenDate, 'day' | 'month' | 'year'>, year: number): LocalDate | null {
  const { day, month } = written;
  if (month < 1 || month > 12 || day < 1) return null;
  const prefix = `${String(written.year ?? year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  const date = `${prefix}-${String(day).padStart(2, '0')}`;
  return date <= lastDayOfMonth(prefix) ? date : null;
}

/** `từ ngày 15/11 đến ngày`, `từ 15/11 -`; the first day may leave its month to the second. */
const UP_TO_LAST = /từ\s+(?:ngày\s+)?(?<first>\d{1,2})?\s*(?:-|–|đến|tới)\s*(?:hết\s+)?(?:ngày\s+)?$/iu;
const BEFORE_FIRST = /từ\s+(?:ngày\s+)?$/iu;

/** Every span of a text that is written with both its ends. */
export function writtenWindows(text: string, year: number): WrittenWindow[] {
  const dates = writtenDates(text);
  return dates.flatMap((last, index) => {
    const before = dates[index - 1];
    // Without the first date's own words what stands before the last is `từ ngày đến ngày`, as if it were blank.
    const lead = before ? text.slice(0, before.at) + text.slice(before.at + before.words.length, last.at) : '';
    const whole = before && UP_TO_LAST.test(lead) ? BEFORE_FIRST.exec(text.slice(0, before.at)) : null;
    if (before && whole) return windowOf(text, { at: whole.index, first: before, last }, year);
    const bare = UP_TO_LAST.exec(text.slice(0, last.at));
    if (bare?.groups?.['first'] === undefined) return [];
    const first = { day: Number(bare.groups['first']), month: last.month, year: last.year };
    return windowOf(text, { at: bare.index, first, last }, year);
  });
}

interface Span {
  at: number;
  first: Pick<WrittenDate, 'day' | 'month' | 'year'>;
  last: WrittenDate;
}

function windowOf(text: string, { at, first, last }: Span, year: number): WrittenWindow[] {
  const words = text.slice(at, last.at + last.words.length);
  // `từ 1/3 đến 1/2` may as well be a share.
  if (!/ngày|\d{4}/iu.test(words) && Math.max(first.day, last.day) <= 12) return [];
  const from = dateOf({ ...first, year: first.year ?? last.year }, year);
  const to = dateOf(last, year);
  if (from === null || to === null) return [];
  if (from <= to) return [{ words, at, from, to }];
  // Over the turn of the year: `từ ngày 15/12 đến ngày 15/01`.
  const [begin, end] =
    last.year === null ? [from, dateOf(last, year + 1)] : [dateOf({ ...first, year: last.year - 1 }, year), to];
  return first.year === null && begin !== null && end !== null ? [{ words, at, from: begin, to: end }] : [];
}
