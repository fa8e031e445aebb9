import type { Matter } from '../../domain/letter.ts';
import { longDate } from '../../domain/vietnamese.ts';
import { eventName } from './plan-words.ts';

/** `thứ Hai 24/11/2025 (còn 7 ngày làm việc)`; after the day the date stands alone, without a count of blame. */
export function dayWords(matter: Matter): string {
  if (matter.targetDay === null) return eventWords(matter);
  const left = matter.daysLeft;
  if (left === null || left < 0) return longDate(matter.targetDay);
  return `${longDate(matter.targetDay)} (${left === 0 ? 'trong hôm nay' : `còn ${left} ngày làm việc`})`;
}

/** While no date is known. */
export function eventWords(matter: Matter): string {
  return matter.event ? `xác định sau khi có ${eventName(matter.event)}` : 'chưa xác định';
}
