import { activatedAt, type Activation, type Obligation } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import {
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
  /** The date that came with a return. */
  until: LocalDate | null;
  /** The day of the event it waited for, where that is recorded. */
  eventOn: LocalDate | null;
  /** The day of the last message to the body itself before this ladder came. */
  lastMessageOn: LocalDate | null;
  /** Of this ladder's number. */
  written: WrittenRung[];
}

/**
 * The same words under another calendar. A date that was counted once and told to people (a proposal, the days after an
 * event) is a date since then: only what rolls over days off is found again.
 */
export function deadlineUnder(held: HeldLadder, { calendar }: Pick<Activation, 'calendar'>): ResolvedDeadline | null {
  if (!held.deadline) return null;
  const { deadline, origin, lastLawfulDay } = held.deadline;
  const resolved = resolveDeadline(deadline, { calendar, origin, event: eventOf(held, lastLawfulDay) });
  if (!resolved) throw new TypeError(`the deadline of ${held.obligation.id} can't be found again`);
  return resolved;
}

/** `before-event` ends the day before its event, and never rolls. */
function eventOf({ eventOn, deadline }: HeldLadder, due: LocalDate): { on: LocalDate; due: LocalDate } | null {
  if (deadline?.deadline.kind === 'before-event') return { on: addDays(due, 1), due };
  if (deadline?.deadline.kind === 'after-event') return { on: eventOn ?? due, due };
  return eventOn === null ? null : { on: eventOn, due };
}

/**
 * The ladder as it would have been made at its time under another calendar. What is open already stays open since the
 * day it was; a ladder without end goes on after the last rung that has left. What a ladder is, its rungs say.
 */
export function ladderUnder(
  held: HeldLadder,
  deadline: ResolvedDeadline | null,
  activation: Activation,
  now: Instant,
): Ladder {
  const { ladder, madeAt, until, obligation } = held;
  const { number } = ladder;
  const subject = ladderSubject(obligation);
  if (ladder.endless) return endlessLadder(held, deadline, activation);
  if (has(ladder, 'review-3')) return reviewLadder(number, subject, madeAt, activation);
  if (has(ladder, 'returned') && until) return returnLadder(number, subject, until, madeAt, activation);
  if (!deadline) return ladder;
  if (has(ladder, 'opening')) return dueLadder(held, deadline, activation, now);
  return extensionLadder(number, subject, deadline, madeAt, held.lastMessageOn, activation);
}

const has = ({ rungs }: Ladder, id: RungId): boolean => rungs.some((rung) => rung.id === id);

function dueLadder(held: HeldLadder, deadline: ResolvedDeadline, activation: Activation, now: Instant): Ladder {
  const { ladder, obligation } = held;
  const sent = ladder.rungs.find(({ id }) => id === 'opening');
  const from = (on: LocalDate, asOf: Instant): Ladder =>
    openingLadder(ladder.number, ladderSubject(obligation), deadline, on, asOf, activation);
  if (held.opened && sent) return from(localDateOf(sent.at), sent.at);
  const on = openingUnder(held, deadline, activation);
  const planned = from(on, beginningOf(held, on, activation));
  const opening = planned.rungs.find(({ id }) => id === 'opening');
  // It should be open by now: it opens at once, and what would have come before folds into that.
  const overtaken = opening && opening.at !== sent?.at && opening.at < now;
  return overtaken ? from(on, now) : planned;
}

/** The day on which it opens, or would have. */
export function openingUnder(held: HeldLadder, deadline: ResolvedDeadline, activation: Activation): LocalDate {
  const { activatedOn } = activation.schedule;
  const madeOn = localDateOf(held.madeAt);
  return openingDay(deadline, madeOn > activatedOn ? madeOn : activatedOn, activation);
}

function beginningOf({ reason, madeAt }: HeldLadder, opensOn: LocalDate, activation: Activation): Instant {
  const since = reason === 'opening' ? activatedAt(activation) : madeAt;
  return Math.max(since, instantAt(opensOn, activation.policy.slotFrom));
}

function endlessLadder(held: HeldLadder, deadline: ResolvedDeadline | null, activation: Activation): Ladder {
  const { ladder, obligation } = held;
  const subject = ladderSubject(obligation);
  const asOf = beginningOf(held, obligation.opensOn ?? activation.schedule.activatedOn, activation);
  const first = deadline
    ? leadDueLadder(ladder.number, subject, deadline, asOf, activation)
    : eventLadder(ladder.number, subject, asOf, activation);
  const last = lastLeft(held);
  if (!last) return first;
  const dated = deadline ? activation.policy.leadDueBefore.length : 1;
  if (last.occurrence >= dated - 1) return nextBatch(ladder, last, obligation.id, deadline, activation);
  return { ...first, rungs: first.rungs.filter(({ occurrence }) => occurrence > last.occurrence) };
}

function lastLeft({ written }: HeldLadder): Rung | null {
  const [last] = written.filter(({ left }) => left).sort((a, b) => b.occurrence - a.occurrence);
  return last ? { ...last, wakeAt: last.at } : null;
}
