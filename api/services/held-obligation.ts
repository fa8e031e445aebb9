import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { enqueue, storeFact } from '../../db/queries/fact.ts';
import { storeLadder, updateItems, updateObligation } from '../../db/queries/obligation.ts';
import type { LadderNote } from '../../db/schema/index.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import type { FactKind } from '../../domain/fact.ts';
import { type Decided, isSettled, type ObligationState, stateOf } from '../../domain/obligation.ts';
import type { Ladder } from '../../domain/rung.ts';
import type { LocalDate } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';
import { type Holding, holdObligation } from './holding.ts';
import { type Asked, factUnder, requestOf } from './key.ts';
import { type Move, writeMoves } from './move.ts';
import { tellRound } from './tell-round.ts';

/** What a command decided, as it is to be written. */
export interface Outcome {
  kind: FactKind;
  payload: Record<string, unknown>;
  decided: Decided;
  receivedOn?: string;
  /** The day the signed document was received, told after the figures: it takes the place of the day of typing. */
  paperOn?: string;
  /** The member's word: no reminder before that day. Every new ladder ends it. */
  silentUntil?: LocalDate;
  /** Items that another obligation carries from now on. */
  moves?: Move[];
  /** The ladder that follows; none where nothing more is to be said. */
  next: {
    ladder: Ladder;
    deadline: ResolvedDeadline | null;
    reason: 'submission' | 'return' | 'extension' | 'event' | 'amendment';
    note?: LadderNote;
  } | null;
}

/** Who commands, and under which idempotency key. */
export interface Command {
  obligation: string;
  by: string;
  key?: string | undefined;
}

/** How the obligation stands afterwards, and what carries the items that left it. */
export interface Done {
  state: ObligationState;
  into: string[];
  /** `before`: under the same key. Null where there was nothing to change. */
  written: 'now' | 'before' | null;
}

/** One command in a transaction of its own; see `commandIn`. */
export async function commandObligation(
  context: ServiceContext,
  command: Command,
  asked: Asked,
  decide: (holding: Holding) => Promise<Outcome>,
): Promise<ObligationState> {
  const { state } = await context.database.inTenant(context.tenant, async (tx) => {
    const done = await commandIn(tx, context, command, asked, decide);
    await context.failpoint?.('fact-written');
    return done;
  });
  await context.failpoint?.('fact-committed');
  return state;
}

/**
 * Decides one command: locks the obligation, lets `decide` apply the rule (it refuses there), writes the fact under the
 * next number, the log row, and the word to the workflow, all in the caller's transaction. What came back from its
 * commit is never lost, with Temporal down too, and counts from that instant. The same key again changes nothing.
 */
export async function commandIn(
  tx: Transaction,
  context: ServiceContext,
  command: Command,
  asked: Asked,
  decide: (holding: Holding) => Promise<Outcome | null>,
): Promise<Done> {
  const holding = await holdObligation(tx, context, command.obligation);
  const known = await factUnder(tx, command, asked);
  const state = stateOf(holding.standing);
  if (known) return { state, into: (known.payload['into'] as string[] | undefined) ?? [], written: 'before' };
  const outcome = await decide(holding);
  if (!outcome) return { state, into: [], written: null };
  const into = (outcome.moves ?? []).map(({ to }) => to);
  const payload = {
    ...outcome.payload,
    ...(outcome.moves ? { into } : {}),
    ...(command.key === undefined ? {} : { request: requestOf(asked) }),
  };
  const entry = {
    tenant: context.tenant,
    at: holding.now,
    actor: command.by,
    action: `obligation.${outcome.kind}`,
    entity: command.obligation,
    payload,
  };
  await change(tx, entry, () => writeOutcome(context, holding, { ...outcome, payload }, command));
  const { decision } = outcome.decided;
  const deadline = outcome.next ? outcome.next.deadline : holding.standing.deadline;
  return { state: stateOf({ ...holding.standing, decision, deadline }), into, written: 'now' };
}

async function writeOutcome(
  context: ServiceContext,
  holding: Holding,
  outcome: Outcome,
  command: Command,
): Promise<void> {
  const { tx, row, now } = holding;
  const { tenant, idPrefix } = context;
  const { next, decided, kind, payload } = outcome;
  const { by, key = null } = command;
  const sequence = row.sequence + 1;
  const settled = isSettled({ decision: decided.decision, unreported: row.unreportedAt !== null });
  // What takes its place is in the round before it leaves, so that the round is never without anything to wait for.
  if (outcome.moves) await writeMoves(context, holding, outcome.moves, { kind, payload, by });
  await updateObligation(tx, row.id, {
    sequence,
    decision: decided.decision,
    hasDraft: decided.decision === 'submitted' ? false : row.hasDraft,
    silentUntil: outcome.silentUntil ?? (next ? null : row.silentUntil),
    ...(outcome.receivedOn && row.receivedOn === null ? { receivedOn: outcome.receivedOn } : {}),
    ...(outcome.paperOn ? { receivedOn: outcome.paperOn } : {}),
    ...(next ? { ladderNumber: next.ladder.number } : {}),
  });
  await updateItems(tx, row.id, decided.items);
  await storeFact(tx, { tenant, obligation: row.id, sequence, kind, payload, at: now, by, key });
  if (next) await storeLadder(tx, { tenant, obligation: row.id, inForceFrom: now, ...next });
  await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, row.id), {
    kind: 'obligation-fact',
    obligation: row.id,
    sequence,
    ladder: next?.ladder.number ?? 0,
    settled,
  });
  if (row.round && settled && !isSettled(holding.standing)) await tellRound(tx, context, row, decided.decision);
}
