import type { Rung, RungId } from './rung.ts';
import { missedAfter, promptRung, type Slots } from './slot.ts';
import type { Instant } from './time.ts';

const TO_MEMBER: readonly RungId[] = ['opening', 'before-7', 'before-2', 'late-1', 'returned', 'returned-eve'];

/**
 * What is written of the rungs that are due. Those whose day was missed (an outage) go at the next hours of work: one
 * as itself, several to the same body as one `catch-up`, and of several lists to one reader of the lead only the
 * newest. What is not missed is written as planned; where that is a letter to the body, it says all that was missed. A
 * `catch-up` is counted by the first rung it stands for: each rung is missed once, so that a second outage under the
 * same ladder has a notice of its own.
 */
export function collapseMissed(due: Rung[], now: Instant, obligation: string, slots: Slots): Rung[] {
  const onTime = due.filter((rung) => missedAfter(rung, slots) >= now);
  const missed = due.filter((rung) => missedAfter(rung, slots) < now && rung.id !== 'morning');
  const toMember = onTime.some(isToMember) ? [] : missed.filter(isToMember);
  const toLead = newestPerReader(missed.filter((rung) => !isToMember(rung)));
  const again = (rung: Rung): Rung => promptRung(rung.id, rung.occurrence, now, obligation, slots);
  const first = toMember[0];
  const caughtUp =
    toMember.length > 1 && first
      ? [promptRung('catch-up', TO_MEMBER.indexOf(first.id), now, obligation, slots)]
      : toMember.map(again);
  return [...onTime, ...caughtUp, ...toLead.map(again)];
}

const isToMember = ({ id }: Rung): boolean => TO_MEMBER.includes(id);

/** Lists to the lead have three readers: its head, its head of division, and its official, who gets all others. */
function newestPerReader(lists: Rung[]): Rung[] {
  const reader = ({ id }: Rung): RungId | 'official' => (id === 'late-head' || id === 'review-3' ? id : 'official');
  const newest = new Map(lists.map((rung) => [reader(rung), rung]));
  return [...newest.values()];
}
