import { afterEach, describe, expect, it } from 'vitest';
import { startOnce } from '../../activities/start.ts';
import { sweep } from '../../activities/sweep.ts';
import { submit } from '../../api/services/submit.ts';
import { loadLadder } from '../../db/queries/obligation.ts';
import { instantAt } from '../../domain/time.ts';
import { OBLIGATION_WORKFLOW, type ObligationInput, obligationWorkflowId } from '../../workflows/messages.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'người thử';
const ten = (day: string): number => instantAt(day, '10:00');

let engine: Engine;
afterEach(() => engine.stop());

describe('a worker that was away', () => {
  it('calls nobody late who handed in meanwhile, even where the relay has not told yet', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.report('thu-hai'), by: BY };
    await engine.goTo(ten('2025-06-18'));
    await engine.worker.stop();
    const { state } = await submit(engine.context, command, submission('2025-06-18'));
    expect(state).toBe('submitted');
    // The morning's rung comes first, and waits for a worker; the named day passes when there is one again.
    await engine.sendOn(ten('2025-06-26'));
    await engine.worker.start();
    await engine.goTo(ten('2025-06-26'));
    const before = ['2025-05-29 opening 1', '2025-06-10 before-7 1', '2025-06-17 before-2 1'];
    expect(engine.received(command.obligation)).toEqual(before);
    const rungs = (await engine.notifications(command.obligation)).map(({ rung }) => rung);
    expect(rungs).toEqual(['opening', 'before-7', 'before-2']);
    await engine.tellAll();
    await engine.goTo(instantAt('2025-06-27', '09:00'));
    // Told late, it still begins the reviewer's clock, which has run out meanwhile.
    expect(engine.received(command.obligation)).toEqual([...before, '2025-06-26 review-3 2']);
  });

  it('leaves what the relay has to tell waiting, and hears it when it is back', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.report('thu-hai'), by: BY };
    await engine.goTo(ten('2025-06-18'));
    await engine.worker.stop();
    await submit(engine.context, command, submission('2025-06-18'));
    expect(await engine.relay.flush()).toBe(1);
    await engine.worker.start();
    await engine.tellAll();
    expect(await engine.memory(command.obligation)).toMatchObject({ sequence: 1, ladder: 2, pending: ['review-3/0'] });
  });

  it('from the opening on, comes back to one notice for the body and one list for each reader of the lead', async () => {
    const back = ten('2025-06-10');
    engine = await startEngine({ startsAt: back, told: false });
    engine.setNow(back);
    // Nothing was ever started: the sweep finds the row, as after a worker that died between writing and starting.
    expect(await sweep(engine.dependencies, engine.clockShift, silentLog)).toBe(2);
    await engine.goTo(instantAt('2025-06-12', '09:00'));
    // Opening 15/5, reminders 27/5 and 3/6, late 6/6; the lead's list of 6/6 and the head's of 9/6.
    const received = engine.received(SMALL.document).sort();
    expect(received).toEqual(['2025-06-10 catch-up 1', '2025-06-10 late-head 1', '2025-06-10 late-list 1']);
    const sent = await engine.notifications(SMALL.document);
    expect(sent.map(({ rung, recipient, state }) => [rung, recipient, state]).sort()).toEqual([
      ['catch-up', 'dau-moi@thu-nhat.example', 'sent'],
      ['late-head', 'lanh-dao@dau-moi.example', 'sent'],
      ['late-list', 'dau-moi@dau-moi.example', 'sent'],
    ]);
  });

  it('for nine days after the opening was sent: the missed reminders are one notice, those to come stay as planned', async () => {
    // It sent the opening of 15/5 and left on 26/5: reminders of 27/5 and 3/6 are missed, 6/6 is still to come.
    const back = ten('2025-06-05');
    engine = await startEngine({ startsAt: back, told: false });
    const { tenant } = SMALL;
    const row = await engine.database.inTenant(tenant, (tx) => loadLadder(tx, SMALL.document, 1));
    const input: ObligationInput = {
      ...{ format: 1, tenant, clockShift: engine.clockShift, bornAt: back, obligation: SMALL.document },
      ...{ ladder: row!.ladder, sequence: 0, fired: ['opening/0'] },
    };
    const workflowId = obligationWorkflowId(engine.idPrefix, tenant, SMALL.document);
    await startOnce(engine.client, OBLIGATION_WORKFLOW, { workflowId, taskQueue: engine.taskQueue }, input);
    await engine.goTo(instantAt('2025-06-10', '09:00'));
    expect(engine.received(SMALL.document)).toEqual([
      '2025-06-05 catch-up 1',
      '2025-06-06 late-1 1',
      '2025-06-06 late-list 1',
      '2025-06-09 late-head 1',
    ]);
  });
});
