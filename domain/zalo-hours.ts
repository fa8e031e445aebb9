import type { Calendar } from './calendar.ts';
import { type Instant, instantAt, isoInstant, localDateOf } from './time.ts';

/** Zalo takes no template message from 22:00 to 06:00 (its code −133). */
export function isZaloNight(at: Instant): boolean {
  const time = isoInstant(at).slice(11, 16);
  return time >= '22:00' || time < '06:00';
}

/** 07:30 of the next working morning: of the same day before dawn. */
export function afterZaloNight(at: Instant, calendar: Calendar): Instant {
  const day = localDateOf(at);
  const isBeforeDawn = isoInstant(at).slice(11, 13) < '06';
  return instantAt(isBeforeDawn ? calendar.onOrAfter(day) : calendar.addWorkingDays(day, 1), '07:30');
}

/** 08:00 of the next working day: the quota of a day is whole again. */
export const afterZaloQuota = (at: Instant, calendar: Calendar): Instant =>
  instantAt(calendar.addWorkingDays(localDateOf(at), 1), '08:00');
