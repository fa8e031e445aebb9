import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { releaseBatch } from '../../api/services/batch-release.ts';
import { allowSending, resumeSending, setSending, type Stopping, stopSending } from '../../api/services/sending.ts';
import { catchUp } from '../../api/services/sending-catch-up.ts';
import { type Instant, instantAt, localDateOf } from '../../domain/time.ts';
import type { dispatchWorkflow } from '../../workflows/index.ts';
import { DISPATCH_WORKFLOW, type DispatchInput } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';

const WHY = { by: 'Lò Thị Mẫu', reason: 'thử' };
const LIST: Stopping = { scope: 'plan', subject: SMALL.id };

let engine: Engine;
beforeEach(async () => {
  engine = await startEngine({ live: false });
});
afterEach(() => engine.stop());

let runs = 0;
async function dispatchAt(asOf: Instant): Promise<void> {
  engine.setNow(asOf);
  const input: DispatchInput = { format: 1, clockShift: engine.clockShift, asOf: [asOf] };
  await engine.client.workflow.execute<typeof dispatchWorkflow>(DISPATCH_WORKFLOW, {
    taskQueue: engine.taskQueue,
    workflowId: `${engine.idPrefix}d/sending-${runs++}`,
    args: [input],
  });
}

/** Everything of that morning is written, and nothing sent. */
async function morning(day: string): Promise<void> {
  await engine.sendOn(instantAt(day, '07:30'));
  await engine.clock.settle(engine.connection);
}

/** Readers of what the mail server received for the bodies on a day, with the rungs in the letter. */
const toBodies = (day: string): string[] =>
  engine.inbox
    .received()
    .filter(({ to, at }) => localDateOf(at) === day && !to[0]?.endsWith('@dau-moi.example'))
    .map(
      ({ to, entries }) =>
        `${to.join(' ').replace(/dau-moi@|\.example/g, '')} ${entries.map(({ rung }) => rung).join(' ')}`,
    )
    .sort();

describe('sending, on the engine', () => {
  it('from a new installation over a pilot, batches and stops to everybody', async () => {
    await engine.goTo(instantAt('2025-05-30', '09:00'));
    expect(engine.inbox.received()).toEqual([]);
    const openings = await engine.notifications(SMALL.report('thu-hai'));
    expect(openings.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['opening shadow']);

    const { context } = engine;
    const friday = '2025-05-30';
    engine.setNow(instantAt(friday, '10:00'));
    await setSending(context, { mode: 'live', ...WHY });
    expect(await catchUp(context, SMALL.id, WHY)).toBe(5);
    await dispatchAt(instantAt(friday, '10:01'));
    expect(toBodies(friday)).toEqual([]);

    await releaseBatch(context, SMALL.id, { next: 1 }, WHY.by);
    await dispatchAt(instantAt(friday, '10:02'));
    expect(toBodies(friday)).toEqual(['thu-nhat before-7 opening']);

    await allowSending(context, { addresses: ['@thu-hai.example'], ...WHY });
    await releaseBatch(context, SMALL.id, 'all', WHY.by);
    await dispatchAt(instantAt(friday, '10:03'));
    expect(toBodies(friday)).toEqual(['thu-hai opening', 'thu-nhat before-7 opening']);

    await allowSending(context, { addresses: null, ...WHY });
    expect(await catchUp(context, SMALL.id, WHY)).toBe(2);
    await dispatchAt(instantAt(friday, '10:04'));
    expect(toBodies(friday)).toEqual([
      'duoc-de-nghi opening',
      'thu-ba opening',
      'thu-hai opening',
      'thu-nhat before-7 opening',
    ]);

    await morning('2025-06-10');
    const body: Stopping = { scope: 'organisation', subject: 'thu-ba' };
    await stopSending(context, body, WHY);
    await dispatchAt(instantAt('2025-06-10', '08:40'));
    expect(toBodies('2025-06-10').map((line) => line.split(' ')[0])).toEqual(['duoc-de-nghi', 'thu-hai', 'thu-nhat']);

    await morning('2025-06-17');
    await stopSending(context, LIST, WHY);
    await dispatchAt(instantAt('2025-06-17', '08:40'));
    await resumeSending(context, body, WHY);
    await stopSending(context, { scope: 'all', subject: null }, WHY);
    await resumeSending(context, LIST, WHY);
    await dispatchAt(instantAt('2025-06-17', '08:41'));
    expect(toBodies('2025-06-17')).toEqual([]);
    await resumeSending(context, { scope: 'all', subject: null }, WHY);
    await dispatchAt(instantAt('2025-06-17', '08:42'));
    expect(toBodies('2025-06-17')).toEqual([
      'duoc-de-nghi before-2',
      'thu-ba before-2',
      'thu-hai before-2',
      'thu-nhat before-2',
    ]);
    const held = await engine.notifications(SMALL.report('thu-ba'));
    expect(held.map(({ rung, state }) => `${rung} ${state}`)).toEqual([
      'opening sent',
      'before-7 superseded',
      'before-2 sent',
    ]);
  });
});
