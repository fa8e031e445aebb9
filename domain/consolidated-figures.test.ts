import { describe, expect, it } from 'vitest';
import { inventedIndicator, inventedItem, inventedRound } from '../importer/invented-plan.ts';
import { figure, made, planWith, report, version } from '../test/consolidation/fixture.ts';
import type { RoundReport } from './accepted-content.ts';
import type { OwedIndicator } from './activation.ts';
import type { Consolidation } from './consolidation.ts';
import type { Figure } from './submission.ts';

const TOWN = 'khu vực thành thị';
const COUNTRY = 'khu vực nông thôn';
const owns = (scope: string | null, role: OwedIndicator['role'] = 'report'): OwedIndicator[] => [
  { no: '1.1', role, scope },
];

function owner(organisation: string, indicators: OwedIndicator[], changes: Partial<RoundReport> = {}): RoundReport {
  return { ...report(organisation, {}), indicators, ...changes };
}

const sent = (organisation: string, figures: Figure[], number = 1): ReturnType<typeof version> =>
  version(organisation, number, {}, '2026-11-20', undefined, figures);

function told(c: Consolidation): unknown[] {
  return c.indicators.flatMap(({ no, figures }) =>
    figures.map(({ figure: { value, scope }, source }) => [no, source.organisation, value, scope]),
  );
}

describe('an indicator with several owners', () => {
  it('has their figures side by side, each with its part, and no sum', () => {
    const reports = [owner('so-y-te', owns(TOWN)), owner('so-giao-duc', owns(COUNTRY))];
    const submissions = [sent('so-y-te', [figure(null, 10, TOWN)]), sent('so-giao-duc', [figure(null, 20)])];
    const c = made({ reports, submissions });
    expect(told(c)).toEqual([
      ['1.1', 'so-y-te', 10, TOWN],
      ['1.1', 'so-giao-duc', 20, COUNTRY],
    ]);
    expect(c.indicators[0]).toMatchObject({ expected: 2, reported: 2 });
  });

  it('counts who owes a figure and has given none, but not who may give one', () => {
    const reports = [
      owner('so-y-te', owns(TOWN)),
      owner('so-giao-duc', owns(COUNTRY)),
      owner('so-noi-vu', owns(null, 'coordinate')),
      owner('so-tai-chinh', owns(null), { decision: 'waived', receivedOn: null }),
    ];
    const c = made({ reports, submissions: [sent('so-y-te', [figure(null, 10, TOWN)])] });
    expect(c.indicators[0]).toMatchObject({ expected: 2, reported: 1 });
  });

  it('is a gap in a round that asks for all figures, and none where nobody was asked for it', () => {
    expect(made({}).indicators.map(({ no, expected }) => [no, expected])).toEqual([['1.1', 0]]);
    const rounds = [inventedRound('nam', 77, { kind: 'six-month' })];
    const plan = planWith({ rounds });
    expect(made({}, plan).indicators).toEqual([]);
    expect(made({ reports: [owner('so-y-te', owns(null))] }, plan).indicators).toMatchObject([
      { no: '1.1', expected: 1 },
    ]);
  });

  it('names an owner whom the lead decided on', () => {
    const plan = planWith({
      objectives: [{ no: '1', title: null, indicators: [inventedIndicator('1.1', { owners: [] })] }],
    });
    const base = made({}, plan);
    expect(base.indicators[0]?.owners).toEqual([]);
    const indicators = { '1.1': { owners: [{ party: 'so-giao-duc', role: 'report' as const, scope: null }] } };
    expect(made({}, plan, { indicators }).indicators[0]?.owners).toEqual(['Sở Giáo dục và Đào tạo']);
    expect(made({}, planWith({}), { indicators }).indicators[0]?.owners).toEqual(['Sở Giáo dục và Đào tạo']);
  });
});

describe('figures under no duty', () => {
  const reports = [owner('so-y-te', owns(null))];

  it('count once the whole report is accepted, and not while it is returned or looked at', () => {
    const submissions = [sent('so-y-te', [figure(null, 10)])];
    expect(told(made({ reports, submissions }))).toEqual([['1.1', 'so-y-te', 10, null]]);
    for (const decision of ['returned', 'submitted'] as const) {
      expect(told(made({ reports: [owner('so-y-te', owns(null), { decision })], submissions }))).toEqual([]);
    }
  });

  it('come out of the newest version that has any for their indicator', () => {
    const other = { ...figure(null, 3), indicator: '1.2' };
    const submissions = [
      sent('so-y-te', [figure(null, 10), other]),
      sent('so-y-te', [figure(null, 11)], 2),
      sent('so-y-te', [], 3),
    ];
    const c = made({ reports, submissions });
    expect(told(c)).toEqual([
      ['1.1', 'so-y-te', 11, null],
      ['1.2', 'so-y-te', 3, null],
    ]);
    expect(c.indicators[0]?.figures[0]?.source.submission).toBe(2);
  });

  it('stand once where a duty counts the same, with the part that the plan gave the body', () => {
    const scoped = planWith({
      items: [inventedItem('so-y-te-1', 'so-y-te', 41, { track: 'figure', indicators: ['1.1'] })],
      objectives: [
        {
          ...{ no: '1', title: null },
          indicators: [inventedIndicator('1.1', { owners: [{ party: 'so-y-te', role: 'report', scope: TOWN }] })],
        },
      ],
    });
    const both = { ...report('so-y-te', { 'so-y-te-1': 'accepted' }), indicators: owns(TOWN) };
    const submissions = [sent('so-y-te', [figure('so-y-te-1', 10), figure(null, 10, TOWN)])];
    const c = made({ reports: [both], submissions }, scoped);
    expect(told(c)).toEqual([['1.1', 'so-y-te', 10, TOWN]]);
    expect(c.indicators[0]).toMatchObject({ expected: 1, reported: 1 });
    const byDuty = {
      reports: [{ ...both, indicators: [] }],
      submissions: [sent('so-y-te', [figure('so-y-te-1', 10)])],
    };
    expect(told(made(byDuty, scoped))).toEqual([['1.1', 'so-y-te', 10, TOWN]]);
  });

  it('take no part for granted where a body has two', () => {
    const two = [...owns(TOWN), ...owns(COUNTRY)];
    const submissions = [sent('so-y-te', [figure(null, 10), figure(null, 12, COUNTRY)])];
    expect(told(made({ reports: [owner('so-y-te', two)], submissions }))).toEqual([
      ['1.1', 'so-y-te', 10, null],
      ['1.1', 'so-y-te', 12, COUNTRY],
    ]);
  });

  it('are no way round a duty kept off the system', () => {
    const plan = planWith({
      items: [
        inventedItem('mat', 'so-y-te', 41, { offSystem: true, indicators: ['1.*'] }),
        inventedItem('so-giao-duc-1', 'so-giao-duc', 45, { indicators: ['1.1'] }),
      ],
    });
    const kept = { ...report('so-y-te', { mat: 'accepted' }), indicators: owns(null) };
    expect(told(made({ reports: [kept], submissions: [sent('so-y-te', [figure(null, 7)])] }, plan))).toEqual([]);
  });
});
