import { WORKING_DAY_ROWS } from '../../domain/working-days.ts';

/** A day as it is written, `2025-11-24`. */
export type Day = string;

export const plus = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

type Row = Pick<(typeof WORKING_DAY_ROWS)[number], 'date' | 'kind' | 'status'>;

const off = (rows: readonly Row[]): Set<Day> =>
  new Set(rows.filter(({ kind }) => kind !== 'swap-work').map(({ date }) => date));
const saturdays = (rows: readonly Row[]): Set<Day> =>
  new Set(rows.filter(({ kind, status }) => kind === 'swap-work' && status === 'official').map(({ date }) => date));

/** The published rows, and nothing else of the product's: which days are worked is said here a second time. */
let OFF = off(WORKING_DAY_ROWS);
let SATURDAYS = saturdays(WORKING_DAY_ROWS);

/** Another calendar is hung on the wall: the published rows and these. */
export function hang(rows: readonly Row[]): void {
  OFF = off([...WORKING_DAY_ROWS, ...rows]);
  SATURDAYS = saturdays([...WORKING_DAY_ROWS, ...rows]);
}

/** A day off counts as off however sure it is, a Saturday as worked only when that is certain. */
export const worked = (day: Day): boolean =>
  SATURDAYS.has(day) || (![0, 6].includes(new Date(day).getUTCDay()) && !OFF.has(day));

/** The day itself where it is worked, else the next. */
export const onward = (day: Day): Day => (worked(day) ? day : onward(plus(day, 1)));

/** The day itself where it is worked, else the one before. */
export const backward = (day: Day): Day => (worked(day) ? day : backward(plus(day, -1)));

/** So many working days on, or back: one finger for each. */
export function counted(day: Day, days: number): Day {
  let at = day;
  for (let left = Math.abs(days); left > 0;) {
    at = plus(at, Math.sign(days));
    if (worked(at)) left--;
  }
  return at;
}

/** Working days after `from` up to `to`. */
export function apart(from: Day, to: Day): number {
  let days = 0;
  for (let day = plus(from, 1); day <= to; day = plus(day, 1)) if (worked(day)) days++;
  return days;
}

export const later = (one: Day, other: Day): Day => (one > other ? one : other);
export const earlier = (one: Day, other: Day): Day => (one < other ? one : other);
