import { afterEach, describe, expect, it } from 'vitest';
import { startObligationOnce } from '../../activities/start.ts';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { reassign } from '../../api/services/reassign.ts';
import { submit } from '../../api/services/submit.ts';
import { waive } from '../../api/services/waive.ts';
import { storeNotifications } from '../../db/queries/notification.ts';
import { listObligations, loadLadder } from '../../db/queries/obligation.ts';
import { outbox } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { openRound } from '../support/opened.ts';
import { SHARED, sharedPlan } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'người thử';
const HEALTH = SHARED.report('so-y-te');
const LAW = SHARED.report('so-tu-phap');
const WHY = { reason: 'lý do', basis: 'CV 1' };
const { tenant } = SHARED;
const command = { obligation: HEALTH, by: BY };
const ten = (day: string): number => instantAt(day, '10:00');

let engine: Engine;
afterEach(() => engine.stop());

/**
 * The worker sent the opening of 29/5 and went away; on 5/6 people decided; and it comes back, with every workflow as it
 * left it: reminders of 10/6 and 17/6 are missed where they are past, and the relay has told nothing yet. Virtual time
 * does not pass while a workflow waits for its worker, so that theirs begins on the day it is back.
 */
async function backOn(day: string, act: () => Promise<unknown>): Promise<void> {
  const back = ten(day);
  engine = await startEngine({ activation: sharedPlan(), startsAt: back, told: false });
  await engine.database.inTenant(tenant, (tx) => tx.update(outbox).set({ deliveredAt: 0 }));
  const { context } = engine;
  engine.setNow(instantAt('2025-05-29', '00:10'));
  await openRound(context, context.now());
  const reports = (await engine.database.inTenant(tenant, (tx) => listObligations(tx, { round: SHARED.round }))).filter(
    ({ upward }) => !upward,
  );
  await engine.database.inTenant(tenant, (tx) =>
    storeNotifications(
      tx,
      reports.map(({ id, organisation }) => ({
        ...{ tenant, plan: SHARED.id, obligation: id, ladder: 1, rung: 'opening', occurrence: 0, channel: 'email' },
        ...{ recipient: `dau-moi@${organisation}.example`, organisation, state: 'sent' },
        sendAt: instantAt('2025-05-29', '08:00'),
      })),
    ),
  );
  engine.setNow(ten('2025-06-05'));
  await act();
  engine.setNow(back);
  for (const { id } of reports) {
    const row = await engine.database.inTenant(tenant, (tx) => loadLadder(tx, id, 1));
    const ladder = { ...row!.ladder, rungs: row!.ladder.rungs.filter((rung) => rung.id !== 'opening') };
    const workflowId = obligationWorkflowId(engine.idPrefix, tenant, id);
    const input = { tenant, clockShift: engine.clockShift, bornAt: back, obligation: id, ladder, sequence: 0 };
    await startObligationOnce(engine.client, { workflowId, taskQueue: engine.taskQueue }, input);
  }
  // What is due fires before anybody is told; then the relay has its turn.
  await engine.goTo(back);
  await engine.tellAll();
}

describe('a worker that was away while people decided', () => {
  it('sends nothing about what was waived', async () => {
    await backOn('2025-06-26', () => waive(engine.context, command, { ...WHY, items: null }));
    await engine.goTo(ten('2025-07-01'));
    expect(engine.received(HEALTH)).toEqual([]);
    // What nobody decided about: reminders and the late note are one, the lists of each reader of the lead one.
    expect(engine.received(LAW)).toEqual(['2025-06-26 catch-up 1', '2025-06-26 late-head 1', '2025-06-26 late-list 1']);
  });

  it('sends no reminder before the day that was promised, and the lead its lists', async () => {
    await backOn('2025-06-18', () => promise(engine.context, command, '2025-07-01'));
    await engine.goTo(ten('2025-06-27'));
    expect(engine.received(HEALTH)).toEqual(['2025-06-23 late-list 1', '2025-06-24 late-head 1']);
    expect(engine.received(LAW)).toContain('2025-06-18 catch-up 1');
  });

  it('reminds again on the day that was promised', async () => {
    await backOn('2025-06-18', () => promise(engine.context, command, '2025-06-18'));
    expect(engine.received(HEALTH)).toEqual([]);
    await engine.goTo(ten('2025-06-19'));
    expect(engine.received(HEALTH)).toEqual(['2025-06-18 catch-up 1']);
  });

  it('calls nobody late by a date that is no longer in force', async () => {
    await backOn('2025-06-26', () => extend(engine.context, command, { until: '2025-06-24', ...WHY }));
    await engine.goTo(ten('2025-07-01'));
    // Under the new date: reminders of 13/6 and 20/6 and the note of 25/6 are one, and so is each list.
    expect(engine.received(HEALTH)).toEqual(['2025-06-26 catch-up 2', '2025-06-26 late-list 2']);
  });

  it('reminds of a later date as if it had been there', async () => {
    await backOn('2025-06-18', () => extend(engine.context, command, { until: '2025-06-24', ...WHY }));
    await engine.goTo(ten('2025-06-25'));
    expect(engine.received(HEALTH)).toEqual([
      '2025-06-18 before-7 2',
      '2025-06-20 before-2 2',
      '2025-06-25 late-1 2',
      '2025-06-25 late-list 2',
    ]);
  });

  it('begins with one message to whoever took over, and tells the one before of the rest', async () => {
    const reassignment = { to: 'so-moi', items: ['y-te-2'], until: null, ...WHY };
    await backOn('2025-06-18', () => reassign(engine.context, command, reassignment));
    await engine.goTo(ten('2025-06-19'));
    expect(engine.received(SHARED.item('y-te-2', 'so-moi'))).toEqual(['2025-06-18 catch-up 1']);
    expect(engine.received(HEALTH)).toEqual(['2025-06-18 catch-up 1']);
  });

  it('for nine working days: one notice for each reader and obligation, and none for whoever handed in', async () => {
    await backOn('2025-06-18', () => submit(engine.context, { ...command, obligation: LAW }, submission('2025-06-05')));
    await engine.goTo(ten('2025-06-19'));
    const told = engine.inbox
      .received()
      .flatMap(({ to, entries }) => entries.map(({ obligation, rung }) => `${to.join(' ')} ${rung} ${obligation}`));
    expect(told.sort()).toEqual(
      [
        ...['so-y-te', 'hoi-phu-nu', 'xa-mot', 'xa-hai'].map(
          (body) => `dau-moi@${body}.example catch-up ${SHARED.report(body)}`,
        ),
        // Handed in on 5/6: the reviewer's three working days are over.
        `dau-moi@dau-moi.example review-3 ${LAW}`,
      ].sort(),
    );
  });
});
