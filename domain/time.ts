/** A date without time, `2025-11-30`. The zone of every such date is Asia/Ho_Chi_Minh. */
export type LocalDate = string;

/** Milliseconds since 1970-01-01T00:00Z. Written out with `+07:00` by `isoInstant`. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/**
 * Asia/Ho_Chi_Minh has kept +07:00 without daylight saving since 1975-06-13; plans reach back to 2017 only. A fixed
 * offset therefore is exact, and does not depend on the time zone data of the machine.
 */
const OFFSET_MS = 7 * HOUR_MS;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a date that exists: `2024-02-29` is one, `2025-02-29` is not. */
export function isLocalDate(text: string): boolean {
  return DATE.test(text) && dateOfDayNumber(dayNumber(text)) === text;
}

/** Days since 1970-01-01. Throws where the text has not the form of a date. */
export function dayNumber(date: LocalDate): number {
  const parts = DATE.exec(date);
  if (!parts) throw new RangeError(`'${date}' is not a date of the form YYYY-MM-DD`);
  return Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
}

/** The date that is `days` days after 1970-01-01. */
export function dateOfDayNumber(days: number): LocalDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days, not working days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(date: LocalDate): number {
  return (dayNumber(date) + 4) % 7;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** The instant of a wall-clock time in Asia/Ho_Chi_Minh: `instantAt('2025-11-28', '16:00')`. */
export function instantAt(date: LocalDate, time: string): Instant {
  const [hours, minutes] = time.split(':').map(Number);
  return dayNumber(date) * DAY_MS + (hours ?? 0) * HOUR_MS + (minutes ?? 0) * MINUTE_MS - OFFSET_MS;
}

/** The date on the wall in Asia/Ho_Chi_Minh at that instant. */
export function localDateOf(instant: Instant): LocalDate {
  return dateOfDayNumber(Math.floor((instant + OFFSET_MS) / DAY_MS));
}

/** `2025-11-13T07:42:00+07:00` */
export function isoInstant(instant: Instant): string {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}
