import { afterEach, describe, expect, it } from 'vitest';
import { activationCache } from '../../activities/activation-cache.ts';
import { claimLetters } from '../../activities/claim.ts';
import { proposeCalendar, publishCalendar } from '../../api/services/calendar.ts';
import { submit } from '../../api/services/submit.ts';
import { statusOf } from '../../api/services/status.ts';
import { laddersOf, lockObligation } from '../../db/queries/obligation.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import type { DayDecision } from '../../domain/calendar-table.ts';
import { instantAt, isoInstant } from '../../domain/time.ts';
import { fileOf, off } from '../calendar-fixture.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const ten = (day: string): number => instantAt(day, '10:00');
const BODIES = ['thu-nhat', 'thu-hai', 'thu-ba', 'duoc-de-nghi'];
const PUBLISHING = { by: 'quản trị viên thử', basis: 'Quyết định 12/QĐ-TTg' };

let engine: Engine;
afterEach(() => engine.stop());

/** Publishes, and lets the workflows hear of it. */
async function publish(...days: DayDecision[]) {
  const proposal = await publishCalendar(engine.context, fileOf(days), PUBLISHING);
  await engine.tellAll();
  return proposal;
}

const roundRow = () => engine.database.inTenant(SMALL.tenant, (tx) => loadRounds(tx, SMALL.id));
const sentOn = (day: string): string[] =>
  BODIES.flatMap((body) => engine.received(SMALL.report(body))).filter((one) => one.startsWith(day));

describe('a calendar published while obligations are open', () => {
  it('a reminder that moves goes once, on its new day; what was sent is not sent again', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-06-10'));
    const { obligations } = await publish(off('2025-06-17'));
    expect(obligations.map(({ row }) => row.id)).toEqual(expect.arrayContaining([SMALL.report('thu-ba')]));
    expect(await engine.memory(SMALL.report('thu-ba'))).toMatchObject({ sequence: 1, ladder: 1 });
    await engine.goTo(ten('2025-06-27'));
    expect(engine.received(SMALL.report('thu-ba'))).toEqual([
      ...['2025-05-29 opening 1', '2025-06-10 before-7 1', '2025-06-16 before-2 1'],
      ...['2025-06-23 late-1 1', '2025-06-23 late-list 1', '2025-06-24 late-head 1'],
    ]);
    expect(sentOn('2025-06-17')).toEqual([]);
    expect(await engine.memory(SMALL.report('thu-ba'))).toMatchObject({ pending: [], broken: [] });
  });

  it('a message that waited for its morning goes on the next, once', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-05-28', '20:00'));
    await engine.sendOn(instantAt('2025-05-29', '07:29'));
    await engine.clock.settle(engine.connection);
    const waiting = await engine.notifications(SMALL.report('thu-ba'));
    expect(waiting.map(({ rung, state }) => `${rung} ${state}`)).toEqual(['opening pending']);
    // The day is given off in the last minute: 15 working days before the target is over too, so it opens at once.
    await publish(off('2025-05-29'));
    await engine.goTo(ten('2025-06-02'));
    expect(sentOn('2025-05-29')).toEqual([]);
    expect(sentOn('2025-05-30')).toEqual(BODIES.map(() => '2025-05-30 opening 1'));
    expect(await engine.notifications(SMALL.report('thu-ba'))).toHaveLength(1);
  });

  it('a reminder that waited and is overtaken goes no more', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-06-16', '20:00'));
    await engine.sendOn(instantAt('2025-06-17', '07:29'));
    await engine.clock.settle(engine.connection);
    await publish(off('2025-06-17'));
    await engine.goTo(ten('2025-06-20'));
    expect(engine.received(SMALL.report('thu-ba'))).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    const states = (await engine.notifications(SMALL.report('thu-ba'))).map(({ rung, state }) => `${rung} ${state}`);
    expect(states).toEqual(['opening sent', 'before-7 sent', 'before-2 superseded']);
  });

  it('a rung that falls due before its workflow has heard is written for its new slot, once', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-06-10'));
    // Two days off before the target: before-2 of Tue 17/6 comes on Fri 13/6. The relay is away until Mon 16/6.
    await publishCalendar(engine.context, fileOf([off('2025-06-16'), off('2025-06-17')]), PUBLISHING);
    await engine.goTo(instantAt('2025-06-18', '06:00'));
    expect(engine.received(SMALL.report('thu-ba'))).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    await engine.tellAll();
    await engine.goTo(ten('2025-06-20'));
    expect(engine.received(SMALL.report('thu-ba'))).toEqual([
      ...['2025-05-29 opening 1', '2025-06-10 before-7 1', '2025-06-18 before-2 1'],
    ]);
  });

  it('a reviewer’s clock is moved too, and what is settled is left alone', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-06-11'));
    await submit(engine.context, { obligation: SMALL.report('thu-ba'), by: 'người thử' }, submission('2025-06-11'));
    await engine.tellAll();
    const { obligations } = await publish(off('2025-06-13'));
    const moved = obligations.find(({ row }) => row.id === SMALL.report('thu-ba'));
    expect(moved?.change?.moves.map(({ rung }) => rung)).toEqual(['review-3']);
    await engine.goTo(ten('2025-06-18'));
    expect(engine.received(SMALL.report('thu-ba')).at(-1)).toBe('2025-06-17 review-3 2');
  });
});

describe('a calendar published in the middle of everything', () => {
  it('waits for commands and a dispatch under way, and all of them come through', async () => {
    engine = await startEngine();
    await engine.goTo(instantAt('2025-06-16', '20:00'));
    await engine.sendOn(instantAt('2025-06-17', '08:00'));
    await engine.clock.settle(engine.connection);
    const { context } = engine;
    const asOf = instantAt('2025-06-17', '08:00');
    const { tenant } = SMALL;
    const claim = () => engine.database.inTenant(tenant, (tx) => claimLetters(tx, tenant, asOf, activationCache()));
    const [letters, proposal] = await Promise.all([
      claim(),
      publishCalendar(context, fileOf([off('2025-06-18')]), PUBLISHING),
      ...['thu-nhat', 'thu-hai'].map((body) =>
        submit(context, { obligation: SMALL.report(body), by: 'người thử' }, submission('2025-06-17')),
      ),
    ]);
    expect(proposal.version).toBe(2);
    for (const letter of letters) await engine.dependencies.email.send(letter);
    await engine.tellAll();
    await engine.goTo(ten('2025-06-27'));
    // Whatever came first: before-2 went once, or had gone by its new day and folded away.
    const reminders = engine.received(SMALL.report('thu-ba')).filter((one) => one.includes('before-2'));
    expect(reminders.length).toBeLessThanOrEqual(1);
    expect(engine.received(SMALL.report('thu-ba')).at(-1)).toBe('2025-06-24 late-head 1');
    for (const body of BODIES) expect((await engine.memory(SMALL.report(body))).broken).toEqual([]);
  });
});

describe('rounds', () => {
  it('that have not opened open by the new calendar', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-05-20'));
    const { rounds: changed } = await publish(off('2025-06-02'));
    expect(changed.map(({ row, dates }) => [row.opensOn, dates.opensOn])).toEqual([['2025-05-29', '2025-05-28']]);
    await engine.goTo(ten('2025-05-29'));
    expect(sentOn('2025-05')).toEqual(BODIES.map(() => '2025-05-28 opening 1'));
    expect((await roundRow())[0]).toMatchObject({ opensOn: '2025-05-28' });
  });

  it('that are open consolidate on the new day, and everybody in them is late by it', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-06-10'));
    await publish(off('2025-06-23'));
    await engine.goTo(instantAt('2025-06-26', '15:00'));
    expect((await roundRow())[0]).toMatchObject({ draftedAt: null, consolidationAt: instantAt('2025-06-26', '16:00') });
    expect(engine.received(SMALL.report('thu-ba')).slice(3)).toEqual([
      ...['2025-06-24 late-1 1', '2025-06-24 late-list 1', '2025-06-25 late-head 1'],
    ]);
    await engine.goTo(ten('2025-06-27'));
    const [row] = await roundRow();
    expect(isoInstant(row?.draftedAt ?? 0)).toBe('2025-06-26T16:00:00+07:00');
    const held = await engine.database.inTenant(SMALL.tenant, (tx) => lockObligation(tx, SMALL.report('thu-ba')));
    expect(held?.row).toMatchObject({ consolidationOn: '2025-06-26', closesAt: row?.closesAt });
    expect(isoInstant(row?.closesAt ?? 0)).toBe('2025-08-07T16:00:00+07:00');
  });
});

describe('every version is kept', () => {
  it('with the ladders of its number; status of an earlier day tells the date of that day', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-05-20'));
    await publish(off('2025-06-05'));
    const kept = await engine.database.inTenant(SMALL.tenant, (tx) => laddersOf(tx, SMALL.document));
    expect(kept.map((row) => [row.number, row.calendarVersion, row.reason, row.deadline?.targetDay])).toEqual([
      [1, 2, 'opening', '2025-06-04'],
      [1, 1, 'opening', '2025-06-05'],
    ]);
    const told = async (on: string) => {
      const list = await statusOf(engine.context, { plan: SMALL.id, on });
      const one = list.find(({ id }) => id === SMALL.document);
      return [one?.targetDay, one?.named, one?.ladder];
    };
    expect(await told('2025-05-19')).toEqual(['2025-06-05', '2025-06-05', 1]);
    expect(await told('2025-05-20')).toEqual(['2025-06-04', '2025-06-06', 1]);
    await engine.goTo(ten('2025-06-12'));
    expect(engine.received(SMALL.document)).toEqual([
      ...['2025-05-15 opening 1', '2025-05-26 before-7 1', '2025-06-02 before-2 1'],
      ...['2025-06-09 late-1 1', '2025-06-09 late-list 1', '2025-06-10 late-head 1'],
    ]);
  });

  it('what waits for an event is asked about again when the year after the table is published', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-07-01'));
    // Issued, so that two years pass without its weekly reminder.
    await submit(engine.context, { obligation: SMALL.upward, by: 'người thử' }, submission('2025-07-01'));
    await engine.tellAll();
    await engine.goTo(ten('2027-11-10'));
    expect(engine.received(SMALL.waiting).at(-1)).toBe('2027-10-01 event-question 1');
    expect(await engine.memory(SMALL.waiting)).toMatchObject({ pending: [] });
    const { obligations } = await publish(off('2028-01-03'));
    expect(obligations.map(({ row }) => row.id)).toContain(SMALL.waiting);
    await engine.goTo(ten('2028-04-04'));
    expect(engine.received(SMALL.waiting).slice(-2)).toEqual([
      ...['2028-01-04 event-question 1', '2028-04-03 event-question 1'],
    ]);
  });

  it('a proposal writes nothing', async () => {
    engine = await startEngine();
    await engine.goTo(ten('2025-06-10'));
    const days = fileOf([off('2025-06-17')]);
    const proposal = await proposeCalendar(engine.context, days);
    expect(proposal.version).toBe(2);
    expect(await engine.memory(SMALL.report('thu-ba'))).toMatchObject({ sequence: 0 });
    const again = await publishCalendar(engine.context, days, PUBLISHING);
    expect(again.obligations.map(({ row, change }) => [row.id, change?.moves])).toEqual(
      proposal.obligations.map(({ row, change }) => [row.id, change?.moves]),
    );
    await expect(publishCalendar(engine.context, days, PUBLISHING)).rejects.toMatchObject({
      code: 'calendar-unchanged',
    });
  });
});
