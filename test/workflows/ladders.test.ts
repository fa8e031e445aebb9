import { afterEach, describe, expect, it } from 'vitest';
import { recordEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { instantAt } from '../../domain/time.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'người thử';
const ten = (day: string): number => instantAt(day, '10:00');

let engine: Engine;
afterEach(() => engine.stop());

describe('a person’s act brings the next ladder', () => {
  it('returned: one message on return, one on the eve of the new date, and none of the first report’s', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.report('thu-ba'), by: BY };
    await engine.goTo(ten('2025-06-11'));
    await submit(engine.context, command, submission('2025-06-11'));
    await engine.tellAll();
    await engine.goTo(ten('2025-06-12'));
    await returnForWork(engine.context, command, { reason: 'số liệu', until: '2025-06-24', items: null });
    await engine.tellAll();
    await engine.goTo(ten('2025-07-01'));
    expect(engine.received(command.obligation)).toEqual([
      '2025-05-29 opening 1',
      '2025-06-10 before-7 1',
      '2025-06-12 returned 3',
      '2025-06-23 returned-eve 3',
    ]);
    expect(await engine.memory(command.obligation)).toMatchObject({ sequence: 2, ladder: 3, pending: [], broken: [] });
  });

  it('returned, then given more time: told the new date, and reminded on its eve', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    await returnForWork(engine.context, command, { reason: 'thiếu', until: '2025-05-28', items: null });
    await engine.tellAll();
    await engine.goTo(ten('2025-05-22'));
    await extend(engine.context, command, { until: '2025-06-12', reason: 'chờ thẩm định', basis: 'CV 5' });
    await engine.tellAll();
    await engine.goTo(ten('2025-06-20'));
    expect(engine.received(command.obligation)).toEqual([
      '2025-05-15 opening 1',
      '2025-05-20 returned 3',
      '2025-05-22 returned 4',
      '2025-06-11 returned-eve 4',
    ]);
  });

  it('extended: reminders that the first ladder had sent are sent again under the second', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-06-04'));
    await extend(engine.context, command, { until: '2025-06-26', reason: 'chờ thẩm định', basis: 'CV 5' });
    await engine.tellAll();
    await engine.goTo(ten('2025-07-10'));
    expect(engine.received(command.obligation)).toEqual([
      '2025-05-15 opening 1',
      '2025-05-27 before-7 1',
      '2025-06-03 before-2 1',
      '2025-06-17 before-7 2',
      '2025-06-24 before-2 2',
      '2025-06-27 late-1 2',
      '2025-06-27 late-list 2',
      '2025-06-30 late-head 2',
    ]);
    // `morning` goes only to those with an unfinished draft.
    expect(await engine.memory(command.obligation)).toMatchObject({ sequence: 1, ladder: 2, pending: [] });
  });

  it('extended when it was late: the lead’s own lists are no message to the body, and take no reminder from it', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-06-09'));
    await extend(engine.context, command, { until: '2025-06-12', reason: 'chờ thẩm định', basis: 'CV 6' });
    await engine.tellAll();
    await engine.goTo(ten('2025-06-17'));
    // Last told on 6/6; the list of 9/6 went to the lead's head alone.
    expect(engine.received(command.obligation).slice(3)).toEqual([
      '2025-06-06 late-1 1',
      '2025-06-06 late-list 1',
      '2025-06-09 late-head 1',
      '2025-06-10 before-2 2',
      '2025-06-13 late-1 2',
      '2025-06-13 late-list 2',
      '2025-06-16 late-head 2',
    ]);
  });

  it('event recorded: questions end, and the ladder of its date begins', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-07-07'));
    await recordEvent(engine.context, { plan: SMALL.id, event: SMALL.event, on: '2025-07-04', due: null }, BY);
    await engine.tellAll();
    await engine.goTo(ten('2025-08-05'));
    expect(engine.received(SMALL.waiting)).toEqual([
      '2025-04-29 event-question 1',
      '2025-07-01 event-question 1',
      // 15 working days after Fri 4/7 is Fri 25/7; it is open at once.
      '2025-07-07 opening 2',
      '2025-07-16 before-7 2',
      '2025-07-23 before-2 2',
      '2025-07-28 late-1 2',
      '2025-07-28 late-list 2',
      '2025-07-29 late-head 2',
    ]);
  });

  it('accepted: nothing more, and the workflow is at its end', async () => {
    engine = await startEngine();
    const command = { obligation: SMALL.document, by: BY };
    await engine.goTo(ten('2025-05-20'));
    await submit(engine.context, command, submission('2025-05-20'));
    await accept(engine.context, command);
    await engine.tellAll();
    await engine.goTo(ten('2025-06-20'));
    expect(engine.received(command.obligation)).toEqual(['2025-05-15 opening 1']);
    const handle = engine.client.workflow.getHandle(`${engine.idPrefix}o/${SMALL.tenant}/${SMALL.document}`);
    expect((await handle.describe()).status.name).toBe('COMPLETED');
  });
});
