import type { Calendar } from './calendar.ts';
import { stableHash } from './hash.ts';
import type { Policy } from './policy.ts';
import type { Rung, RungId } from './rung.ts';
import { HOUR_MS, type Instant, instantAt, type LocalDate, localDateOf, MINUTE_MS } from './time.ts';

/** The daily hours of messages: one place that turns a day, or a person's act, into the instants of a rung. */
export interface Slots {
  calendar: Calendar;
  policy: Policy;
}

/**
 * A rung in the slot of a working day. The workflow wakes for it at a stable hash of the obligation over the hours
 * before the slot, so that the morning itself is SQL and SMTP only (measured: a queue sends a morning thirty times
 * faster than workflows write it).
 */
export function slotRung(id: RungId, occurrence: number, day: LocalDate, obligation: string, slots: Slots): Rung {
  const { policy } = slots;
  const at = instantAt(day, policy.slotFrom);
  const minutes = policy.writeAheadHours * 60;
  const ahead = minutes === 0 ? 0 : (stableHash(obligation) % minutes) + 1;
  const wakeAt = Math.max(at - ahead * MINUTE_MS, instantAt(day, '00:00'));
  return { id, occurrence, wakeAt, at };
}

/** A rung that answers a person's act: at once within the hours of a working day, else the next working morning. */
export function promptRung(id: RungId, occurrence: number, act: Instant, obligation: string, slots: Slots): Rung {
  const { calendar, policy } = slots;
  const at = Math.ceil(act / MINUTE_MS) * MINUTE_MS;
  const day = localDateOf(at);
  if (!calendar.isWorkingDay(day) || at > instantAt(day, policy.slotUntil)) {
    return slotRung(id, occurrence, calendar.addWorkingDays(day, 1), obligation, slots);
  }
  if (at <= instantAt(day, policy.slotFrom)) return slotRung(id, occurrence, day, obligation, slots);
  return { id, occurrence, wakeAt: act, at, prompt: true };
}

/** When one recipient's copy of a rung goes: the same minute for all of that recipient's matters of the day. */
export function sendAtOf(rung: Pick<Rung, 'at' | 'prompt'>, recipient: string, policy: Policy): Instant {
  if (rung.prompt || policy.spreadMinutes === 0) return rung.at;
  return rung.at + (stableHash(`${recipient}|${localDateOf(rung.at)}`) % policy.spreadMinutes) * MINUTE_MS;
}

/** After this the day of a rung is over: what is then unwritten was missed, and collapses into a `catch-up`. */
export function missedAfter(rung: Pick<Rung, 'at'>, { policy }: Pick<Slots, 'policy'>): Instant {
  return instantAt(localDateOf(rung.at), policy.slotUntil);
}

/** True while messages may go: within the hours of a working day. */
export function inSlot(now: Instant, slots: Slots): boolean {
  const day = localDateOf(now);
  return (
    slots.calendar.isWorkingDay(day) &&
    now >= instantAt(day, slots.policy.slotFrom) &&
    now <= instantAt(day, slots.policy.slotUntil)
  );
}

/** How long before its slot the earliest workflow of a day may wake. */
export const writeAheadMs = (policy: Policy): number => policy.writeAheadHours * HOUR_MS;
