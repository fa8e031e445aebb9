import type { LadderChange } from './calendar-change.ts';
import { type Ladder, type Rung, type RungId, rungKey } from './rung.ts';
import { sendAtOf, slotRung, type Slots } from './slot.ts';
import { type Instant, localDateOf } from './time.ts';

/** A message that is written but has not left. */
export interface WaitingMessage {
  id: RungId;
  occurrence: number;
  obligation: string;
  recipient: string;
  sendAt: Instant;
}

/**
 * When a waiting message goes under the calendar that is being published; null where it goes no more. One that follows
 * no rung by itself (a `catch-up`, what was put off to the next morning) only makes way for a day off.
 */
export function sendAtUnder(message: WaitingMessage, change: LadderChange | null, slots: Slots): Instant | null {
  const { id, occurrence, obligation, recipient, sendAt } = message;
  const move = change?.moves.find((one) => one.rung === id && one.occurrence === occurrence);
  if (move && move.to === null) return null;
  if (move) {
    const rung = change?.ladder.rungs.find((one) => rungKey(one) === rungKey(message));
    if (rung) return sendAtOf(rung, recipient, slots.policy);
  }
  const day = localDateOf(sendAt);
  if (slots.calendar.isWorkingDay(day)) return sendAt;
  return sendAtOf(slotRung(id, occurrence, slots.calendar.onOrAfter(day), obligation, slots), recipient, slots.policy);
}

/**
 * Due rungs as the rows' ladder has them: a calendar that was published a moment ago may have moved one or taken it
 * away, and the workflow hears of it a moment later. Batches without end that came after the row are not in it.
 */
export function asInForce(due: readonly Rung[], ladder: Ladder): Rung[] {
  const known = new Map(ladder.rungs.map((rung) => [rungKey(rung), rung]));
  const reach = Math.max(-1, ...ladder.rungs.map(({ occurrence }) => occurrence));
  return due.flatMap((rung): Rung[] => {
    const found = known.get(rungKey(rung));
    if (found) return [found];
    return ladder.endless && rung.occurrence > reach ? [rung] : [];
  });
}
