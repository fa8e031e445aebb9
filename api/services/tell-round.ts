import type { Transaction } from '../../db/database.ts';
import { enqueue } from '../../db/queries/fact.ts';
import type { ObligationRow } from '../../db/queries/obligation.ts';
import { lockRound, updateRound } from '../../db/queries/plan.ts';
import type { RoundChange } from '../../db/schema/index.ts';
import { roundWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';

/**
 * The transaction that settles the last obligation of a round tells it, once. After the draft whatever is settled is
 * told too, because the draft is made again for it, or a supplement. The lead's report upward issues the round's by
 * being handed in, the first of them where it owes several; waived or cancelled it issues nothing.
 */
export async function tellRound(
  tx: Transaction,
  context: ServiceContext,
  { id: obligation, round: id, upward }: Pick<ObligationRow, 'id' | 'round' | 'upward'>,
  decision: ObligationRow['decision'],
): Promise<void> {
  const round = id === null ? null : await lockRound(tx, id);
  if (!round || (upward && (decision !== 'accepted' || obligation !== round.leadObligation))) return;
  const unsettled = upward ? round.unsettled : (round.unsettled ?? 0) - 1;
  const changes: RoundChange[] = [];
  if (upward) changes.push('issued');
  if (!upward && round.draftedAt !== null) changes.push('received-late');
  if (!upward && unsettled === 0) changes.push('all-settled');
  await updateRound(tx, round.id, {
    unsettled,
    sequence: round.sequence + changes.length,
    ...(upward ? { issuedAt: context.now() } : {}),
  });
  for (const [index, change] of changes.entries()) {
    await enqueue(tx, context.tenant, roundWorkflowId(context.idPrefix, context.tenant, round.id), {
      kind: 'round-fact',
      round: round.id,
      sequence: round.sequence + index + 1,
      change,
    });
  }
}
