import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftReport } from '../../activities/draft.ts';
import { extend } from '../../api/services/extend.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { loadReports } from '../../db/queries/report.ts';
import { dated } from '../domain-fixture.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'Lò Thị Mẫu, Sở Đầu mối';
const HEALTH = SHARED.report('so-y-te');
const APART = SHARED.item('y-te-3', 'so-y-te');
const WHY = { reason: 'chờ số liệu', basis: 'CV 40/SYT' };

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const more = (until: string, items: string[] | null = ['y-te-3'], obligation = HEALTH, key?: string) =>
  extend(opened.context, { obligation, by: BY, key }, { until, items, ...WHY });
const handIn = (obligation: string, ...items: string[]) => {
  const lines = items.map((item) => ({ item, text: `Kết quả ${item}.`, nothing: false }));
  return submit(opened.context, { obligation, by: BY }, submission('2025-06-12', { doneOn: null, lines }));
};

async function refusedWith(code: string, act: () => Promise<unknown>): Promise<void> {
  const before = await opened.everything();
  await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  expect(await opened.everything()).toEqual(before);
}

describe('a single item that is extended', () => {
  it('has its own later date and ladder, while the rest keeps its own', async () => {
    const before = (await opened.held(HEALTH)).row;
    expect(await more('2025-07-04')).toEqual([HEALTH, APART]);
    expect(await opened.items(HEALTH)).toEqual({ 'y-te-1': 'open', 'y-te-2': 'open', 'y-te-3': 'moved' });
    expect((await opened.held(HEALTH)).row).toEqual({ ...before, sequence: 1 });
    const { row, standing, ladder } = await opened.held(APART);
    expect(row).toMatchObject({ kind: 'own', round: SHARED.round, organisation: 'so-y-te', name: 'Hỗ trợ nạn nhân' });
    expect(standing.deadline?.why[0]).toContain('gia hạn đến hết ngày 04/07/2025, theo CV 40/SYT');
    // It is due after the consolidation day, and reminded all the same.
    expect(dated(ladder.ladder.rungs)).toEqual([
      ...['13/6 opening', '25/6 before-7', '2/7 before-2', '4/7 morning'],
      ...['7/7 late-1', '7/7 late-list', '8/7 late-head'],
    ]);
    expect((await opened.round()).unsettled).toBe(6);
  });

  it('before the consolidation day has no rung after that', async () => {
    await more('2025-06-24');
    expect(dated((await opened.held(APART)).ladder.ladder.rungs).at(-1)).toBe('25/6 late-list');
  });

  it('feeds the draft, where its body counts once', async () => {
    await more('2025-07-04');
    opened.goTo('2025-06-12');
    await handIn(HEALTH, 'y-te-1', 'y-te-2');
    await accept(opened.context, { obligation: HEALTH, by: BY });
    const draft = async () => {
      const { context } = opened;
      return context.database.inTenant(SHARED.tenant, async (tx) => {
        await draftReport(tx, SHARED.tenant, SHARED.round, context.now());
        return (await loadReports(tx, SHARED.round)).at(-1)!;
      });
    };
    opened.goTo('2025-06-25');
    const first = await draft();
    expect(first.received).toEqual(['so-y-te']);
    expect(first.expected.sort()).toEqual(['hoi-phu-nu', 'so-tu-phap', 'so-y-te', 'xa-hai', 'xa-mot']);
    expect(first.duties.find(({ item }) => item === 'y-te-3')).toMatchObject({ expected: 1, reported: 0 });
    opened.goTo('2025-07-02');
    await handIn(APART, 'y-te-3');
    await accept(opened.context, { obligation: APART, by: BY });
    expect((await opened.words()).at(-1)).toMatchObject({ kind: 'round-fact', change: 'received-late' });
    const second = await draft();
    expect([second.received, second.expected.length]).toEqual([['so-y-te'], 5]);
    const told = second.duties.find(({ item }) => item === 'y-te-3');
    expect(told?.lines.map(({ text }) => text)).toContain('Kết quả y-te-3.');
    expect(told).toMatchObject({ expected: 1, reported: 1 });
  });

  it('leaves returning line by line as it was, without it', async () => {
    const command = { obligation: HEALTH, by: BY };
    await more('2025-07-04');
    opened.goTo('2025-06-12');
    await refusedWith('item-moved', () => handIn(HEALTH, 'y-te-1', 'y-te-2', 'y-te-3'));
    await handIn(HEALTH, 'y-te-1', 'y-te-2');
    const back = { reason: 'thiếu', until: '2025-06-17' };
    await refusedWith('item-moved', () => returnForWork(opened.context, command, { ...back, items: ['y-te-3'] }));
    await returnForWork(opened.context, command, { ...back, items: ['y-te-2'] });
    expect(await opened.items(HEALTH)).toEqual({ 'y-te-1': 'accepted', 'y-te-2': 'returned', 'y-te-3': 'moved' });
    await handIn(HEALTH, 'y-te-2');
    expect(await accept(opened.context, command)).toBe('accepted');
    expect((await opened.items(HEALTH))['y-te-3']).toBe('moved');
    expect((await opened.round()).unsettled).toBe(5);
  });

  it('and can be extended once more, as the whole that it is now', async () => {
    await more('2025-06-24');
    expect(await more('2025-07-04', ['y-te-3'], APART)).toEqual([APART]);
    expect((await opened.held(APART)).ladder).toMatchObject({ number: 2, reason: 'extension' });
  });

  it('that was returned leaves what was accepted', async () => {
    opened.goTo('2025-06-12');
    await handIn(HEALTH, 'y-te-1', 'y-te-2', 'y-te-3');
    const back = { reason: 'thiếu', until: '2025-06-17', items: ['y-te-2', 'y-te-3'] };
    await returnForWork(opened.context, { obligation: HEALTH, by: BY }, back);
    await more('2025-07-04');
    expect(await opened.items(HEALTH)).toEqual({ 'y-te-1': 'accepted', 'y-te-2': 'returned', 'y-te-3': 'moved' });
    expect((await opened.held(APART)).standing).toMatchObject({ decision: 'none' });
  });
});

describe('all that is owed, named item by item,', () => {
  it('is the whole: its own ladder, no other obligation', async () => {
    expect(await more('2025-07-04', ['y-te-1', 'y-te-2', 'y-te-3'])).toEqual([HEALTH]);
    expect((await opened.held(HEALTH)).ladder).toMatchObject({ number: 2, reason: 'extension' });
    expect((await opened.round()).unsettled).toBe(5);
  });
});

describe('the lead’s own report', () => {
  it('is reminded of by its new date, and weekly after it', async () => {
    await more('2025-07-18', null, SHARED.upward);
    const { rungs, endless } = (await opened.held(SHARED.upward)).ladder.ladder;
    expect(dated(rungs)).toEqual([
      ...['9/7 lead-due', '16/7 lead-due', '18/7 lead-due', '25/7 lead-due', '1/8 lead-due', '8/8 lead-due'],
    ]);
    expect(endless).toBe(true);
  });
});

describe('is refused, and nothing written', () => {
  it('to a day that is past, not later, or after the round is closed', async () => {
    await refusedWith('date-past', () => more('2025-05-29'));
    await refusedWith('date-not-later', () => more('2025-06-19'));
    await refusedWith('date-after-closing', () => more('2025-08-07'));
  });

  it('for what is no item of it, and for what is not owed any more', async () => {
    await refusedWith('item-unknown', () => more('2025-07-04', ['tu-phap-1']));
    await more('2025-07-04');
    await refusedWith('item-moved', () => more('2025-07-11'));
    opened.goTo('2025-06-12');
    await handIn(HEALTH, 'y-te-1', 'y-te-2');
    await refusedWith('already-submitted', () => more('2025-07-04', ['y-te-1']));
  });

  it('twice under one key does nothing the second time, and answers the same', async () => {
    const first = await more('2025-07-04', ['y-te-3'], HEALTH, 'k-1');
    const before = await opened.everything();
    expect(await more('2025-07-04', ['y-te-3'], HEALTH, 'k-1')).toEqual(first);
    expect(await opened.everything()).toEqual(before);
    await refusedWith('key-used', () => more('2025-07-11', ['y-te-3'], HEALTH, 'k-1'));
  });
});
