import { lastDayOfMonth, lastDayOfQuarter } from './deadline.ts';
import type { Deadline, Period, PeriodEdge } from './plan.ts';
import { type LocalDate, yearOf } from './time.ts';

/** One occasion of a deadline. `period` is null where it comes only once; else `2026`, `2026-H1`, `2026-Q1`, `2026-03`. */
export interface Occurrence {
  period: string | null;
  deadline: Deadline;
}

/** Months of each period that a plan can count by; a day has none, and no report is asked for daily. */
const MONTHS: Readonly<Record<Exclude<Period, 'day'>, number>> = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

/** True where the words go on year after year, without end. */
export function recurs(deadline: Deadline): boolean {
  if (deadline.kind === 'periodic') return deadline.by !== undefined && deadline.every !== 'day';
  return 'recurs' in deadline && deadline.recurs === 'yearly';
}

/**
 * The occasions of a deadline in one year, each with a date of its own. What comes once is given whatever the year: its
 * caller knows the year it belongs to. Nothing before the first occurrence that the plan names.
 */
export function occurrencesOf(deadline: Deadline, year: number): Occurrence[] {
  if (!recurs(deadline)) return [{ period: null, deadline }];
  if (deadline.kind === 'periodic') return periodsOf(deadline, year);
  if (deadline.kind === 'within-month') {
    if (year < Number(deadline.month.slice(0, 4))) return [];
    return [{ period: `${year}`, deadline: { ...deadline, month: `${year}${deadline.month.slice(4)}` } }];
  }
  if (deadline.kind !== 'before' && deadline.kind !== 'on-or-before') return [];
  if (year < yearOf(deadline.date)) return [];
  return [{ period: `${year}`, deadline: { ...deadline, date: inYear(deadline.date, year) } }];
}

/** The date that words name by themselves, days off apart; null where they name none. */
export function dateNamedBy(deadline: Deadline): LocalDate | null {
  if (deadline.kind === 'before' || deadline.kind === 'on-or-before') return deadline.date;
  if (deadline.kind === 'within-month') return lastDayOfMonth(deadline.month);
  if (deadline.kind === 'within-quarter') return lastDayOfQuarter(deadline.quarter);
  return deadline.kind === 'within-year' ? `${deadline.year}-12-31` : null;
}

/** The same day of another year; 29/2 is the last of February there. */
function inYear(date: LocalDate, year: number): LocalDate {
  return dayOfMonth(`${year}${date.slice(4, 7)}`, Number(date.slice(8)));
}

function periodsOf(deadline: Extract<Deadline, { kind: 'periodic' }>, year: number): Occurrence[] {
  const { every, by, text } = deadline;
  if (!by || every === 'day') return [];
  const length = MONTHS[every];
  return Array.from({ length: 12 / length }, (_, index) => ({
    period: periodName(every, year, index),
    deadline: { kind: by.edge, date: edgeDay(by, year, index * length, length), text },
  }));
}

function periodName(every: Exclude<Period, 'day'>, year: number, index: number): string {
  if (every === 'year') return `${year}`;
  if (every === 'month') return `${year}-${String(index + 1).padStart(2, '0')}`;
  return `${year}-${every === 'quarter' ? 'Q' : 'H'}${index + 1}`;
}

/** `first` counts the months of the year before the period; the month named is its last where the plan names none. */
function edgeDay(by: PeriodEdge, year: number, first: number, length: number): LocalDate {
  const named = by.monthOfPeriod ?? 'last';
  const within = by.inNextPeriod && by.monthOfPeriod === undefined ? 1 : named === 'last' ? length : named;
  const month = first + (by.inNextPeriod ? length : 0) + within - 1;
  const label = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  return dayOfMonth(label, by.day);
}

/** A day of a month, or the month's last where it has no such day: "ngày 31 hàng tháng", 29/2. */
function dayOfMonth(month: string, day: number): LocalDate {
  const last = lastDayOfMonth(month);
  return day > Number(last.slice(8)) ? last : `${month}-${String(day).padStart(2, '0')}`;
}
