import { afterEach, describe, expect, it } from 'vitest';
import { disagreementLine, reconcile } from '../../activities/reconcile.ts';
import { sweep } from '../../activities/sweep.ts';
import { accept } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { HOUR_MS, instantAt } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { startLive, until } from '../support/live.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

it('a worker of a namespace that is not there says so in one sentence and ends', async () => {
  const live = await startLive();
  try {
    const lost = live.worker({ env: { TEMPORAL_NAMESPACE: 'khong-co' } });
    await expect(lost).rejects.toThrow(
      /Temporal tại 127\.0\.0\.1:\d+ không có không gian “khong-co” \(TEMPORAL_NAMESPACE\)\.\n$/,
    );
  } finally {
    await live.stop();
  }
});

describe('workflows that Temporal has forgotten', () => {
  let engine: Engine;
  afterEach(() => engine.stop());

  /** As retention does with what has ended, and as an operator can with what has not. */
  async function forget(obligation: string): Promise<void> {
    const workflowExecution = { workflowId: obligationWorkflowId(engine.idPrefix, SMALL.tenant, obligation) };
    const { namespace } = engine;
    await engine.client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
    const gone = engine.client.workflow.getHandle(workflowExecution.workflowId);
    await until('it is forgotten', () =>
      gone.describe().then(
        () => false,
        () => true,
      ),
    );
  }

  it('are never begun anew by themselves; one that should be there is named', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: 'người thử' };
    await engine.goTo(instantAt('2025-05-20', '10:00'));
    await submit(engine.context, command, submission('2025-05-20'));
    await accept(engine.context, command);
    await engine.tellAll();
    await forget(SMALL.document);
    await forget(SMALL.waiting);
    expect(await sweep(engine.dependencies, engine.clockShift - 3 * HOUR_MS, silentLog)).toBe(0);
    const found = (await reconcile(engine.dependencies, SMALL.tenant)).map(disagreementLine);
    expect(found).toEqual([
      `dữ liệu và quy trình không khớp: ${SMALL.waiting}: dữ liệu số 0, thang 1; quy trình không có`,
    ]);
    expect(engine.received(SMALL.document)).toEqual(['2025-05-15 opening 1']);
  });
});
