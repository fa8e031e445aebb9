import { activatedAt, type Activation, type Obligation } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import {
  askAgainLadder,
  eventLadder,
  extensionLadder,
  leadDueLadder,
  nextBatch,
  openingLadder,
  returnLadder,
  reviewLadder,
} from './ladder.ts';
import { openingDay } from './round.ts';
import type { Ladder, LadderReason, Rung, RungId } from './rung.ts';
import { promptRung } from './slot.ts';
import { ladderSubject } from './subject.ts';
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from './time.ts';

/** A rung that was written for its slot; once it has `left`, nobody can take it back. */
export type WrittenRung = Pick<Rung, 'id' | 'occurrence' | 'at'> & { left: boolean };

/** The ladder in force of an unsettled obligation, as rows hold it, with what it was made from. */
export interface HeldLadder {
  obligation: Pick<Obligation, 'id' | 'requested' | 'ofLead' | 'opensOn' | 'consolidationOn' | 'closesAt'>;
  /** Its opening was written. */
  opened: boolean;
  reason: LadderReason;
  deadline: ResolvedDeadline | null;
  ladder: Ladder;
  /** When its number came into force. */
  madeAt: Instant;
  /** The date that came with the last return, or with an extension of one. */
  until: LocalDate | null;
  /** When it was handed in last: the reviewer's clock runs from there. */
  handedInAt: Instant | null;
  /** The event it waited for, and when that was recorded; null where none is, or where the lead knew it beforehand. */
  event: { on: LocalDate; recordedAt: Instant | null } | null;
  /** The day of the last message to the body itself before this ladder came. */
  lastMessageOn: LocalDate | null;
  /** Of this ladder's number. */
  written: WrittenRung[];
}

/** The rules of a plan before and after a publication: they differ in the calendar alone. */
export interface Publication {
  before: Activation;
  after: Activation;
  now: Instant;
}

/**
 * The same words under another calendar. A date that was counted once and told to people (a proposal, the days after an
 * event) is a date since then: only what rolls over days off is found again.
 */
export function deadlineUnder(held: HeldLadder, { before, after }: Publication): ResolvedDeadline | null {
  if (!held.deadline) return null;
  const { deadline, origin, lastLawfulDay: due } = held.deadline;
  const on = eventDay(held, held.deadline, before);
  const resolved = resolveDeadline(deadline, { calendar: after.calendar, origin, event: { on, due } });
  if (!resolved) throw new TypeError(`the deadline of ${held.obligation.id} can't be found again`);
  return resolved;
}

/**
 * The day that the words count from. What was recorded late counts from the day people were told; what was taken over
 * from another obligation has no record of its own, and is counted back from its date.
 */
function eventDay({ event }: HeldLadder, { deadline, lastLawfulDay }: ResolvedDeadline, before: Activation): LocalDate {
  if (deadline.kind === 'before-event') return addDays(lastLawfulDay, 1);
  if (deadline.kind !== 'within-days') return event?.on ?? lastLawfulDay;
  const { calendar } = before;
  const told = event?.recordedAt ? promptRung('opening', 0, event.recordedAt, deadline.event, before).at : null;
  const recorded = [event?.on, told === null ? undefined : localDateOf(told)].find(
    (on) =>
      on !== undefined &&
      resolveDeadline(deadline, { calendar, origin: 'plan', event: { on } })?.lastLawfulDay === lastLawfulDay,
  );
  if (recorded !== undefined) return recorded;
  return deadline.working
    ? calendar.addWorkingDays(lastLawfulDay, -deadline.days)
    : addDays(lastLawfulDay, -deadline.days);
}

/**
 * The ladder as it would have been made at its time under another calendar. What is open already stays open since the
 * day it was; a ladder without end goes on after the last rung that has left.
 */
export function ladderUnder(
  held: HeldLadder,
  deadline: ResolvedDeadline | null,
  activation: Activation,
  now: Instant,
): Ladder {
  const { ladder, reason, madeAt, until, obligation } = held;
  const { number } = ladder;
  const subject = ladderSubject(obligation);
  if (ladder.endless) return endlessLadder(held, deadline, activation);
  if (reason === 'submission' || has(ladder, 'review-3')) {
    return reviewLadder(number, subject, held.handedInAt ?? madeAt, activation);
  }
  if (until && (has(ladder, 'returned') || has(ladder, 'returned-eve'))) {
    return withoutNew('returned', ladder, returnLadder(number, subject, until, madeAt, activation));
  }
  if (!deadline) return ladder;
  if (has(ladder, 'opening')) return openLadder(held, deadline, activation, now);
  return extensionLadder(number, subject, deadline, madeAt, held.lastMessageOn, activation);
}

const has = ({ rungs }: Ladder, id: RungId): boolean => rungs.some((rung) => rung.id === id);

/** An event that was corrected while a return was under way took over only what was still to come of it. */
function withoutNew(id: RungId, before: Ladder, made: Ladder): Ladder {
  return has(before, id) ? made : { ...made, rungs: made.rungs.filter((rung) => rung.id !== id) };
}

function openLadder(held: HeldLadder, deadline: ResolvedDeadline, activation: Activation, now: Instant): Ladder {
  const { ladder, obligation, madeAt } = held;
  const known = ladder.rungs.find(({ id }) => id === 'opening');
  const from = (on: LocalDate, asOf: Instant): Ladder =>
    openingLadder(ladder.number, ladderSubject(obligation), deadline, on, asOf, activation);
  if (known && (held.opened || known.at <= now)) return from(localDateOf(known.at), known.at);
  const on = openingUnder(held, deadline, activation);
  const planned = from(on, Math.max(madeAt, instantAt(on, activation.policy.slotFrom)));
  const opening = planned.rungs.find(({ id }) => id === 'opening');
  // It should be open by now: it opens at once, and what would have come before folds into that.
  return opening && opening.at < now ? from(on, now) : planned;
}

/** The day on which it opens, or would have. */
export function openingUnder(held: HeldLadder, deadline: ResolvedDeadline, activation: Activation): LocalDate {
  const { activatedOn } = activation.schedule;
  const madeOn = localDateOf(held.madeAt);
  return openingDay(deadline, madeOn > activatedOn ? madeOn : activatedOn, activation);
}

function endlessLadder(held: HeldLadder, deadline: ResolvedDeadline | null, activation: Activation): Ladder {
  const { ladder, obligation } = held;
  const last = lastLeft(held);
  const first = firstBatch(held, deadline, activation);
  if (!last) return first;
  const dated = deadline ? activation.policy.leadDueBefore.length : 1;
  if (last.occurrence >= dated - 1) return nextBatch(ladder, last, obligation.id, deadline, activation);
  return { ...first, rungs: first.rungs.filter(({ occurrence }) => occurrence > last.occurrence) };
}

function firstBatch(
  { ladder: { number }, reason, madeAt, obligation }: HeldLadder,
  deadline: ResolvedDeadline | null,
  activation: Activation,
): Ladder {
  const subject = ladderSubject(obligation);
  const { opensOn } = obligation;
  const since = reason === 'opening' ? activatedAt(activation) : madeAt;
  const asOf = Math.max(since, opensOn === null ? 0 : instantAt(opensOn, activation.policy.slotFrom));
  if (deadline) return leadDueLadder(number, subject, deadline, asOf, activation);
  // An event that was withdrawn is asked about from the next quarter on.
  if (reason === 'event') return askAgainLadder(number, subject, madeAt, activation);
  return eventLadder(number, subject, asOf, activation);
}

function lastLeft({ written }: HeldLadder): Rung | null {
  const [last] = written.filter(({ left }) => left).sort((a, b) => b.occurrence - a.occurrence);
  return last ? { ...last, wakeAt: last.at } : null;
}
