import { Refusal } from './errors.ts';
import { isSettled, type Standing } from './obligation.ts';
import type { LocalDate } from './time.ts';
import { shortDate } from './vietnamese.ts';

/** An event as it was recorded last, with the date that came of it. */
export interface Recorded {
  on: LocalDate;
  due: LocalDate | null;
}

/**
 * Whether recording an event changes anything for an obligation that hangs on it: the same day again does not, another
 * one corrects what is not settled yet.
 */
export function isNews(standing: Standing, before: Recorded | null, event: Recorded): boolean {
  if (isSettled(standing)) return false;
  if (!before) return true;
  return before.on !== event.on || (event.due !== null && event.due !== before.due);
}

/** A date that is entered with an event is one that can still be kept. */
export function refusePastDue(due: LocalDate | null, today: LocalDate): void {
  if (due !== null && due <= today) {
    throw new Refusal('date-past', `Thời hạn “${due}” phải sau ngày hôm nay (${today}).`);
  }
}

/** An event that was recorded by mistake is withdrawn while nothing rests on it: what was handed in does. */
export function refuseWithdrawal(standing: Standing): void {
  const { name, receivedOn, event } = standing;
  if (receivedOn === null) return;
  throw new Refusal(
    'already-submitted',
    `“${name}” đã nhận ngày ${shortDate(receivedOn)} nên không thể rút sự kiện “${event ?? ''}”.`,
  );
}
