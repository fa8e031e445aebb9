import { lastDayOfMonth, lastDayOfQuarter } from '../../domain/deadline.ts';
import type { Deadline, Plan, Source } from '../../domain/plan.ts';
import { addDays, yearOf } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';

/** A deadline of the plan, with what it belongs to. */
export interface Dated {
  deadline: Deadline;
  source: Source;
}

/** Every deadline of items and rounds, in the order of the file. */
export function deadlinesOf(plan: Plan): Dated[] {
  return [
    ...plan.items.flatMap(({ deadline, also, source }) =>
      [deadline, ...also].map((one) => ({ deadline: one, source })),
    ),
    ...plan.rounds.map(({ deadline, source }) => ({ deadline, source })),
  ];
}

/** The day that the words name, or null where they name none; a window's is its end. */
export function namedDate(deadline: Deadline): LocalDate | null {
  switch (deadline.kind) {
    case 'before':
    case 'on-or-before':
      return deadline.date;
    case 'within-month':
      return lastDayOfMonth(deadline.month);
    case 'within-quarter':
      return lastDayOfQuarter(deadline.quarter);
    case 'within-year':
      return `${deadline.year}-12-31`;
    case 'window':
      return deadline.to;
    default:
      return null;
  }
}

/** The last day that is in time; null for an activity, which is never due. */
export function lastDate(deadline: Deadline): LocalDate | null {
  const named = deadline.kind === 'window' ? null : namedDate(deadline);
  return named !== null && deadline.kind === 'before' ? addDays(named, -1) : named;
}

/** A plan may look years ahead, not decades. */
const YEARS_AHEAD = 15;

/** True for a date that a plan of `year` can order. */
export function isPlausible(date: LocalDate, year: number): boolean {
  return yearOf(date) >= year - 1 && yearOf(date) <= year + YEARS_AHEAD;
}
