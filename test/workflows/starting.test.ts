import { afterEach, describe, expect, it } from 'vitest';
import { startObligations } from '../../activities/start.ts';
import { sweep } from '../../activities/sweep.ts';
import { accept } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { obligations } from '../../db/schema/index.ts';
import { HOUR_MS, instantAt } from '../../domain/time.ts';
import { obligationWorkflowId, roundWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

let engine: Engine;
afterEach(() => engine.stop());

const MEMBERS = ['thu-nhat', 'thu-hai', 'thu-ba', 'duoc-de-nghi'].map(SMALL.report);
const ALL = [SMALL.document, SMALL.waiting, ...MEMBERS, SMALL.upward];

/** The run of each obligation's workflow and how it stands: a second start would show as another run. */
async function runs(ids: string[]): Promise<Record<string, string>> {
  const found = ids.map(async (id) => {
    const handle = engine.client.workflow.getHandle(obligationWorkflowId(engine.idPrefix, SMALL.tenant, id));
    const { runId, status } = await handle.describe();
    return [id, `${status.name} ${runId}`] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

const forgetStarts = (): Promise<unknown> =>
  engine.database.inTenant(SMALL.tenant, (tx) => tx.update(obligations).set({ startedAt: null }));

describe('starting obligations', () => {
  it('twice starts nothing twice, also where the first died before it could mark what it had started', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-05-30', '10:00'));
    const before = await runs(ALL);
    const starting = { tenant: SMALL.tenant, plan: SMALL.id, now: engine.context.now(), clockShift: engine.clockShift };
    expect(await startObligations(engine.dependencies, { ...starting, round: null })).toBe(0);
    await forgetStarts();
    expect(await startObligations(engine.dependencies, { ...starting, round: null })).toBe(2);
    expect(await startObligations(engine.dependencies, { ...starting, round: SMALL.round })).toBe(5);
    expect(await runs(ALL)).toEqual(before);
    const pages: number[] = [];
    await forgetStarts();
    await startObligations(engine.dependencies, { ...starting, round: SMALL.round, onPage: (n) => pages.push(n) });
    expect(pages).toEqual([5]);
    expect(
      await engine.client.workflow.count(`TaskQueue = '${engine.taskQueue}' AND WorkflowType = 'roundWorkflow'`),
    ).toMatchObject({ count: 1 });
    expect(
      await engine.client.workflow.getHandle(roundWorkflowId(engine.idPrefix, SMALL.tenant, SMALL.round)).describe(),
    ).toMatchObject({ status: { name: 'RUNNING' } });
  });

  it('the sweep starts what was never started, and leaves what has ended', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: 'người thử' };
    await engine.goTo(instantAt('2025-05-20', '10:00'));
    await submit(engine.context, command, submission('2025-05-20'));
    await accept(engine.context, command);
    await engine.tellAll();
    const ended = await runs([SMALL.document]);
    expect(ended[SMALL.document]).toMatch(/^COMPLETED/);
    // Its clock is the real one; the bench began at the activation.
    const hoursOn = engine.clockShift - 3 * HOUR_MS;
    expect(await sweep(engine.dependencies, hoursOn, silentLog)).toBe(0);
    // Even with its mark lost, what has ended is not begun anew.
    await forgetStarts();
    expect(await sweep(engine.dependencies, hoursOn, silentLog)).toBe(2);
    expect(await runs([SMALL.document])).toEqual(ended);
  });

  it('the sweep leaves an opening alone that is still at work', async () => {
    engine = await startEngine({ told: false });
    const minutesOn = (minutes: number): number => Date.now() - (engine.context.now() + minutes * 60_000);
    expect(await sweep(engine.dependencies, minutesOn(5), silentLog)).toBe(0);
  });
});
