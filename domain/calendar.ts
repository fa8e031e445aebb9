import { Refusal } from './errors.ts';
import { addDays, instantAt, type Instant, type LocalDate, weekday, yearOf } from './time.ts';

export const DAY_KINDS = ['holiday', 'compensatory', 'swap-off', 'swap-work'] as const;
export const DAY_STATUSES = ['official', 'provisional', 'pending'] as const;

/** A day that differs from the plain week, with the document it rests on. */
export interface CalendarDay {
  date: LocalDate;
  kind: (typeof DAY_KINDS)[number];
  name: string;
  status: (typeof DAY_STATUSES)[number];
  source: string;
}

/** The working days of civil servants under one version of the table. */
export interface Calendar {
  version: number;
  isWorkingDay(date: LocalDate): boolean;
  /** The row of a day that differs from the plain week, or null. */
  dayOf(date: LocalDate): CalendarDay | null;
  /** The `count`-th working day after (negative: before) `date`; `date` itself is never counted. */
  addWorkingDays(date: LocalDate, count: number): LocalDate;
  /** `date` where it is worked, else the next working day. */
  onOrAfter(date: LocalDate): LocalDate;
  /** `date` where it is worked, else the working day before. */
  onOrBefore(date: LocalDate): LocalDate;
  /** Working days from `from` to `to`: 0 on the same day, negative where `to` comes first. */
  workingDaysBetween(from: LocalDate, to: LocalDate): number;
}

/**
 * A calendar over a table of days. A pending or provisional day off counts as off, a pending working Saturday as off
 * too: whoever is reminded a day early loses nothing, whoever is called late on a day off does. A year without any row
 * is refused by name, because a year without holidays does not exist.
 */
export function calendarOf(version: number, days: readonly CalendarDay[]): Calendar {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const years = new Set(days.map((day) => yearOf(day.date)));

  function isWorkingDay(date: LocalDate): boolean {
    if (!years.has(yearOf(date))) throw new CalendarYearMissing(yearOf(date));
    const row = byDate.get(date);
    if (row) return row.kind === 'swap-work' && row.status === 'official';
    return weekday(date) !== 0 && weekday(date) !== 6;
  }

  function roll(date: LocalDate, step: 1 | -1): LocalDate {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  }

  function addWorkingDays(date: LocalDate, count: number): LocalDate {
    const step = count < 0 ? -1 : 1;
    let day = date;
    for (let left = Math.abs(count); left > 0; left--) day = roll(addDays(day, step), step);
    return day;
  }

  function workingDaysBetween(from: LocalDate, to: LocalDate): number {
    if (to < from) return -workingDaysBetween(to, from);
    let count = 0;
    for (let day = from; day < to;) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) count++;
    }
    return count;
  }

  return {
    version,
    isWorkingDay,
    dayOf: (date) => byDate.get(date) ?? null,
    addWorkingDays,
    onOrAfter: (date) => roll(date, 1),
    onOrBefore: (date) => roll(date, -1),
    workingDaysBetween,
  };
}

/** The table of working days has no row for that year. */
export class CalendarYearMissing extends Refusal {
  constructor(year: number) {
    super('calendar-year-missing', `Bảng ngày làm việc chưa có dữ liệu năm ${year}: cần nhập lịch nghỉ của năm này.`);
  }
}

/** The first instant after a day is over. */
export function endOfDay(date: LocalDate): Instant {
  return instantAt(addDays(date, 1), '00:00');
}
