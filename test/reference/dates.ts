import type { Deadline, PeriodEdge } from '../../domain/plan.ts';
import { backward, counted, type Day, onward, plus } from './wall-calendar.ts';

/** What people are told, and the day that has to be over before anybody is late. */
export interface Dates {
  target: Day;
  named: Day;
}

/** “trước ngày …”: the day named does not count. */
export const beforeDay = (day: Day): Dates => ({ target: backward(plus(day, -1)), named: onward(day) });
/** “chậm nhất ngày …”, and whatever names the last day of a span. */
export const byDay = (day: Day): Dates => ({ target: backward(day), named: onward(day) });

const LENGTH = { month: 1, quarter: 3, 'half-year': 6, year: 12, day: 0 };

/** The days of a plan's words for a period; null where they name none. `2026`, `2026-H1`, `2026-Q1`, `2026-03`. */
export function datesOf(words: Deadline, period: string): Dates | null {
  switch (words.kind) {
    case 'before':
      return beforeDay(words.recurs ? sameDay(words.date, period) : words.date);
    case 'on-or-before':
      return byDay(words.recurs ? sameDay(words.date, period) : words.date);
    case 'within-month':
      return byDay(lastOf(words.recurs ? `${period.slice(0, 4)}${words.month.slice(4)}` : words.month));
    case 'within-quarter':
      return byDay(lastOf(monthAt(Number(words.quarter.slice(0, 4)), Number(words.quarter.slice(-1)) * 3)));
    case 'within-year':
      return byDay(`${words.year}-12-31`);
    case 'periodic':
      return words.by ? edgeOf(words.by, LENGTH[words.every], period) : null;
    default:
      return null;
  }
}

function edgeOf(by: PeriodEdge, length: number, period: string): Dates {
  const last = lastMonthOf(period, length);
  const first = last - length + 1;
  const named = by.monthOfPeriod === 'last' ? length : by.monthOfPeriod;
  const month = by.inNextPeriod ? last + (named ?? 1) : first + (named ?? length) - 1;
  const day = dayIn(monthAt(Number(period.slice(0, 4)), month), by.day);
  return by.edge === 'before' ? beforeDay(day) : byDay(day);
}

function lastMonthOf(period: string, length: number): number {
  const part = period.slice(5);
  if (part === '') return 12;
  return part.startsWith('Q') || part.startsWith('H') ? Number(part[1]) * length : Number(part);
}

/** Month 13 is the next January. */
const monthAt = (year: number, month: number): string => new Date(Date.UTC(year, month - 1)).toISOString().slice(0, 7);

function lastOf(month: string): Day {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** A month without that day has its last instead. */
function dayIn(month: string, day: number): Day {
  const last = lastOf(month);
  return day > Number(last.slice(8)) ? last : `${month}-${String(day).padStart(2, '0')}`;
}

/** The same day of another year. */
export const sameDay = (date: Day, period: string): Day =>
  dayIn(`${period.slice(0, 4)}${date.slice(4, 7)}`, Number(date.slice(8)));

/** The days after an event that came on a day: as the words count, else so many working days as are usual. */
export function datesAfter(words: Deadline | null, on: Day, usual: number): Dates {
  if (words?.kind === 'before-event') return beforeDay(on);
  if (words?.kind === 'within-days') return byDay(words.working ? counted(on, words.days) : plus(on, words.days));
  return byDay(counted(on, usual));
}
