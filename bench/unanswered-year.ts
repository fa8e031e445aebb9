import { activatePlan } from '../api/services/activate.ts';
import { loadLadder } from '../db/queries/obligation.ts';
import type { Ladder } from '../domain/rung.ts';
import { endOfYear } from '../domain/activation.ts';
import { type Instant, instantAt, HOUR_MS } from '../domain/time.ts';
import { obligationWorkflowId } from '../workflows/messages.ts';
import { releaseAll } from '../dev/rehearsal/sending.ts';
import { type Engine, startEngine } from './engine.ts';
import { HEAD, inventedYear, PLAN, TENANT } from './invented-year.ts';

export interface Servers {
  /** The owner's, with any database's name at its end. */
  postgresUrl: string;
  /** Of a server that skips time. */
  temporalAddress: string;
  namespace: string;
}

/** An obligation that nobody answered, from its opening to the end of its round. */
export interface Unanswered {
  workflowId: string;
  bornAt: Instant;
  ladder: Ladder;
}

/** A year in which nobody acts; rounds of the year before end in the next, so that it goes on until every one is over. */
const END = endOfYear(2027);

/** Runs the invented year unanswered, time skipped, and hands over one report of it while the servers are there. */
export async function runUnanswered<Result>(
  servers: Servers,
  round: string,
  organisation: string,
  use: (engine: Engine, unanswered: Unanswered) => Promise<Result>,
): Promise<Result> {
  const activation = inventedYear();
  const startsAt = instantAt(activation.schedule.activatedOn, activation.policy.slotFrom) - HOUR_MS;
  const engine = await startEngine({ ...servers, tenant: TENANT, startsAt, skipTo: END });
  try {
    await activatePlan({ ...engine.context, now: () => startsAt + HOUR_MS }, activation, HEAD);
    await releaseAll(engine.context, activation.id);
    if ((await engine.relay.flush()) > 0) throw new Error('the plan could not be started');
    await engine.clock?.settle(engine.connection);
    const id = `${PLAN}/${round}/2026/${organisation}`;
    const row = await engine.context.database.inTenant(TENANT, (tx) => loadLadder(tx, id, 1));
    if (!row) throw new Error(`${id} was never opened`);
    const workflowId = obligationWorkflowId('', TENANT, id);
    return await use(engine, { workflowId, bornAt: row.inForceFrom, ladder: row.ladder });
  } finally {
    await engine.stop();
  }
}
