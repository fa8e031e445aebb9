import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { enqueue, factByKey, storeFact } from '../../db/queries/fact.ts';
import { type Held, lockObligation, storeLadder, updateItems, updateObligation } from '../../db/queries/obligation.ts';
import { loadActivation, lockRound, updateRound } from '../../db/queries/plan.ts';
import type { LadderNote, RoundChange } from '../../db/schema/index.ts';
import type { Activation } from '../../domain/activation.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LadderSubject } from '../../domain/ladder.ts';
import { type Decided, isSettled, type ObligationState, stateOf } from '../../domain/obligation.ts';
import type { Ladder } from '../../domain/rung.ts';
import { ladderSubject } from '../../domain/subject.ts';
import type { Instant } from '../../domain/time.ts';
import { obligationWorkflowId, roundWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';

/** An obligation held by a command's transaction, with the plan's rules at hand. */
export interface Holding extends Held {
  tx: Transaction;
  now: Instant;
  activation: Activation;
  subject: LadderSubject;
}

/** What a command decided, as it is to be written. */
export interface Outcome {
  kind: string;
  payload: Record<string, unknown>;
  decided: Decided;
  receivedOn?: string;
  /** The day the signed document was received, told after the figures: it takes the place of the day of typing. */
  paperOn?: string;
  /** The ladder that follows; none where nothing more is to be said. */
  next: {
    ladder: Ladder;
    deadline: ResolvedDeadline | null;
    reason: 'submission' | 'return' | 'extension' | 'event';
    note?: LadderNote;
  } | null;
}

/** Who commands, and under which idempotency key. */
export interface Command {
  obligation: string;
  by: string;
  key?: string | undefined;
}

/**
 * Decides one command in one transaction: locks the obligation, lets `decide` apply the rule (it refuses there), writes
 * the fact under the next number, the log row, and the word to the workflow. What came back from here is never lost,
 * with Temporal down too, and counts from the instant of the commit. The same key again changes nothing.
 */
export async function commandObligation(
  context: ServiceContext,
  command: Command,
  decide: (holding: Holding) => Promise<Outcome>,
): Promise<ObligationState> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const holding = await holdObligation(tx, context, command.obligation);
    if (command.key !== undefined && (await factByKey(tx, command.obligation, command.key)))
      return stateOf(holding.standing);
    const outcome = await decide(holding);
    const sequence = holding.row.sequence + 1;
    const entry = {
      tenant: context.tenant,
      at: holding.now,
      actor: command.by,
      action: `obligation.${outcome.kind}`,
      entity: command.obligation,
      payload: outcome.payload,
    };
    await change(tx, entry, () => writeOutcome(context, holding, outcome, sequence, command));
    return stateOf({
      ...holding.standing,
      decision: outcome.decided.decision,
      deadline: outcome.next?.deadline ?? holding.standing.deadline,
    });
  });
}

async function holdObligation(tx: Transaction, context: ServiceContext, id: string): Promise<Holding> {
  const held = await lockObligation(tx, id);
  if (!held) throw new Refusal('obligation-unknown', `Không có việc phải nộp nào mang mã “${id}”.`);
  const activation = await loadActivation(tx, held.row.plan);
  if (!activation) throw new TypeError(`obligation ${id} belongs to no active plan`);
  return { ...held, tx, now: context.now(), activation, subject: ladderSubject(held.row) };
}

async function writeOutcome(
  context: ServiceContext,
  holding: Holding,
  outcome: Outcome,
  sequence: number,
  command: Command,
): Promise<void> {
  const { tx, row, now } = holding;
  const { tenant, idPrefix } = context;
  const { next, decided } = outcome;
  const wasSettled = isSettled(holding.standing);
  const settled = isSettled({ decision: decided.decision, unreported: row.unreportedAt !== null });
  await updateObligation(tx, row.id, {
    sequence,
    decision: decided.decision,
    hasDraft: decided.decision === 'submitted' ? false : row.hasDraft,
    ...(outcome.receivedOn && row.receivedOn === null ? { receivedOn: outcome.receivedOn } : {}),
    ...(outcome.paperOn ? { receivedOn: outcome.paperOn } : {}),
    ...(next ? { ladderNumber: next.ladder.number } : {}),
  });
  await updateItems(tx, row.id, decided.items);
  await storeFact(tx, {
    tenant,
    obligation: row.id,
    sequence,
    kind: outcome.kind,
    payload: outcome.payload,
    at: now,
    by: command.by,
    key: command.key ?? null,
  });
  if (next) await storeLadder(tx, { tenant, obligation: row.id, inForceFrom: now, ...next });
  await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, row.id), {
    kind: 'obligation-fact',
    obligation: row.id,
    sequence,
    ladder: next?.ladder.number ?? 0,
    settled,
  });
  if (row.round && settled && !wasSettled) await tellRound(tx, context, row.round, row.upward);
}

/**
 * The transaction that settles the last obligation of a round tells it, once. After the draft each further acceptance
 * is told too, because the draft is made again for it, or a supplement.
 */
async function tellRound(tx: Transaction, context: ServiceContext, id: string, upward: boolean): Promise<void> {
  const round = await lockRound(tx, id);
  if (!round) return;
  const unsettled = upward ? round.unsettled : (round.unsettled ?? 0) - 1;
  const changes: RoundChange[] = [];
  if (upward) changes.push('issued');
  if (!upward && round.draftedAt !== null) changes.push('received-late');
  if (!upward && unsettled === 0) changes.push('all-settled');
  await updateRound(tx, id, {
    unsettled,
    sequence: round.sequence + changes.length,
    ...(upward ? { issuedAt: context.now() } : {}),
  });
  for (const [index, roundChange] of changes.entries()) {
    await enqueue(tx, context.tenant, roundWorkflowId(context.idPrefix, context.tenant, id), {
      kind: 'round-fact',
      round: id,
      sequence: round.sequence + index + 1,
      change: roundChange,
    });
  }
}
