import { afterEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { reconcile } from '../../activities/reconcile.ts';
import { cancel } from '../../api/services/cancel.ts';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { reassign } from '../../api/services/reassign.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { waive } from '../../api/services/waive.ts';
import { loadReports } from '../../db/queries/report.ts';
import { obligations, organisations, outbox } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SHARED, sharedPlan } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'người thử';
const WHY = { reason: 'lý do', basis: 'CV 1' };
const HEALTH = SHARED.report('so-y-te');
const LAW = SHARED.report('so-tu-phap');
const ten = (day: string): number => instantAt(day, '10:00');
const command = (obligation: string) => ({ obligation, by: BY });

let engine: Engine;
afterEach(() => engine.stop());

async function startAt(day: string): Promise<void> {
  engine = await startEngine({ activation: sharedPlan() });
  await engine.goTo(ten(day));
}

/** What was decided is told, and everybody goes on to ten on that day. */
async function until(day: string): Promise<void> {
  await engine.tellAll();
  await engine.goTo(ten(day));
}

const stateOfWorkflow = async (obligation: string): Promise<string> => {
  const handle = engine.client.workflow.getHandle(obligationWorkflowId(engine.idPrefix, SHARED.tenant, obligation));
  return (await handle.describe()).status.name;
};

const disagreements = () => reconcile({ ...engine.dependencies }, SHARED.tenant);

describe('nobody waits for it any more', () => {
  it.each([
    ['waived', waive],
    ['cancelled', cancel],
  ])('%s: no further message, and the workflow is at its end', async (_, release) => {
    await startAt('2025-06-11');
    await release(engine.context, command(HEALTH), { ...WHY, items: null });
    await until('2025-07-01');
    expect(engine.received(HEALTH)).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    expect(await stateOfWorkflow(HEALTH)).toBe('COMPLETED');
    expect(await disagreements()).toEqual([]);
  });

  it('waived item by item, the letters say less, and the last one ends them', async () => {
    await startAt('2025-06-03');
    await waive(engine.context, command(HEALTH), { ...WHY, items: ['y-te-1', 'y-te-3'] });
    await until('2025-06-11');
    const letter = engine.inbox
      .received()
      .find(({ entries }) => entries.some(({ obligation, rung }) => obligation === HEALTH && rung === 'before-7'));
    expect(letter?.text).toContain('1 nhiệm vụ');
    expect(letter?.text).not.toContain('3 nhiệm vụ');
    await waive(engine.context, command(HEALTH), { ...WHY, items: ['y-te-2'] });
    await until('2025-07-01');
    expect(engine.received(HEALTH)).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
  });
});

describe('what moved', () => {
  const apart = SHARED.item('y-te-2', 'so-moi');

  it('to another body has a workflow and messages of its own from then on, the one before none about it', async () => {
    await startAt('2025-06-03');
    await reassign(engine.context, command(HEALTH), { to: 'so-moi', items: ['y-te-2'], until: null, ...WHY });
    await until('2025-06-27');
    // No before-7 within five working days of the opening.
    expect(engine.received(apart)).toEqual([
      '2025-06-03 opening 1',
      '2025-06-17 before-2 1',
      '2025-06-23 late-1 1',
      '2025-06-23 late-list 1',
      '2025-06-24 late-head 1',
    ]);
    const readers = engine.inbox
      .received()
      .filter(({ entries }) => entries.some(({ obligation }) => obligation === apart))
      .flatMap(({ to }) => to);
    expect([...new Set(readers)].sort()).toEqual([
      ...['dau-moi@dau-moi.example', 'dau-moi@so-moi.example', 'lanh-dao@dau-moi.example'],
    ]);
    expect(engine.received(HEALTH)).toContain('2025-06-17 before-2 1');
    expect(await disagreements()).toEqual([]);
  });

  it('is started once, however often the relay tells it', async () => {
    await startAt('2025-06-03');
    await reassign(engine.context, command(HEALTH), { to: 'so-moi', items: ['y-te-2'], until: null, ...WHY });
    await engine.tellAll();
    const handle = () =>
      engine.client.workflow.getHandle(obligationWorkflowId(engine.idPrefix, SHARED.tenant, apart)).describe();
    const { runId } = await handle();
    const forget = (values: { startedAt: null } | null) =>
      engine.database.inTenant(SHARED.tenant, async (tx) => {
        await tx.update(outbox).set({ deliveredAt: null });
        if (values) await tx.update(obligations).set(values).where(eq(obligations.id, apart));
      });
    await forget(null);
    await engine.tellAll();
    // It died between starting and marking: what runs is left alone.
    await forget({ startedAt: null });
    await engine.tellAll();
    expect((await handle()).runId).toBe(runId);
    const [row] = await engine.database.inTenant(SHARED.tenant, (tx) =>
      tx.select().from(obligations).where(eq(obligations.id, apart)),
    );
    expect(row?.startedAt).toBe(ten('2025-06-03'));
  });

  it('and was settled before anybody could start it is never started', async () => {
    await startAt('2025-06-03');
    await reassign(engine.context, command(HEALTH), { to: 'so-moi', items: ['y-te-2'], until: null, ...WHY });
    await waive(engine.context, command(apart), { ...WHY, items: null });
    await until('2025-06-11');
    await expect(stateOfWorkflow(apart)).rejects.toMatchObject({ name: 'WorkflowNotFoundError' });
    expect(engine.received(apart)).toEqual([]);
  });

  it('as a whole ends with the one before, and begins with the one after', async () => {
    await startAt('2025-06-03');
    await reassign(engine.context, command(HEALTH), { to: 'so-moi', items: null, until: null, ...WHY });
    await until('2025-06-18');
    expect(engine.received(HEALTH)).toEqual(['2025-05-29 opening 1']);
    expect(await stateOfWorkflow(HEALTH)).toBe('COMPLETED');
    expect(engine.received(SHARED.report('so-moi'))).toEqual(['2025-06-03 opening 1', '2025-06-17 before-2 1']);
  });

  it('and has a date of its own is waited for by the round, which is drafted again for it', async () => {
    await startAt('2025-06-03');
    const own = SHARED.item('y-te-3', 'so-y-te');
    await extend(engine.context, command(HEALTH), { until: '2025-07-01', items: ['y-te-3'], ...WHY });
    await engine.tellAll();
    for (const body of ['so-y-te', 'so-tu-phap', 'hoi-phu-nu', 'xa-mot', 'xa-hai']) {
      await submit(engine.context, command(SHARED.report(body)), submission('2025-06-03'));
      await accept(engine.context, command(SHARED.report(body)));
    }
    await until('2025-06-24');
    const versions = async () =>
      (await engine.database.inTenant(SHARED.tenant, (tx) => loadReports(tx, SHARED.round))).length;
    // Everybody's report is accepted, and yet one item is out: no draft before the consolidation day.
    expect(await versions()).toBe(0);
    await until('2025-06-26');
    expect(await versions()).toBe(1);
    const lines = [{ item: 'y-te-3', text: 'Đã hỗ trợ 12 lượt.', nothing: false }];
    await submit(engine.context, command(own), submission('2025-06-26', { lines }));
    await accept(engine.context, command(own));
    await until('2025-06-27');
    expect(await versions()).toBe(2);
    expect(engine.received(own)).toEqual(['2025-06-10 opening 1', '2025-06-20 before-7 1']);
  });
});

describe('a promise', () => {
  it('holds reminders back until its day, and no list to the lead', async () => {
    await startAt('2025-06-05');
    await promise(engine.context, command(HEALTH), '2025-06-25');
    await until('2025-06-27');
    expect(engine.received(HEALTH)).toEqual([
      '2025-05-29 opening 1',
      '2025-06-23 late-list 1',
      '2025-06-24 late-head 1',
    ]);
  });

  it('given after a reminder was written is looked at when it is sent', async () => {
    await startAt('2025-06-09');
    await engine.sendOn(instantAt('2025-06-10', '07:29'));
    await engine.clock.settle(engine.connection);
    expect((await engine.notifications(HEALTH)).map(({ rung }) => rung)).toEqual(['opening', 'before-7']);
    await promise(engine.context, command(HEALTH), '2025-06-12');
    await until('2025-06-18');
    expect(engine.received(HEALTH)).toEqual(['2025-05-29 opening 1', '2025-06-17 before-2 1']);
  });

  it('ends with an extension and with a return: their messages go', async () => {
    await startAt('2025-06-05');
    await promise(engine.context, command(HEALTH), '2025-07-09');
    await promise(engine.context, command(LAW), '2025-07-09');
    await extend(engine.context, command(HEALTH), { until: '2025-06-23', ...WHY });
    await submit(engine.context, command(LAW), submission('2025-06-05'));
    await returnForWork(engine.context, command(LAW), { reason: 'thiếu', until: '2025-06-12', items: null });
    await until('2025-06-25');
    expect(engine.received(HEALTH)).toEqual([
      ...['2025-05-29 opening 1', '2025-06-12 before-7 2', '2025-06-19 before-2 2'],
      ...['2025-06-24 late-1 2', '2025-06-24 late-list 2', '2025-06-25 late-head 2'],
    ]);
    expect(engine.received(LAW)).toEqual([
      ...['2025-05-29 opening 1', '2025-06-05 returned 3', '2025-06-11 returned-eve 3'],
    ]);
  });
});

describe('a body that has ended', () => {
  const end = (day: string) =>
    engine.database.inTenant(SHARED.tenant, (tx) =>
      tx.update(organisations).set({ validTo: day }).where(eq(organisations.id, 'so-y-te')),
    );

  it('gets nothing from the day after on, and no list to the lead names it', async () => {
    await startAt('2025-06-11');
    await end('2025-06-16');
    await engine.goTo(ten('2025-06-27'));
    expect(engine.received(HEALTH)).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    expect(engine.received(LAW)).toContain('2025-06-24 late-head 1');
  });

  it('is told on its last day, and not what was written for the day after', async () => {
    await startAt('2025-06-11');
    await end('2025-06-17');
    await engine.goTo(ten('2025-06-20'));
    expect(engine.received(HEALTH)).toContain('2025-06-17 before-2 1');
    await engine.sendOn(instantAt('2025-06-23', '07:29'));
    await engine.clock.settle(engine.connection);
    expect((await engine.notifications(HEALTH)).map(({ rung }) => rung)).not.toContain('late-1');
    // Written the night before its end was entered.
    const written = (await engine.notifications(LAW)).filter(({ rung }) => rung === 'late-1');
    expect(written).toMatchObject([{ state: 'pending' }]);
    await engine.database.inTenant(SHARED.tenant, (tx) =>
      tx.update(organisations).set({ validTo: '2025-06-22' }).where(eq(organisations.id, 'so-tu-phap')),
    );
    await engine.goTo(ten('2025-06-24'));
    const late = (await engine.notifications(LAW)).filter(({ rung }) => rung.startsWith('late'));
    expect(late.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['late-1 superseded', 'late-list superseded']);
  });
});

describe('an event', () => {
  it('told of late brings one message now, and nobody is late before the new day is over', async () => {
    await startAt('2025-09-10');
    await recordEvent(engine.context, { plan: SHARED.id, event: SHARED.guidance, on: '2025-05-28', due: null }, BY);
    await until('2025-09-22');
    expect(engine.received(SHARED.withinGuidance).filter((line) => !line.includes('event-question'))).toEqual([
      ...['2025-09-10 opening 2', '2025-09-15 before-2 2'],
      ...['2025-09-18 late-1 2', '2025-09-18 late-list 2', '2025-09-19 late-head 2'],
    ]);
  });

  it('corrected brings the ladder of the right date; withdrawn, the questions again', async () => {
    await startAt('2025-06-02');
    const on = (day: string) =>
      recordEvent(engine.context, { plan: SHARED.id, event: SHARED.guidance, on: day, due: null }, BY);
    await on('2025-05-30');
    await until('2025-06-03');
    await on('2025-06-02');
    await until('2025-06-06');
    await withdrawEvent(engine.context, { plan: SHARED.id, event: SHARED.guidance, reason: 'ghi nhầm' }, BY);
    await until('2025-07-02');
    expect(engine.received(SHARED.withinGuidance)).toEqual([
      '2025-04-29 event-question 1',
      '2025-06-02 opening 2',
      '2025-06-03 opening 3',
      '2025-06-05 before-2 3',
      '2025-07-01 event-question 4',
    ]);
    expect(await disagreements()).toEqual([]);
  });
});
