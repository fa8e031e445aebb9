import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disagreementLine, reconcile } from '../../activities/reconcile.ts';
import { submit } from '../../api/services/submit.ts';
import { instantAt } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import { asOwner } from '../support/database.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await startEngine();
  await engine.goTo(instantAt('2025-05-30', '10:00'));
});
afterEach(() => engine.stop());

const found = async (): Promise<string[]> => (await reconcile(engine.dependencies, SMALL.tenant)).map(disagreementLine);
const line = (obligation: string, words: string): string => `dữ liệu và quy trình không khớp: ${obligation}: ${words}`;

describe('the reconciler', () => {
  it('finds nothing where nothing is wrong, nor in what is decided but not told yet', async () => {
    expect(await found()).toEqual([]);
    await submit(engine.context, { obligation: SMALL.document, by: 'người thử' }, submission('2025-05-30'));
    expect(await found()).toEqual([]);
    await engine.tellAll();
    expect(await found()).toEqual([]);
  });

  it('names each planted difference, and nothing else', async () => {
    const [first, second, third] = ['thu-nhat', 'thu-hai', 'thu-ba'].map(SMALL.report) as [string, string, string];
    // A fact that no workflow was told, a ladder it never saw, one it holds open, and a workflow that somebody ended.
    await asOwner(engine.home.ownerUrl, async (sql) => {
      await sql`update obligations set sequence = 1 where id = ${first}`;
      await sql`update obligations set ladder_number = 2 where id = ${second}`;
      await sql`update obligations set decision = 'accepted' where id = ${third}`;
    });
    const workflowId = obligationWorkflowId(engine.idPrefix, SMALL.tenant, SMALL.waiting);
    await engine.client.workflow.getHandle(workflowId).terminate('planted');
    expect(await found()).toEqual([
      line(SMALL.waiting, 'dữ liệu số 0, thang 1; quy trình đã kết thúc'),
      line(first, 'dữ liệu số 1, thang 1; quy trình số 0, thang 1'),
      line(second, 'dữ liệu số 0, thang 2; quy trình số 0, thang 1'),
      line(third, 'dữ liệu đã xong; quy trình còn chạy'),
    ]);
  });
});
