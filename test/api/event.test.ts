import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { extend } from '../../api/services/extend.ts';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { accept } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { facts } from '../../db/schema/index.ts';
import { asOwner } from '../support/database.ts';
import { dated, timed } from '../domain-fixture.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'Lò Thị Mẫu, Sở Đầu mối';
const AFTER = SHARED.afterGuidance;
const WITHIN = SHARED.withinGuidance;
const BOTH = [AFTER, WITHIN].sort();

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const record = async (on: string, due: string | null = null, event = SHARED.guidance, key?: string) =>
  (await recordEvent(opened.context, { plan: SHARED.id, event, on, due }, BY, key)).sort();
const withdraw = async (key?: string) =>
  (
    await withdrawEvent(opened.context, { plan: SHARED.id, event: SHARED.guidance, reason: 'ghi nhầm' }, BY, key)
  ).sort();
const rungs = async (id: string) => (await opened.held(id)).ladder.ladder.rungs;
const targetDay = async (id: string) => (await opened.held(id)).standing.deadline?.targetDay;

async function refusedWith(code: string, act: () => Promise<unknown>): Promise<void> {
  const before = await opened.everything();
  await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  expect(await opened.everything()).toEqual(before);
}

describe('an event', () => {
  it('dates all that hang on it, each by its own words', async () => {
    expect(await record('2025-05-28')).toEqual(BOTH);
    // Fifteen working days, proposed; and five, as the plan says.
    expect([await targetDay(AFTER), await targetDay(WITHIN)]).toEqual(['2025-06-18', '2025-06-04']);
    expect((await opened.held(WITHIN)).standing.deadline).toMatchObject({ origin: 'plan' });
  });

  it('is recorded for all or for none', async () => {
    const before = await opened.everything();
    await asOwner(opened.home.ownerUrl, (owner) =>
      owner.unsafe(`create function no_second() returns trigger language plpgsql as $$ begin
        if new.obligation = '${BOTH[1]}' then raise 'full'; end if; return new; end $$;
        create trigger no_second before insert on facts for each row execute function no_second();`),
    );
    await expect(record('2025-05-28')).rejects.toThrow();
    expect(await opened.everything()).toEqual(before);
  });

  it('on the same day again changes nothing', async () => {
    await record('2025-05-28', '2025-06-27');
    const before = await opened.everything();
    expect(await record('2025-05-28')).toEqual([]);
    expect(await record('2025-05-28', '2025-06-27')).toEqual([]);
    expect(await opened.everything()).toEqual(before);
  });

  it('on another day is corrected: a new ladder for what is not settled, the date before stays on record', async () => {
    await record('2025-05-28');
    await submit(opened.context, { obligation: WITHIN, by: BY }, submission('2025-05-29'));
    await accept(opened.context, { obligation: WITHIN, by: BY });
    opened.goTo('2025-06-03');
    expect(await record('2025-06-02')).toEqual([AFTER]);
    const { ladder, standing } = await opened.held(AFTER);
    expect([ladder.number, ladder.reason, standing.deadline?.targetDay]).toEqual([3, 'event', '2025-06-23']);
    expect(timed(ladder.ladder.rungs)[0]).toBe('2025-06-03T10:00 opening');
    expect((await opened.status(AFTER, '2025-06-02'))?.targetDay).toBe('2025-06-18');
    // There and back again is two corrections, not a repetition.
    expect(await record('2025-05-28')).toEqual([AFTER]);
  });

  it('corrected while a report is under review leaves the reviewer’s clock running', async () => {
    await record('2025-05-28');
    await submit(opened.context, { obligation: WITHIN, by: BY }, submission('2025-05-29'));
    const review = (await rungs(WITHIN))[0];
    opened.goTo('2025-05-30');
    await record('2025-05-27');
    const { ladder, standing } = await opened.held(WITHIN);
    expect([standing.decision, ladder.number, ladder.ladder.rungs]).toEqual(['submitted', 4, [review]]);
    expect(standing.deadline?.targetDay).toBe('2025-06-03');
    // Judged by the date that was in force on the day it came.
    expect((await opened.status(WITHIN))?.timeliness).toBe('in-time');
  });

  it('told of late, its date long past: one message now, and fifteen working days from today', async () => {
    opened.goTo('2025-09-10');
    await record('2025-05-28');
    expect(await targetDay(AFTER)).toBe('2025-10-01');
    expect(await targetDay(WITHIN)).toBe('2025-09-17');
    expect(timed(await rungs(WITHIN))[0]).toBe('2025-09-10T10:00 opening');
    expect(dated(await rungs(WITHIN))).toEqual([
      ...['10/9 opening', '15/9 before-2', '17/9 morning', '18/9 late-1', '18/9 late-list', '19/9 late-head'],
    ]);
    expect((await opened.held(AFTER)).standing.deadline?.why[0]).toContain(
      'ghi nhận ngày 10/09/2025, tính từ ngày này',
    );
  });

  it('known beforehand is recorded beforehand only where the words say before it', async () => {
    expect(await record('2025-07-20', null, SHARED.election)).toEqual([SHARED.beforeElection]);
    // A Sunday: the last working day before it.
    expect(await targetDay(SHARED.beforeElection)).toBe('2025-07-18');
    await refusedWith('date-future', () => record('2025-07-20'));
  });

  it('is refused with a date that is past, under a name nobody waits for, and for another plan', async () => {
    await refusedWith('date-past', () => record('2025-05-28', '2025-05-29'));
    await refusedWith('event-unknown', () => record('2025-05-28', null, 'lũ'));
    const other = { plan: 'la', event: SHARED.guidance, on: '2025-05-28', due: null };
    await refusedWith('plan-unknown', () => recordEvent(opened.context, other, BY));
  });

  it('under the same key once, under another request not at all', async () => {
    expect(await record('2025-05-28', null, SHARED.guidance, 'k')).toEqual(BOTH);
    const before = await opened.everything();
    expect(await record('2025-05-28', null, SHARED.guidance, 'k')).toEqual([]);
    expect(await opened.everything()).toEqual(before);
    await refusedWith('key-used', () => record('2025-05-27', null, SHARED.guidance, 'k'));
  });
});

describe('an event that is withdrawn', () => {
  it('leaves what hung on it waiting again, with the questions of the next quarters', async () => {
    await record('2025-05-28');
    opened.goTo('2025-05-30');
    expect(await withdraw()).toEqual(BOTH);
    const { standing, ladder } = await opened.held(AFTER);
    expect(standing).toMatchObject({ deadline: null, event: SHARED.guidance, decision: 'none' });
    expect((await opened.status(AFTER))?.state).toBe('waiting');
    expect([ladder.number, ladder.ladder.endless]).toEqual([3, true]);
    // The first working day of each quarter; Fri 2/1/2026 is off, worked on another day.
    expect(dated(ladder.ladder.rungs).slice(0, 3)).toEqual([
      '1/7 event-question',
      '1/10 event-question',
      '5/1 event-question',
    ]);
    expect(await record('2025-05-29')).toEqual(BOTH);
  });

  it('keeps the day it was recorded for in the record', async () => {
    await record('2025-05-28');
    opened.goTo('2025-06-02');
    await withdraw();
    expect((await opened.status(AFTER, '2025-05-30'))?.targetDay).toBe('2025-06-18');
    const kinds = await opened.context.database.inTenant(SHARED.tenant, (tx) =>
      tx
        .select({ kind: facts.kind, by: facts.by })
        .from(facts)
        .where(and(eq(facts.obligation, AFTER)))
        .orderBy(facts.sequence),
    );
    expect(kinds).toEqual([
      { kind: 'recordEvent', by: BY },
      { kind: 'withdrawEvent', by: BY },
    ]);
  });

  it('is refused where it was never recorded, and where something was handed in for it', async () => {
    await refusedWith('event-not-recorded', () => withdraw());
    await record('2025-05-28');
    await submit(opened.context, { obligation: WITHIN, by: BY }, submission('2025-05-29'));
    await refusedWith('already-submitted', () => withdraw());
  });

  it('under the same key once', async () => {
    await record('2025-05-28');
    await withdraw('k');
    const before = await opened.everything();
    expect(await withdraw('k')).toEqual([]);
    expect(await opened.everything()).toEqual(before);
  });
});

it('an extension after an event stays until the event is corrected', async () => {
  await record('2025-05-28');
  await extend(opened.context, { obligation: AFTER, by: BY }, { until: '2025-07-04', reason: 'r', basis: 'b' });
  expect(await record('2025-05-28')).toEqual([]);
  expect(await targetDay(AFTER)).toBe('2025-07-04');
});
