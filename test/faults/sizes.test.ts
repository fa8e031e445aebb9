import { afterEach, expect, it } from 'vitest';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { outbox } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import { obligationWorkflowId, planWorkflowId, roundWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

/** The server warns of a payload from 512 KiB on and refuses one of 2 MiB; a history is warned of from 10 MiB on. */
const PAYLOAD_BYTES = 16 * 1024;
const WORD_BYTES = 512;
const HISTORY_BYTES = 64 * 1024;

let engine: Engine;
afterEach(() => engine.stop());

/** The largest payload of a history, and all of it. */
async function sizesOf(workflowId: string): Promise<{ largest: number; whole: number }> {
  const { events } = await engine.client.workflow.getHandle(workflowId).fetchHistory();
  const sizes: number[] = [];
  const visit = (value: unknown): void => {
    if (value instanceof Uint8Array) sizes.push(value.length);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(events);
  return { largest: Math.max(...sizes), whole: sizes.reduce((sum, size) => sum + size, 0) };
}

it('three megabytes handed in are rows: what Temporal is told stays as small as ever', async () => {
  engine = await startEngine();
  await engine.goTo(instantAt('2025-05-30', '10:00'));
  const obligation = SMALL.report('thu-hai');
  const command = { obligation, by: 'người thử' };
  const long = (length: number): string => 'Đã tổ chức. '.repeat(length / 12);
  const lines = [{ item: 'nhiem-vu-2', text: long(1_500_000), nothing: false }];
  const general = { difficulties: long(1_500_000), proposals: null, nextYear: null };
  await submit(engine.context, command, submission('2025-05-30', { lines, general }));
  await returnForWork(engine.context, command, { reason: long(100_000), until: '2025-06-12', items: null });
  await submit(engine.context, command, submission('2025-05-30', { lines, general }));
  await engine.tellAll();
  await engine.goTo(instantAt('2025-06-03', '10:00'));
  await accept(engine.context, command);
  await engine.tellAll();

  const words = await engine.database.inTenant(SMALL.tenant, (tx) => tx.select().from(outbox));
  expect(words.filter(({ message }) => message.kind === 'obligation-fact')).toHaveLength(4);
  expect(Math.max(...words.map(({ message }) => JSON.stringify(message).length))).toBeLessThan(WORD_BYTES);
  for (const id of [
    obligationWorkflowId(engine.idPrefix, SMALL.tenant, obligation),
    roundWorkflowId(engine.idPrefix, SMALL.tenant, SMALL.round),
    planWorkflowId(engine.idPrefix, SMALL.tenant, SMALL.id),
  ]) {
    const { largest, whole } = await sizesOf(id);
    expect(largest, id).toBeLessThan(PAYLOAD_BYTES);
    expect(whole, id).toBeLessThan(HISTORY_BYTES);
  }
});
