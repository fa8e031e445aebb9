import type { Transaction } from '../../db/database.ts';
import { enqueue } from '../../db/queries/fact.ts';
import { lockRound, type RoundRow, storeRounds, updateRound } from '../../db/queries/plan.ts';
import type { Obligation, Round } from '../../domain/activation.ts';
import type { Amendment } from '../../domain/amendment.ts';
import type { Instant } from '../../domain/time.ts';
import { roundWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';

/** New rounds are written, changed ones moved, and what is no longer held closes without having been opened. */
export async function amendRounds(
  tx: Transaction,
  context: ServiceContext,
  { roundsAdded, roundsChanged, roundsCancelled }: Pick<Amendment, 'roundsAdded' | 'roundsChanged' | 'roundsCancelled'>,
): Promise<void> {
  await storeRounds(tx, context.tenant, roundsAdded);
  for (const round of roundsChanged) await moveRound(tx, context, round);
  for (const id of roundsCancelled) {
    const row = await lockRound(tx, id);
    if (row?.openedAt === null) await updateRound(tx, id, { closedAt: context.now() });
    else if (row) await tellMoved(tx, context, row, { closesAt: context.now() });
  }
}

/** Days that are over stay as they were: a round that is drafted or closed is not moved. */
export async function moveRound(tx: Transaction, context: ServiceContext, round: Round): Promise<void> {
  const row = await lockRound(tx, round.id);
  if (!row || row.closedAt !== null) return;
  const { name, cutOff, to, deadline, leadDeadline, leadObligation, opensOn, consolidationAt, closesAt } = round;
  const words = { name, cutOff, addressees: to, deadline, leadDeadline, leadObligation };
  if (row.openedAt === null) {
    await updateRound(tx, round.id, { ...words, opensOn, consolidationAt, closesAt });
    return;
  }
  await updateRound(tx, round.id, words);
  if (row.consolidationAt !== consolidationAt || row.closesAt !== closesAt) {
    await tellMoved(tx, context, row, { consolidationAt, closesAt });
  }
}

async function tellMoved(
  tx: Transaction,
  { tenant, idPrefix }: ServiceContext,
  { id, sequence }: RoundRow,
  instants: { consolidationAt?: Instant; closesAt?: Instant },
): Promise<void> {
  await updateRound(tx, id, { ...instants, sequence: sequence + 1 });
  await enqueue(tx, tenant, roundWorkflowId(idPrefix, tenant, id), {
    ...{ kind: 'round-fact', round: id, sequence: sequence + 1, change: 'moved' },
    ...instants,
  });
}

/** Obligations that join an open round: it waits for them too. */
export async function countIn(tx: Transaction, added: Obligation[]): Promise<void> {
  const members = added.filter(({ round, upward }) => round !== null && !upward);
  for (const id of new Set(members.map(({ round }) => round as string))) {
    const row = await lockRound(tx, id);
    const more = members.filter(({ round }) => round === id).length;
    if (row) await updateRound(tx, id, { unsettled: (row.unsettled ?? 0) + more });
  }
}
