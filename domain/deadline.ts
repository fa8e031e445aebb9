import { type Calendar, endOfDay } from './calendar.ts';
import { assertNever } from './errors.ts';
import { type DeadlineOrigin, explain } from './explanation.ts';
import type { Deadline } from './plan.ts';
import type { EventRecord } from './schedule.ts';
import { addDays, dateOfDayNumber, dayNumber, type Instant, type LocalDate } from './time.ts';

/** A deadline with its days. All days are of Asia/Ho_Chi_Minh. */
export interface ResolvedDeadline {
  deadline: Deadline;
  origin: DeadlineOrigin;
  /** X: the last lawful day, rolled on over days off where the kind says so. */
  lastLawfulDay: LocalDate;
  /** The last working day on which it is surely in time: what people are told. */
  targetDay: LocalDate;
  /** The day the words name, moved on to a working day: nobody is late before it is over. */
  namedDay: LocalDate;
  lateAfter: Instant;
  calendarVersion: number;
  /** Vietnamese sentences: the plan's words and the rules applied. */
  why: string[];
}

export interface ResolveContext {
  calendar: Calendar;
  origin: DeadlineOrigin;
  /** The event a deadline hangs on, once it is recorded. */
  event?: EventRecord | null;
  /** Working days proposed after an event that came without a date. (Default: 15) */
  afterEventDays?: number;
}

/**
 * The days of a deadline, or null while they are not determined: activities (`window`, `ongoing`), events not yet
 * recorded, and words that name no date. Rules: docs/rules.md; Bộ luật Dân sự 2015 Điều 147, 148 for the exclusion of the
 * first day and the rolling on over days off.
 */
export function resolveDeadline(deadline: Deadline, context: ResolveContext): ResolvedDeadline | null {
  const days = literalDays(deadline, context);
  if (!days) return null;
  const { calendar } = context;
  const targetDay = calendar.onOrBefore(days.last);
  const namedDay = calendar.onOrAfter(days.named);
  const lastLawfulDay = days.rolls ? calendar.onOrAfter(days.last) : days.last;
  return {
    deadline,
    origin: context.origin,
    lastLawfulDay,
    targetDay,
    namedDay,
    lateAfter: endOfDay(namedDay),
    calendarVersion: calendar.version,
    why: explain({
      deadline,
      origin: context.origin,
      last: days.last,
      named: days.named,
      targetDay,
      namedDay,
      calendar,
    }),
  };
}

/** The calendar's version apart: a date that is the same for the same reasons was not touched by another calendar. */
export function sameDays(one: ResolvedDeadline | null, other: ResolvedDeadline | null): boolean {
  if (!one || !other) return one === other;
  const days = ({ lastLawfulDay, targetDay, namedDay, why }: ResolvedDeadline): string =>
    [lastLawfulDay, targetDay, namedDay, ...why].join('|');
  return days(one) === days(other);
}

interface LiteralDays {
  /** The last lawful day by the words alone. */
  last: LocalDate;
  /** The day the words name. */
  named: LocalDate;
  rolls: boolean;
}

function literalDays(deadline: Deadline, context: ResolveContext): LiteralDays | null {
  switch (deadline.kind) {
    case 'before':
      return { last: addDays(deadline.date, -1), named: deadline.date, rolls: false };
    case 'on-or-before':
      return rolling(deadline.date);
    case 'within-month':
      return rolling(lastDayOfMonth(deadline.month));
    case 'within-quarter':
      return rolling(lastDayOfQuarter(deadline.quarter));
    case 'within-year':
      return rolling(`${deadline.year}-12-31`);
    case 'after-event':
      return context.event ? fixed(dueAfter(context.event, context)) : null;
    case 'before-event':
      return context.event ? { last: addDays(context.event.on, -1), named: context.event.on, rolls: false } : null;
    case 'within-days':
      return context.event ? rolling(daysAfter(context.event.on, deadline, context.calendar)) : null;
    case 'window':
    case 'ongoing':
    case 'periodic':
    case 'undetermined':
      return null;
    default:
      return assertNever(deadline);
  }
}

const rolling = (day: LocalDate): LiteralDays => ({ last: day, named: day, rolls: true });
const fixed = (day: LocalDate): LiteralDays => ({ last: day, named: day, rolls: false });

function dueAfter(event: EventRecord, context: ResolveContext): LocalDate {
  return event.due ?? context.calendar.addWorkingDays(event.on, context.afterEventDays ?? 15);
}

function daysAfter(on: LocalDate, span: { days: number; working: boolean }, calendar: Calendar): LocalDate {
  return span.working ? calendar.addWorkingDays(on, span.days) : addDays(on, span.days);
}

/** `2024-02` → `2024-02-29` */
export function lastDayOfMonth(month: string): LocalDate {
  const [year, number] = month.split('-').map(Number);
  return dateOfDayNumber(Date.UTC(year ?? 0, number ?? 0, 0) / 86_400_000);
}

/** `2026-Q2` → `2026-06-30` */
export function lastDayOfQuarter(quarter: string): LocalDate {
  const [year, number] = quarter.split('-Q');
  return lastDayOfMonth(`${year}-${String(Number(number) * 3).padStart(2, '0')}`);
}

/** The first day of the quarter after the one a date lies in. */
export function nextQuarterStart(date: LocalDate): LocalDate {
  const month = Number(date.slice(5, 7));
  const quarter = Math.ceil(month / 3);
  return dateOfDayNumber(dayNumber(lastDayOfQuarter(`${date.slice(0, 4)}-Q${quarter}`)) + 1);
}

export const TIMELINESS = ['in-time', 'named-day', 'late'] as const;
export type Timeliness = (typeof TIMELINESS)[number];

/** Judged by the day received, not by the moment of typing: docs/rules.md. */
export function timelinessOf(deadline: ResolvedDeadline, receivedOn: LocalDate): Timeliness {
  if (receivedOn <= deadline.lastLawfulDay) return 'in-time';
  return receivedOn <= deadline.namedDay ? 'named-day' : 'late';
}
