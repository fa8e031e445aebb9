import type { Transaction } from '../../db/database.ts';
import { firstFact, newestFact } from '../../db/queries/fact.ts';
import { listObligations, lockInOrder } from '../../db/queries/obligation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import type { Activation } from '../../domain/activation.ts';
import { Refusal } from '../../domain/errors.ts';
import { isNews, type Recorded, refusePastDue, refuseWithdrawal } from '../../domain/event.ts';
import { askAgainLadder } from '../../domain/ladder.ts';
import { isSettled } from '../../domain/obligation.ts';
import { awaitedDeadline, deadlineAfterEvent, ladderAfterEvent } from '../../domain/subject.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { commandIn, type Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';
import type { Asked } from './key.ts';

export interface PlanEvent {
  plan: string;
  event: string;
  /** The day it happened. */
  on: LocalDate;
  /** The date entered with it; null takes the proposal. */
  due: LocalDate | null;
}

/**
 * Records that what a duty waited for has happened, or corrects its day: every obligation that hangs on it and is not
 * settled gets its date, or none does. Returns the ids of what it changed.
 */
export async function recordEvent(
  context: ServiceContext,
  event: PlanEvent,
  by: string,
  key?: string,
): Promise<string[]> {
  const today = localDateOf(context.now());
  return context.database.inTenant(context.tenant, async (tx) => {
    const activation = await activationOf(tx, event.plan);
    const ids = await hangingOn(tx, event);
    if (event.on > today && !isAhead(activation, event)) {
      throw new Refusal('date-future', `Ngày của sự kiện “${event.on}” ở sau ngày hôm nay (${today}).`);
    }
    refusePastDue(event.due, today);
    const asked = { kind: 'recordEvent', event: event.event, on: event.on, due: event.due } as const;
    const { changed } = await changeAll(tx, context, { ids, by, key }, asked, async (holding) => {
      const before = await recordedBefore(holding);
      return isNews(holding.standing, before, event) ? recorded(holding, event) : null;
    });
    return changed;
  });
}

/** Takes back an event that did not happen: what hung on it waits again. Refused once something was handed in for it. */
export async function withdrawEvent(
  context: ServiceContext,
  { plan, event, reason }: { plan: string; event: string; reason: string },
  by: string,
  key?: string,
): Promise<string[]> {
  return context.database.inTenant(context.tenant, async (tx) => {
    await activationOf(tx, plan);
    const ids = await hangingOn(tx, { plan, event });
    const asked = { kind: 'withdrawEvent', event, reason } as const;
    const { changed, isRepeated } = await changeAll(tx, context, { ids, by, key }, asked, async (holding) => {
      refuseWithdrawal(holding.standing);
      const isDated = holding.standing.deadline !== null && !isSettled(holding.standing);
      return isDated ? withdrawn(holding, event, reason) : null;
    });
    if (changed.length > 0 || isRepeated) return changed;
    throw new Refusal('event-not-recorded', `Sự kiện “${event}” chưa được ghi nhận cho việc nào nên không thể rút.`);
  });
}

/** The same act on each, in one transaction; what it changes nothing of is left as it is. */
async function changeAll(
  tx: Transaction,
  context: ServiceContext,
  { ids, by, key }: { ids: string[]; by: string; key: string | undefined },
  asked: Asked,
  decide: (holding: Holding) => Promise<Outcome | null>,
): Promise<{ changed: string[]; isRepeated: boolean }> {
  const changed: string[] = [];
  let isRepeated = false;
  await lockInOrder(tx, ids);
  for (const obligation of ids) {
    const { written } = await commandIn(tx, context, { obligation, by, key }, asked, decide);
    if (written === 'now') changed.push(obligation);
    if (written === 'before') isRepeated = true;
  }
  return { changed, isRepeated };
}

async function activationOf(tx: Transaction, plan: string): Promise<Activation> {
  const activation = await loadActivation(tx, plan);
  if (!activation) throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${plan}”.`);
  return activation;
}

/** The obligations that hang on an event, by the name the plan or the lead gave it. */
async function hangingOn(tx: Transaction, { plan, event }: { plan: string; event: string }): Promise<string[]> {
  const all = (await listObligations(tx, { plan })).filter((row) => row.event !== null);
  const named = all.filter((row) => row.event === event);
  if (named.length > 0) return named.map(({ id }) => id);
  const known = [...new Set(all.map((row) => `“${row.event}”`))].join(', ') || 'không có';
  throw new Refusal(
    'event-unknown',
    `Kế hoạch “${plan}” không chờ sự kiện “${event}”; các sự kiện đang chờ: ${known}.`,
  );
}

/** What has to be done before an event is dated by a day still to come: an election is known months ahead. */
function isAhead({ plan, schedule }: Activation, { event }: PlanEvent): boolean {
  const decided = Object.values(schedule.items).flatMap(({ deadlines }) => deadlines ?? []);
  const deadlines = [...plan.items.flatMap((item) => [item.deadline, ...item.also]), ...decided];
  return deadlines.some((deadline) => deadline.kind === 'before-event' && deadline.event === event);
}

/** The event as it stands for an obligation: recorded by a person, or at activation; null while it is awaited. */
async function recordedBefore({ tx, row, standing, activation }: Holding): Promise<Recorded | null> {
  if (standing.deadline === null || row.event === null) return null;
  // What was reassigned took its date over from the one before, and the event that gave it.
  for (let id: unknown = row.id; typeof id === 'string';) {
    const fact = await newestFact(tx, id, 'recordEvent');
    if (fact) return { on: String(fact.payload['on']), due: String(fact.payload['due']) };
    id = (await firstFact(tx, id))?.payload['from'];
  }
  const decided = activation.schedule.events[row.event];
  return decided ? { on: decided.on, due: decided.due ?? standing.deadline.lastLawfulDay } : null;
}

function recorded(holding: Holding, { event, on, due }: PlanEvent): Outcome {
  const { row, standing, activation, now, ladder } = holding;
  const items = standing.items.map(({ id }) => id);
  const deadline = deadlineAfterEvent(row, on, due, {
    slots: activation,
    recordedAt: now,
    awaited: awaitedDeadline({ items, event: row.event }, activation),
  });
  const number = row.ladderNumber + 1;
  const obligation = { ...row, items, deadline };
  const next =
    standing.decision === 'none'
      ? ladderAfterEvent(number, obligation, deadline, now, activation)
      : // What was handed in is under way: its messages go on, only the date that it is judged by is another.
        { ...ladder.ladder, number, rungs: ladder.ladder.rungs.filter(({ at }) => at > now) };
  return {
    kind: 'recordEvent',
    payload: { event, on, due: deadline.lastLawfulDay },
    decided: { decision: standing.decision, items: standing.items },
    next: { ladder: next, deadline, reason: 'event' },
  };
}

function withdrawn({ row, standing, subject, now, activation }: Holding, event: string, reason: string): Outcome {
  return {
    kind: 'withdrawEvent',
    payload: { event, reason },
    decided: { decision: standing.decision, items: standing.items },
    next: { ladder: askAgainLadder(row.ladderNumber + 1, subject, now, activation), deadline: null, reason: 'event' },
  };
}
