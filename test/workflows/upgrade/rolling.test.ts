import type { Failpoint } from '../../../activities/failpoint.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from '@temporalio/worker';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildWorkflowBundle } from '../../../activities/bundle.ts';
import { buildsOf, makeBuildCurrent } from '../../../api/services/build.ts';
import { instantAt } from '../../../domain/time.ts';
import {
  DISPATCH_WORKFLOW,
  type DispatchInput,
  FACT_UPDATE,
  type FactAnswer,
  type ObligationFact,
  obligationWorkflowId,
} from '../../../workflows/messages.ts';
import { type Engine, startEngine } from '../../support/engine.ts';
import { bundleOf, installationOf, type Released, startRelease } from '../../support/release.ts';
import { SMALL } from '../../support/small-plan.ts';
import { NEXT_RELEASE } from './patched-workflows.ts';

let today: string;
let patched: string;
beforeAll(async () => {
  [today, patched] = await Promise.all([
    buildWorkflowBundle(),
    bundleOf(new URL('patched-workflows.ts', import.meta.url)),
  ]);
});

let engine: Engine;
const releases: Released[] = [];
afterEach(async () => {
  for (const release of releases.splice(0)) await release.stop();
  await engine.stop();
});

const started = async (...[code, buildId]: [string, string | null]): Promise<Released> => {
  const release = await startRelease(engine, code, buildId);
  releases.push(release);
  return release;
};

const handleOf = (obligation: string) =>
  engine.client.workflow.getHandle(obligationWorkflowId(engine.idPrefix, SMALL.tenant, obligation));

/** Temporal hears of a build with its worker's first question. */
async function untilCurrent(buildId: string | null): Promise<void> {
  const installation = installationOf(engine);
  while (buildId !== null && !(await buildsOf(installation)).builds.includes(buildId)) await sleep(50);
  expect(await makeBuildCurrent(installation, buildId)).toMatchObject({ current: buildId });
}

describe('a rolling upgrade', () => {
  it('open obligations go on under the next release, new ones begin under it, and what is open goes back too', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-05-20', '10:00'));
    // From a worker without a build, as every installation begins, to a named one, to the next.
    const one = await started(today, 'one');
    await untilCurrent('one');
    await engine.worker.stop();
    await engine.goTo(instantAt('2025-05-28', '10:00'));
    await started(patched, 'two');
    await untilCurrent('two');
    await one.stop();
    await engine.goTo(instantAt('2025-06-11', '10:00'));

    expect(engine.received(SMALL.document)).toEqual([
      '2025-05-15 opening 1',
      '2025-05-27 before-7 1',
      '2025-06-03 before-2 1',
      '2025-06-06 late-1 1',
      '2025-06-06 late-list 1',
      '2025-06-09 late-head 1',
    ]);
    expect(engine.received(SMALL.report('thu-hai'))).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    expect((await handleOf(SMALL.document).describe()).memo).toEqual({});
    expect((await handleOf(SMALL.report('thu-hai')).describe()).memo).toEqual({ [NEXT_RELEASE]: true });
    for (const obligation of [SMALL.document, SMALL.report('thu-hai')]) {
      const history = await handleOf(obligation).fetchHistory();
      await Worker.runReplayHistory({ workflowBundle: { code: patched } }, history, obligation);
    }

    // What was open before can go back: nothing of the next release stands in its history.
    await engine.worker.start();
    await untilCurrent(null);
    const fact: ObligationFact = { sequence: 1, ladder: null, settled: true };
    const answer = handleOf(SMALL.document).executeUpdate<FactAnswer, [ObligationFact]>(FACT_UPDATE, { args: [fact] });
    expect(await answer).toBe('taken');
  });

  it('a build that nobody runs is refused, by name', async () => {
    engine = await startEngine();
    const refusal = makeBuildCurrent(installationOf(engine), 'chua-co');
    await expect(refusal).rejects.toThrow(/Chưa có bộ xử lý nào của phiên bản “chua-co”/);
    expect(await buildsOf(installationOf(engine))).toEqual({ current: null, builds: [] });
  });

  it('a dispatch that the old release left in the middle is finished by the next', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-05-20', '10:00'));
    const failing = async (name: Failpoint): Promise<void> => {
      if (name === 'letters-claimed') throw new Error('planted');
    };
    const dependencies = { ...engine.dependencies, failpoint: failing };
    const one = await startRelease(engine, today, 'one', dependencies);
    releases.push(one);
    await untilCurrent('one');
    await engine.worker.stop();
    const asOf = instantAt('2025-05-27', '09:00');
    await engine.sendOn(asOf);
    await engine.clock.settle(engine.connection);
    const input: DispatchInput = { format: 1, clockShift: engine.clockShift, asOf: [asOf] };
    const options = { taskQueue: engine.taskQueue, workflowId: `${engine.idPrefix}d/left`, args: [input] };
    const dispatch = await engine.client.workflow.start(DISPATCH_WORKFLOW, options);
    while (!(await dispatch.describe()).raw.pendingActivities?.[0]?.lastFailure) await sleep(50);
    await one.stop();
    await started(today, 'two');
    await untilCurrent('two');
    await dispatch.result();
    const rows = await engine.notifications(SMALL.document);
    expect(rows.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['opening sent', 'before-7 sending']);
  });
});
