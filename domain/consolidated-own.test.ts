import { describe, expect, it } from 'vitest';
import { inventedItem, inventedRound } from '../importer/invented-plan.ts';
import { activationOf } from './activation.ts';
import { calendarOf } from './calendar.ts';
import {
  apart,
  apartVersion,
  linesOf,
  made,
  planWith,
  report,
  SCHOOLS,
  version,
} from '../test/consolidation/fixture.ts';
import type { RoundReport } from './accepted-content.ts';
import { resultWords } from './consolidated-result.ts';
import { tellsOwnResults } from './consolidated-own.ts';
import type { PlanRound } from './plan.ts';
import type { AddedRound } from './schedule.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

const open = (item: string, organisation: string): RoundReport => ({
  ...apart(item, organisation, 'open'),
  ...{ decision: 'none', receivedOn: null },
});

describe('what came of a duty that belongs to no round', () => {
  const items = [
    inventedItem('so-y-te-1', 'so-y-te', 41),
    inventedItem('ke-hoach', SCHOOLS.id, 45, { track: 'own', title: 'Ban hành kế hoạch của ngành' }),
  ];
  const plan = planWith({ items });
  const reports = [report('so-y-te', { 'so-y-te-1': 'accepted' })];
  const submissions = [
    version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.' }),
    apartVersion('ke-hoach', SCHOOLS.id, { product: 'Kế hoạch số 15/KH-SGDĐT', doneOn: '2026-03-02' }),
  ];

  it('stands in its duty, and counts with nobody who owes the round', () => {
    const own = [apart('ke-hoach', SCHOOLS.id), open('ke-hoach', 'so-noi-vu')];
    const c = made({ reports, own, submissions }, plan);
    expect(linesOf(c)).toEqual([
      'so-y-te 1: Đã làm.',
      'so-giao-duc 1: Sản phẩm: Kế hoạch số 15/KH-SGDĐT; hoàn thành ngày 02/3/2026.',
    ]);
    expect(c.duties[1]).toMatchObject({ no: '2.1', expected: 2, reported: 1 });
    expect([c.expected, c.received]).toEqual([['so-y-te'], ['so-y-te']]);
  });

  it('stands nowhere before it is accepted, and leaves no gap', () => {
    const waiting: RoundReport = { ...apart('ke-hoach', SCHOOLS.id, 'submitted'), decision: 'submitted' };
    expect(made({ reports, own: [waiting], submissions }, plan).duties.map(({ item }) => item)).toEqual(['so-y-te-1']);
  });

  it('stands once: what another round has told is counted beside what is new, and alone makes no row', () => {
    const own = [apart('ke-hoach', SCHOOLS.id), apart('ke-hoach', 'so-noi-vu')];
    const more = [...submissions, apartVersion('ke-hoach', 'so-noi-vu', { doneOn: '2026-07-01' })];
    const toldBefore = new Set(['an-ha/ke-hoach/so-giao-duc']);
    const c = made({ reports, own, submissions: more, toldBefore }, plan);
    expect(c.duties[1]).toMatchObject({ expected: 2, reported: 2 });
    expect(linesOf(c).slice(1)).toEqual(['so-noi-vu 1: Hoàn thành ngày 01/7/2026.']);
    expect(made({ reports, own: own.slice(0, 1), submissions, toldBefore }, plan).duties).toHaveLength(1);
  });

  it('is kept off the paper where it is kept off the system', () => {
    const secret = planWith({ items: [inventedItem('ke-hoach', SCHOOLS.id, 45, { track: 'own', offSystem: true })] });
    const c = made({ own: [apart('ke-hoach', SCHOOLS.id)], submissions }, secret);
    expect(linesOf(c)).toEqual(['so-giao-duc 1: Đã gửi theo đường văn bản mật.']);
    expect(JSON.stringify(c)).not.toContain('15/KH');
  });
});

describe('its words', () => {
  const none = version('so-y-te', 1, {}).content;
  const official = { number: '15/KH-SYT', date: '2026-03-02', signer: 'Mẫu', file: null, channel: 'trục' };

  it.each([
    [{ product: 'Kế hoạch số 15/KH-SYT.' }, 'Sản phẩm: Kế hoạch số 15/KH-SYT.'],
    [{ official: { ...official, receivedOn: '2026-03-03' } }, 'Văn bản số 15/KH-SYT ngày 02/3/2026.'],
    [{ doneOn: '2026-03-10' }, 'Hoàn thành ngày 10/3/2026.'],
    [{}, null],
  ])('of %j are %j', (told, words) => {
    expect(resultWords({ ...none, ...told })).toBe(words);
  });
});

describe('the rounds that tell it', () => {
  const activation = activationOf({
    id: 'an-ha',
    plan: planWith({}),
    calendar: calendarOf(1, WORKING_DAY_ROWS),
    year: 2026,
  });
  const written = (changes: Partial<PlanRound>): boolean =>
    tellsOwnResults(
      { definition: 'nam' },
      { ...activation, plan: planWith({ rounds: [inventedRound('nam', 77, changes)] }) },
    );

  it('ask all members for all they have', () => {
    expect(written({})).toBe(true);
    expect(written({ kind: 'six-month' })).toBe(true);
    expect(written({ covers: 'document' })).toBe(false);
    expect(written({ kind: 'ad-hoc' })).toBe(false);
    expect(written({ from: ['so-y-te'] })).toBe(false);
    expect(tellsOwnResults({ definition: 'khong-co' }, activation)).toBe(false);
  });

  it('are proposed ones too, and not those that the lead added for something in particular', () => {
    const none = { ...activation, plan: planWith({ rounds: [] }) };
    expect(tellsOwnResults({ definition: '6-thang' }, none)).toBe(true);
    const round: AddedRound = {
      ...{ id: 'them', name: 'Báo cáo năm', kind: 'annual', from: null, items: null, addedOn: '2026-06-01' },
      ...{ deadline: { kind: 'undetermined', text: '' }, upward: null, basis: 'Công văn 1' },
    };
    const added = (changes: Partial<AddedRound>): boolean =>
      tellsOwnResults(
        { definition: 'them' },
        { ...activation, schedule: { ...activation.schedule, addedRounds: [{ ...round, ...changes }] } },
      );
    expect(added({})).toBe(true);
    expect(added({ items: ['so-y-te-1'] })).toBe(false);
    expect(added({ from: ['so-y-te'] })).toBe(false);
    expect(added({ kind: 'ad-hoc' })).toBe(false);
  });
});
