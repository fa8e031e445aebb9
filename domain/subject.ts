import { activatedAt, type Activation, type Obligation } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import type { DeadlineOrigin } from './explanation.ts';
import { eventLadder, type LadderSubject, leadDueLadder, openingLadder } from './ladder.ts';
import type { Deadline } from './plan.ts';
import { openingDay } from './round.ts';
import type { Ladder } from './rung.ts';
import type { EventRecord } from './schedule.ts';
import { promptRung, type Slots } from './slot.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from './time.ts';
import { shortDate } from './vietnamese.ts';

/** An obligation as its ladder sees it. */
export function ladderSubject(
  obligation: Pick<Obligation, 'id' | 'requested' | 'ofLead' | 'consolidationOn' | 'closesAt'>,
): LadderSubject {
  return {
    obligation: obligation.id,
    requested: obligation.requested,
    ofLead: obligation.ofLead,
    consolidationOn: obligation.consolidationOn,
    closesAt: obligation.closesAt,
  };
}

/**
 * The first ladder of an obligation: the reminders of a date, the lead's own date, or the question for an event. `from`
 * is the instant it came to be at: the activation, or the act of a person who made it later.
 */
export function firstLadder(
  obligation: Obligation,
  activation: Activation,
  from: Instant = activatedAt(activation),
): Ladder {
  const subject = ladderSubject(obligation);
  const { deadline, opensOn } = obligation;
  const asOf = Math.max(from, opensOn === null ? 0 : instantAt(opensOn, activation.policy.slotFrom));
  if (!deadline || !opensOn) return eventLadder(1, subject, asOf, activation);
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

/** The words that a waiting obligation waits by: null where the lead alone named the event. */
export function awaitedDeadline(
  { items, event }: { items: readonly string[]; event: string | null },
  { plan, schedule }: Pick<Activation, 'plan' | 'schedule'>,
): Deadline | null {
  const waiting = plan.items
    .filter(({ id }) => items.includes(id))
    .flatMap((item) => schedule.items[item.id]?.deadlines ?? [item.deadline, ...item.also]);
  return waiting.find((deadline) => 'event' in deadline && deadline.event === event) ?? null;
}

/** What dates a waiting obligation: the rules, when the event was recorded, and the words that wait for it. */
export interface EventContext {
  slots: Slots;
  recordedAt: Instant;
  awaited: Deadline | null;
}

/**
 * The deadline of what waited, once its event is recorded: the date entered with it, or else what the awaited words
 * count from the event ("trước …", "trong 05 ngày … kể từ …"), or else the proposal. What was recorded so late that
 * nobody could have kept the date is counted from the day people are told.
 */
export function deadlineAfterEvent(
  obligation: { event: string | null },
  on: LocalDate,
  due: LocalDate | null,
  context: EventContext,
): ResolvedDeadline {
  const event = obligation.event ?? '';
  const { awaited } = context;
  const counted = !due && (awaited?.kind === 'before-event' || awaited?.kind === 'within-days') ? awaited : null;
  const plain: Deadline = { kind: 'after-event', event, text: awaited?.text ?? event };
  const found = resolveEvent(counted ?? plain, counted ? 'plan' : 'lead', due ? { on, due } : { on }, context);
  const told = localDateOf(promptRung('opening', 0, context.recordedAt, event, context.slots).at);
  if (due || found.namedDay > told) return found;
  const late = counted?.kind === 'within-days' ? counted : plain;
  const text = `${late.text}; ghi nhận ngày ${shortDate(localDateOf(context.recordedAt))}, tính từ ngày này`;
  return resolveEvent({ ...late, text }, 'lead', { on: told }, context);
}

function resolveEvent(
  deadline: Deadline,
  origin: DeadlineOrigin,
  event: EventRecord,
  { slots: { calendar, policy } }: EventContext,
): ResolvedDeadline {
  const resolved = resolveDeadline(deadline, { calendar, origin, event, afterEventDays: policy.afterEvent });
  if (!resolved) throw new TypeError(`an event on ${event.on} gave no deadline`);
  return resolved;
}
