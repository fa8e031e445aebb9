import { activatedAt, type Activation, type Obligation } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { eventLadder, type LadderSubject, leadDueLadder, openingLadder } from './ladder.ts';
import { openingDay } from './round.ts';
import type { Ladder } from './rung.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from './time.ts';

/** An obligation as its ladder sees it. */
export function ladderSubject(obligation: Obligation): LadderSubject {
  return {
    obligation: obligation.id,
    requested: obligation.requested,
    ofLead: obligation.ofLead,
    consolidationOn: obligation.consolidationOn,
    closesAt: obligation.closesAt,
  };
}

/** The first ladder of an obligation: the reminders of a date, the lead's own date, or the question for an event. */
export function firstLadder(obligation: Obligation, activation: Activation): Ladder {
  const subject = ladderSubject(obligation);
  const { deadline, opensOn } = obligation;
  if (!deadline || !opensOn) return eventLadder(1, subject, activatedAt(activation), activation);
  const asOf = Math.max(activatedAt(activation), instantAt(opensOn, activation.policy.slotFrom));
  if (obligation.upward) return leadDueLadder(1, subject, deadline, asOf, activation);
  return openingLadder(1, subject, deadline, opensOn, asOf, activation);
}

/** The ladder of what waited, once its event is recorded. */
export function ladderAfterEvent(
  number: number,
  obligation: Obligation,
  deadline: ResolvedDeadline,
  at: Instant,
  activation: Activation,
): Ladder {
  const opensOn = openingDay(deadline, localDateOf(at), activation);
  return openingLadder(number, ladderSubject(obligation), deadline, opensOn, at, activation);
}

/** The deadline of what waited, once its event is recorded with a date of its own or without one. */
export function deadlineAfterEvent(
  obligation: { event: string | null },
  on: LocalDate,
  due: LocalDate | null,
  context: { calendar: Activation['calendar']; afterEventDays: number },
): ResolvedDeadline {
  const event = obligation.event ?? '';
  const resolved = resolveDeadline(
    { kind: 'after-event', event, text: event },
    { ...context, origin: 'lead', event: due ? { on, due } : { on } },
  );
  if (!resolved) throw new TypeError(`an event on ${on} gave no deadline`);
  return resolved;
}
