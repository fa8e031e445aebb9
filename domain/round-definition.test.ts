import { describe, expect, it } from 'vitest';
import { before, inventedYear, onOrBefore, realYear } from '../test/domain-fixture.ts';
import { inventedItem, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import { derive, isRecurring } from './derivation.ts';
import type { Deadline, Plan, PlanRound } from './plan.ts';
import { returnsYearly, roundDefinitions } from './round-definition.ts';
import type { AddedRound, Schedule } from './schedule.ts';

const UNDATED: Deadline = { kind: 'undetermined', text: 'theo quy định' };
const lead = (id: string, changes: Partial<PlanRound> = {}): PlanRound =>
  inventedRound(id, 90, { from: 'lead', covers: 'document', to: [`nơi nhận ${id}`], deadline: UNDATED, ...changes });

const held = (rounds: PlanRound[], schedule: Partial<Schedule> = {}, changes: Partial<Plan> = {}) =>
  roundDefinitions(inventedYear(inventedPlan({ rounds, ...changes }), schedule).activation);
const ids = (definitions: ReturnType<typeof held>) => definitions.map(({ id }) => id);

describe('Kon Tum, whose plan names no report date at all', () => {
  const { derived } = realYear('kon-tum-2021');
  const [half, year] = derived.rounds;

  it('gets a six-month and a year round, the lead’s on 25/6 and 25/12, a Saturday', () => {
    expect(derived.rounds.map(({ id, name }) => [id, name])).toEqual([
      ['kon-tum-2021/6-thang/2021', 'Báo cáo 6 tháng đầu năm 2021'],
      ['kon-tum-2021/nam/2021', 'Báo cáo năm 2021'],
    ]);
    expect([half?.leadDeadline?.targetDay, year?.leadDeadline?.targetDay]).toEqual(['2021-06-25', '2021-12-24']);
    expect(half?.leadDeadline?.why[0]).toContain('Điều 13 Nghị định 09/2019/NĐ-CP');
  });

  it('asks its members for 16/6 and 15/12, the day after the cut-off and seven working days before', () => {
    expect([half?.deadline.targetDay, year?.deadline.targetDay]).toEqual(['2021-06-16', '2021-12-15']);
    expect([half?.cutOff, year?.cutOff]).toEqual(['2021-06-14', '2021-12-14']);
    expect([half?.deadline.origin, year?.deadline.origin]).toEqual(['proposal', 'proposal']);
  });

  it('sends each up to both bodies that the text names', () => {
    expect(
      derived.obligations.filter(({ upward }) => upward).map(({ id }) => id.split('/').slice(1, 3).join(' ')),
    ).toEqual(['len-quoc-gia 2021-6-thang', 'len-tinh 2021-6-thang', 'len-quoc-gia 2021-nam', 'len-tinh 2021-nam']);
  });

  it('comes to an end with its year', () => {
    expect(isRecurring(realYear('kon-tum-2021').activation)).toBe(false);
  });
});

describe('rounds that are proposed', () => {
  it('are those that the lead owes a report for, where it has a date', () => {
    expect(ids(held([lead('len-tren', { kind: 'six-month', deadline: before('2026-06-25') })]))).toEqual(['6-thang']);
    expect(ids(held([lead('len-tren', { kind: 'annual', deadline: before('2026-12-25') })]))).toEqual(['nam']);
    expect(ids(held([lead('len-tren', { kind: 'ad-hoc', deadline: before('2026-12-25') })]))).toEqual(['nam']);
    expect(ids(held([lead('len-tren')]))).toEqual(['6-thang', 'nam']);
    expect(ids(held([]))).toEqual(['6-thang', 'nam']);
  });

  it('come back as the lead’s own report does', () => {
    const yearly = lead('len-tren', { deadline: { ...before('2026-12-25'), recurs: 'yearly' } as Deadline });
    const [definition] = held([yearly]);
    expect(definition && returnsYearly(definition)).toBe(true);
    const { activation } = inventedYear(inventedPlan({ rounds: [yearly] }));
    expect(derive(activation, 2027).rounds.map(({ id }) => id)).toEqual(['an-ha/nam/2026', 'an-ha/nam/2027']);
  });

  it('go to the body that issued the plan where the text names no reader', () => {
    expect(held([])[0]?.upward).toEqual([
      { id: 'len-tren', to: ['Ủy ban nhân dân tỉnh An Hà'], deadline: null, origin: 'plan' },
    ]);
  });

  it('are none where nothing is told in a report', () => {
    const own = inventedItem('so-y-te-1', 'so-y-te', 41, { track: 'own' });
    expect(held([], {}, { items: [own] })).toEqual([]);
    const made = { items: { 'so-y-te-1': { track: 'line' as const } } };
    expect(ids(held([], made, { items: [own] }))).toEqual(['6-thang', 'nam']);
  });

  it('are none where the plan asks its members for any report', () => {
    expect(ids(held([inventedRound('quy', 77, { kind: 'quarterly' })]))).toEqual(['quy']);
  });

  it('that are over when the plan is activated are not asked for', () => {
    const rounds = (activatedOn: string) =>
      inventedYear(inventedPlan({ rounds: [] }), { activatedOn }).derived.rounds.map(({ id }) => id);
    expect(rounds('2026-06-16')).toEqual(['an-ha/6-thang/2026', 'an-ha/nam/2026']);
    expect(rounds('2026-06-17')).toEqual(['an-ha/nam/2026']);
  });
});

describe('rounds that the lead leaves out', () => {
  it('are not held, whether the plan’s or proposed', () => {
    const omitted = { omitted: true as const };
    const plan = [inventedRound('6-thang', 76, { kind: 'six-month' }), inventedRound('nam', 77)];
    expect(ids(held(plan, { rounds: { '6-thang': omitted } }))).toEqual(['nam']);
    expect(ids(held([], { rounds: { '6-thang': omitted } }))).toEqual(['nam']);
    const year = inventedYear(inventedPlan(), { rounds: { nam: omitted } });
    expect(year.derived).toEqual({ rounds: [], obligations: [] });
  });
});

describe('a round that the lead adds', () => {
  const ADDED: AddedRound = {
    id: 'dot-xuat',
    name: 'Báo cáo theo Công văn 12/BNV',
    kind: 'ad-hoc',
    from: ['so-giao-duc'],
    items: ['so-giao-duc-1'],
    deadline: onOrBefore('2026-08-14'),
    addedOn: '2026-07-27',
    upward: { to: ['Bộ Nội vụ'], deadline: onOrBefore('2026-08-20') },
    basis: 'Công văn số 12/BNV ngày 24/7/2026',
  };
  const added = (changes: Partial<AddedRound> = {}) =>
    inventedYear(inventedPlan(), { addedRounds: [{ ...ADDED, ...changes }] }).derived;
  const roundOf = (derived: ReturnType<typeof added>) =>
    derived.rounds.find(({ definition }) => definition === 'dot-xuat');
  const reports = (derived: ReturnType<typeof added>) =>
    derived.obligations.filter(({ round, upward }) => round === 'an-ha/dot-xuat/2026' && !upward);

  it('asks whom it names for what it names, opening not before it was added', () => {
    const derived = added();
    const round = roundOf(derived);
    expect(reports(derived).map(({ organisation, items, opensOn }) => [organisation, items, opensOn])).toEqual([
      ['so-giao-duc', ['so-giao-duc-1'], '2026-07-27'],
    ]);
    expect([round?.opensOn, round?.deadline.origin, round?.leadDeadline?.targetDay]).toEqual([
      '2026-07-27',
      'lead',
      '2026-08-20',
    ]);
    // two working days before the lead's own day, since the third after the members' comes later
    expect(round?.consolidationOn).toBe('2026-08-18');
    expect(round?.leadObligation).toBe('an-ha/dot-xuat-len-tren/2026-dot-xuat/so-y-te');
  });

  it('of all members and everything asks each for its lines, and owners for their figures', () => {
    const derived = added({ from: null, items: null });
    expect(reports(derived).map(({ organisation, items, indicators }) => [organisation, items, indicators])).toEqual([
      ['so-y-te', ['so-y-te-1'], [{ no: '1.1', role: 'report', scope: null }]],
      ['so-giao-duc', ['so-giao-duc-1'], []],
    ]);
  });

  it('goes nowhere where nobody asked for it from above', () => {
    const round = roundOf(added({ upward: null }));
    expect([round?.leadObligation, round?.leadDeadline]).toEqual([null, null]);
  });

  it('has the lead’s date proposed where the dispatch names none', () => {
    const round = roundOf(added({ upward: { to: ['Bộ Nội vụ'], deadline: null } }));
    // Saturday 22/8 is worked, for Monday 31/8
    expect([round?.consolidationOn, round?.leadDeadline?.targetDay]).toEqual(['2026-08-19', '2026-08-25']);
  });

  it('belongs to the year that it was added in, and comes back only by its own words', () => {
    const through = (deadline: Deadline) =>
      derive(inventedYear(inventedPlan(), { addedRounds: [{ ...ADDED, upward: null, deadline }] }).activation, 2027)
        .rounds.filter(({ definition }) => definition === 'dot-xuat')
        .map(({ period }) => period);
    expect(through(ADDED.deadline)).toEqual(['2026']);
    const monthly: Deadline = { kind: 'periodic', every: 'month', by: { day: 28, edge: 'on-or-before' }, text: 'x' };
    // what was over when it was added is not asked for
    expect(through(monthly)).toHaveLength(6 + 12);
    expect(through(monthly)[0]).toBe('2026-07');
  });
});

describe('what the lead sends up', () => {
  const kindsOf = (rounds: PlanRound[]) =>
    held(rounds).map(({ id, upward }) => `${id}: ${upward.map((up) => up.id).join()}`);
  const of = (id: string, kind: PlanRound['kind']) => inventedRound(id, 77, { kind });

  it('on a round is what is of its kind, or of no kind', () => {
    const rounds = [of('6-thang', 'six-month'), of('nam', 'annual')];
    expect(kindsOf([...rounds, lead('a', { kind: 'annual' })])).toEqual(['6-thang: ', 'nam: a']);
    expect(kindsOf([...rounds, lead('a', { kind: 'ad-hoc' })])).toEqual(['6-thang: a', 'nam: a']);
    expect(kindsOf([...rounds, lead('a', { kind: 'annual' }), lead('b', { kind: 'ad-hoc' })])).toEqual([
      '6-thang: b',
      'nam: a,b',
    ]);
  });

  it('of another kind than any round goes with whatever there is', () => {
    expect(kindsOf([of('quy', 'quarterly'), lead('a', { kind: 'annual' })])).toEqual(['quy: a']);
  });

  it('is nothing where a document is handed in', () => {
    const plan = inventedRound('ke-hoach', 76, { kind: 'plan', covers: 'document' });
    expect(kindsOf([plan, of('nam', 'annual'), lead('a', { kind: 'ad-hoc' })])).toEqual(['ke-hoach: ', 'nam: a']);
  });
});
