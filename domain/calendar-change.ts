import type { Activation } from './activation.ts';
import { type ResolvedDeadline, sameDays } from './deadline.ts';
import { deadlineUnder, type HeldLadder, ladderUnder, openingUnder, type Publication } from './recomputed-ladder.ts';
import { type Ladder, type Rung, type RungId, rungKey } from './rung.ts';
import { missedAfter, promptRung, type Slots } from './slot.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

/** One planned message that a calendar moves: null where it was not planned, or is not any more. */
export interface RungMove {
  rung: RungId;
  occurrence: number;
  from: Instant | null;
  to: Instant | null;
}

/** What a calendar does to one obligation: under the same number, and to nothing that has left. */
export interface LadderChange {
  deadline: ResolvedDeadline | null;
  ladder: Ladder;
  /** Null while it waits. */
  opensOn: LocalDate | null;
  moves: RungMove[];
}

/** What is still to go under both calendars, and what has gone. */
interface Open {
  before: Rung[];
  after: Rung[];
  gone: Rung[];
}

/**
 * An obligation under the calendar that is being published, or null where nothing of it changes. The rungs of the new
 * ladder are those that have left, as they were, and those to come. docs/decisions/0017.
 */
export function ladderChange(held: HeldLadder, publication: Publication): LadderChange | null {
  const { before, after, now } = publication;
  const deadline = deadlineUnder(held, publication);
  const planned = held.ladder.endless ? ladderUnder(held, held.deadline, before, now).rungs : held.ladder.rungs;
  const scene = { deadline, told: toldOn(held), slots: after, now };
  const open = openRungs(held, planned, ladderUnder(held, deadline, after, now).rungs, scene);
  const moves = movesBetween(open, now, after);
  const opensOn = opensUnder(held, deadline, after);
  const { closesAt } = held.obligation;
  const same =
    moves.length === 0 &&
    closesAt === held.ladder.closesAt &&
    opensOn === held.obligation.opensOn &&
    sameDays(held.deadline, deadline);
  if (same) return null;
  const rungs = [...open.gone, ...open.after].sort((a, b) => a.at - b.at);
  return { deadline, ladder: { ...held.ladder, rungs, closesAt }, opensOn, moves };
}

/** Only what is still to open by its own date: an event or an extension leaves the day as it was planned. */
function opensUnder(held: HeldLadder, deadline: ResolvedDeadline | null, after: Activation): LocalDate | null {
  const { opensOn } = held.obligation;
  const opens = held.ladder.rungs.some(({ id }) => id === 'opening');
  return opens && !held.opened && opensOn !== null && deadline ? openingUnder(held, deadline, after) : opensOn;
}

interface Scene {
  deadline: ResolvedDeadline | null;
  /** Days on which the body was told something under this ladder. */
  told: LocalDate[];
  slots: Slots;
  now: Instant;
}

function openRungs(held: HeldLadder, planned: Rung[], made: Rung[], scene: Scene): Open {
  const spent = spentKeys(held, planned, scene.now);
  const isOpen = (rung: Rung): boolean => !spent.has(rungKey(rung));
  const was = new Map(planned.map((rung) => [rungKey(rung), rung]));
  const after = made.filter(isOpen).flatMap((rung): Rung[] => {
    const before = was.get(rungKey(rung));
    // What stays where it was stays as it was, missed or not: an outage is made good by whoever writes it.
    if (before?.at === rung.at) return [before];
    if (missedAfter(rung, scene.slots) >= scene.now) return tooNear(rung, scene.told, scene.slots) ? [] : [rung];
    return overtaken(rung, held, scene);
  });
  return { before: planned.filter(isOpen), after, gone: held.ladder.rungs.filter((rung) => !isOpen(rung)) };
}

/**
 * What is not sent again whatever its new day: all that has left, and what time has passed over without a row (a body
 * that nobody can write to, a morning without a draft).
 */
function spentKeys({ written, opened }: HeldLadder, planned: Rung[], now: Instant): Set<string> {
  const rows = new Set(written.map(rungKey));
  const silent = planned.filter(
    (rung) =>
      !rows.has(rungKey(rung)) && rung.wakeAt <= now && (rung.id === 'morning' || (rung.id === 'opening' && opened)),
  );
  return new Set([...written.filter(({ left }) => left), ...silent].map(rungKey));
}

const TO_MEMBER: readonly RungId[] = ['opening', 'before-7', 'before-2', 'late-1', 'catch-up', 'returned'];
const SPACED: readonly RungId[] = ['before-7', 'before-2', 'late-1'];
const REMINDERS: readonly RungId[] = ['before-7', 'before-2', 'morning', 'returned-eve'];

const toldOn = ({ written }: HeldLadder): LocalDate[] =>
  written.filter(({ id, left }) => left && TO_MEMBER.includes(id)).map(({ at }) => localDateOf(at));

/** A reminder that moves keeps its distance from what the body has just been sent. */
function tooNear(rung: Rung, told: LocalDate[], { calendar, policy }: Slots): boolean {
  const day = localDateOf(rung.at);
  return (
    SPACED.includes(rung.id) && told.some((sent) => Math.abs(calendar.workingDaysBetween(sent, day)) < policy.spacing)
  );
}

/**
 * A rung whose new day is over before it was sent: a reminder folds away, there is nothing left to remind of; what has
 * to be said all the same goes at the next hours of work, and of a round not after its consolidation day.
 */
function overtaken(rung: Rung, { obligation }: HeldLadder, { deadline, told, slots, now }: Scene): Rung[] {
  if (REMINDERS.includes(rung.id)) return [];
  if (rung.id === 'lead-due' && deadline && localDateOf(rung.at) <= deadline.targetDay) return [];
  const next = promptRung(rung.id, rung.occurrence, now, obligation.id, slots);
  const { consolidationOn } = obligation;
  const tooLate = consolidationOn !== null && rung.id.startsWith('late-') && localDateOf(next.at) > consolidationOn;
  return tooLate || tooNear(next, told, slots) ? [] : [next];
}

/** What a reader wants to know: a rung whose day was over anyway has not moved. */
function movesBetween({ before, after }: Open, now: Instant, slots: Slots): RungMove[] {
  const [was, is] = [byKey(before), byKey(after)];
  return [...new Map([...was, ...is]).values()].flatMap((rung): RungMove[] => {
    const from = was.get(rungKey(rung));
    const to = is.get(rungKey(rung));
    const over = from !== undefined && missedAfter(from, slots) < now;
    if (from?.at === to?.at || (over && !to)) return [];
    return [{ rung: rung.id, occurrence: rung.occurrence, from: from?.at ?? null, to: to?.at ?? null }];
  });
}

const byKey = (rungs: readonly Rung[]): Map<string, Rung> => new Map(rungs.map((rung) => [rungKey(rung), rung]));
