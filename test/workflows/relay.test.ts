import { Client, Connection } from '@temporalio/client';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { Relay } from '../../activities/relay.ts';
import { sweep } from '../../activities/sweep.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import type { OutboxRow } from '../../db/queries/fact.ts';
import { outbox } from '../../db/schema/index.ts';
import { HOUR_MS, instantAt } from '../../domain/time.ts';
import { FACT_UPDATE, obligationWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const ten = (day: string): number => instantAt(day, '10:00');
const command = { obligation: SMALL.document, by: 'người thử' };

let engine: Engine;
afterEach(() => engine.stop());

const workflowId = (): string => obligationWorkflowId(engine.idPrefix, SMALL.tenant, SMALL.document);

const words = (): Promise<OutboxRow[]> =>
  engine.database.inTenant(SMALL.tenant, (tx) =>
    tx.select().from(outbox).where(eq(outbox.workflowId, workflowId())).orderBy(outbox.id),
  );

/** A relay whose Temporal is not there. */
async function lostRelay(): Promise<{ relay: Relay; close: () => Promise<void> }> {
  const connection = Connection.lazy({ address: '127.0.0.1:1', connectTimeout: 500 });
  const client = new Client({ connection, namespace: engine.namespace });
  const { database, taskQueue, clockShift } = engine;
  const relay = new Relay({ database, client, log: silentLog, taskQueue, clockShift });
  return { relay, close: () => connection.close() };
}

describe('the relay', () => {
  it('keeps what was decided while Temporal is away, and tells it in order when it is back', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-05-20'));
    const lost = await lostRelay();
    expect(await submit(engine.context, command, submission('2025-05-20'))).toEqual({
      submission: 1,
      state: 'submitted',
    });
    const back = { reason: 'thiếu', until: '2025-06-03', items: null };
    expect(await returnForWork(engine.context, command, back)).toBe('returned');
    expect(await lost.relay.flush()).toBe(2);
    await lost.close();
    // The second waits behind the first and was not even tried.
    const tries = (await words()).map(({ deliveredAt, attempts }) => [deliveredAt, attempts]);
    expect(tries).toEqual([
      [null, 1],
      [null, 0],
    ]);
    expect(await engine.memory(SMALL.document)).toMatchObject({ sequence: 0, ladder: 1 });

    await engine.tellAll();
    const [first, second] = await words();
    expect(first?.deliveredAt).toBeTypeOf('number');
    expect(second?.deliveredAt).toBeGreaterThanOrEqual(first?.deliveredAt ?? Infinity);
    // Out of order the first would have been known already, and its ladder never seen.
    expect(await toldSequences()).toEqual([1, 2]);
    expect(await engine.memory(SMALL.document)).toMatchObject({ sequence: 2, ladder: 3 });
  });

  it('may tell twice: a fact is known by its number', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    await engine.tellAll();
    const before = await engine.memory(SMALL.document);
    // The relay died before it could mark the word as delivered.
    await engine.database.inTenant(SMALL.tenant, (tx) => tx.update(outbox).set({ deliveredAt: null }));
    await engine.tellAll();
    const fact = { sequence: 1, ladder: null, settled: true };
    const handle = engine.client.workflow.getHandle(workflowId());
    expect(await handle.executeUpdate(FACT_UPDATE, { args: [fact], updateId: 'another' })).toBe('already known');
    expect(await engine.memory(SMALL.document)).toEqual(before);
  });

  it('waits for a workflow that is not started yet, and tells it afterwards', async () => {
    engine = await startEngine({ told: false });
    engine.setNow(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    // A start under way has read the row as it was before; its workflow must hear of the fact.
    await engine.database.inTenant(SMALL.tenant, (tx) =>
      tx.update(outbox).set({ deliveredAt: 0 }).where(eq(outbox.id, 1)),
    );
    expect(await engine.relay.flush()).toBe(1);
    expect((await words()).map(({ lastError }) => lastError)).toEqual(['NotStarted']);
    expect(await sweep(engine.dependencies, engine.clockShift - 3 * HOUR_MS, silentLog)).toBe(2);
    await engine.tellAll();
    expect(await engine.memory(SMALL.document)).toMatchObject({ sequence: 1, ladder: 2 });
  });

  it('has nothing to wait for where all was accepted before a start', async () => {
    engine = await startEngine({ told: false });
    engine.setNow(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    await accept(engine.context, command);
    await engine.tellAll();
    expect(await words()).toMatchObject([{ lastError: null }, { lastError: null }]);
    const running = engine.client.workflow.getHandle(workflowId()).describe();
    await expect(running).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
  });
});

/** The numbers of the facts in the workflow's history, as it took them. */
async function toldSequences(): Promise<number[]> {
  const { events } = await engine.client.workflow.getHandle(workflowId()).fetchHistory();
  return (events ?? []).flatMap((event) => {
    const id = event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId;
    return id ? [Number(id.replace('fact-', ''))] : [];
  });
}
