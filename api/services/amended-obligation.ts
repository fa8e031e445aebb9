import type { Transaction } from '../../db/database.ts';
import { lastMessageOn } from '../../db/queries/notification.ts';
import { addItems, updateObligation } from '../../db/queries/obligation.ts';
import type { Activation, Obligation } from '../../domain/activation.ts';
import type { Amendment, Changed } from '../../domain/amendment.ts';
import { eventLadder, extensionLadder, leadDueLadder, openingLadder } from '../../domain/ladder.ts';
import { isSettled } from '../../domain/obligation.ts';
import type { Ladder } from '../../domain/rung.ts';
import { ladderSubject } from '../../domain/subject.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { ServiceContext } from './context.ts';
import { commandIn, type Outcome } from './held-obligation.ts';
import type { Holding } from './holding.ts';

interface Act {
  by: string;
  basis: string;
  version: number;
}

/** Tells every obligation that is written already what the amendment makes of it. */
export async function amendObligations(
  tx: Transaction,
  context: ServiceContext,
  after: Activation,
  { changed, cancelled }: Amendment,
  act: Act,
): Promise<void> {
  const { by, basis, version } = act;
  const asked = { kind: 'amend', version } as const;
  for (const obligation of cancelled) {
    await commandIn(tx, context, { obligation, by }, asked, async (holding) => cancelledBy(holding, basis));
  }
  for (const one of changed) {
    const { opensOn, consolidationOn, closesAt, event, name } = one.obligation;
    await addItems(tx, context.tenant, one.obligation.id, one.itemsAdded);
    await commandIn(tx, context, { obligation: one.obligation.id, by }, asked, async (holding) =>
      changedBy(holding, one, after, basis),
    );
    await updateObligation(tx, one.obligation.id, { opensOn, consolidationOn, closesAt, event, name });
  }
}

const unchanged = ({ standing }: Holding): Outcome['decided'] => ({
  decision: standing.decision,
  items: standing.items,
});

/** What was handed in, or has ended, stays: it is only noted that it is no longer asked for. */
function cancelledBy(holding: Holding, basis: string): Outcome {
  const { standing } = holding;
  const open = !isSettled(standing) && standing.decision !== 'submitted';
  const items = standing.items.map(({ id, state }) => ({
    id,
    state: state === 'open' ? ('cancelled' as const) : state,
  }));
  return {
    kind: 'amend',
    payload: { outcome: open ? 'cancelled' : 'kept', basis },
    decided: open ? { decision: 'cancelled', items } : unchanged(holding),
    next: null,
  };
}

async function changedBy(holding: Holding, change: Changed, after: Activation, basis: string): Promise<Outcome> {
  const { standing } = holding;
  const { obligation, itemsAdded, itemsRemoved } = change;
  const removed = new Set(itemsRemoved);
  const items = standing.items.map(({ id, state }) => ({
    id,
    state: removed.has(id) && state === 'open' ? ('cancelled' as const) : state,
  }));
  const asksAnew = standing.decision === 'none' && !standing.unreported && (change.shift !== null || change.moved);
  const payload = {
    outcome: 'changed',
    basis,
    itemsAdded,
    itemsRemoved,
    until: obligation.deadline?.targetDay ?? null,
  };
  const decided = { decision: standing.decision, items };
  if (!asksAnew) return { kind: 'amend', payload, decided, next: null };
  const ladder = await ladderUnder(holding, change, after);
  const note = { reason: 'điều chỉnh kế hoạch', until: obligation.deadline?.targetDay ?? '', basis };
  const deadline = change.shift ? obligation.deadline : holding.ladder.deadline;
  return { kind: 'amend', payload, decided, next: { ladder, deadline, reason: 'amendment', note } };
}

/** A new date is told by a message of its own; where only the round's days move, the reminders still to come are kept. */
async function ladderUnder(holding: Holding, { obligation, shift }: Changed, after: Activation): Promise<Ladder> {
  const { now, row, tx, ladder: held } = holding;
  const number = row.ladderNumber + 1;
  const subject = ladderSubject(obligation);
  const deadline = shift ? obligation.deadline : held.deadline;
  if (!deadline) return eventLadder(number, subject, now, after);
  if (obligation.upward) return leadDueLadder(number, subject, deadline, now, after);
  if (!shift) return extensionLadder(number, subject, deadline, now, await lastMessageOn(tx, row.id), after);
  return openingLadder(number, subject, deadline, openingOf(holding, obligation), now, after);
}

/** Whoever has been told of the date before hears of the new one today. */
function openingOf({ row, now }: Holding, { opensOn }: Obligation): LocalDate {
  const today = localDateOf(now);
  return row.openedAt === null && opensOn !== null && opensOn > today ? opensOn : today;
}
