import { listObligations } from '../../db/queries/obligation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import type { Activation } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import { awaitedDeadline, deadlineAfterEvent, ladderAfterEvent } from '../../domain/subject.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { commandObligation, type Holding, type Outcome } from './held-obligation.ts';

export interface PlanEvent {
  plan: string;
  event: string;
  /** The day it happened. */
  on: LocalDate;
  /** The date entered with it; null takes the proposal. */
  due: LocalDate | null;
}

/** Records that what a duty waited for has happened: every obligation that waits for it gets its date. */
export async function recordEvent(context: ServiceContext, event: PlanEvent, by: string): Promise<string[]> {
  const waiting = await waitingFor(context, event);
  for (const obligation of waiting) {
    await commandObligation(context, { obligation, by, key: `event/${event.event}/${event.on}` }, async (holding) =>
      eventOutcome(holding, event),
    );
  }
  return waiting;
}

async function waitingFor(context: ServiceContext, { plan, event, on }: PlanEvent): Promise<string[]> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const activation = await loadActivation(tx, plan);
    if (!activation) throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${plan}”.`);
    const today = localDateOf(context.now());
    if (on > today && !isAhead(activation, event))
      throw new Refusal('date-future', `Ngày của sự kiện “${on}” ở sau ngày hôm nay (${today}).`);
    const all = (await listObligations(tx, { plan })).filter((row) => row.event !== null);
    const named = all.filter((row) => row.event === event);
    if (named.length > 0) return named.filter(({ ladderNumber }) => ladderNumber === 1).map(({ id }) => id);
    const known = [...new Set(all.map((row) => `“${row.event}”`))].join(', ') || 'không có';
    throw new Refusal(
      'event-unknown',
      `Kế hoạch “${plan}” không chờ sự kiện “${event}”; các sự kiện đang chờ: ${known}.`,
    );
  });
}

/** What has to be done before an event is dated by a day still to come: an election is known months ahead. */
function isAhead({ plan }: Activation, event: string): boolean {
  const deadlines = plan.items.flatMap((item) => [item.deadline, ...item.also]);
  return deadlines.some((deadline) => deadline.kind === 'before-event' && deadline.event === event);
}

function eventOutcome({ row, standing, activation, now }: Holding, event: PlanEvent): Outcome {
  const { calendar, policy } = activation;
  const items = standing.items.map(({ id }) => id);
  const deadline = deadlineAfterEvent(row, event.on, event.due, {
    calendar,
    afterEventDays: policy.afterEvent,
    awaited: awaitedDeadline({ items, event: row.event }, activation),
  });
  const obligation = { ...row, items, deadline };
  const ladder = ladderAfterEvent(row.ladderNumber + 1, obligation, deadline, now, activation);
  return {
    kind: 'recordEvent',
    payload: { event: event.event, on: event.on, due: deadline.lastLawfulDay },
    decided: { decision: standing.decision, items: standing.items },
    next: { ladder, deadline, reason: 'event' },
  };
}
