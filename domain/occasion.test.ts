import { describe, expect, it } from 'vitest';
import { before, inventedYear, onOrBefore } from '../test/domain-fixture.ts';
import { inventedItem, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import { derive } from './derivation.ts';
import type { Deadline, PeriodEdge, PlanRound } from './plan.ts';
import type { RoundDecision } from './schedule.ts';

const UNDATED: Deadline = { kind: 'undetermined', text: 'theo quy định' };
const yearly = (deadline: Deadline): Deadline => ({ ...deadline, recurs: 'yearly' }) as Deadline;
const quarterly = (by: Partial<PeriodEdge> = {}): Deadline => ({
  kind: 'periodic',
  every: 'quarter',
  by: { day: 20, edge: 'before', ...by },
  text: 'trước ngày 20 tháng cuối quý',
});

const members = (deadline: Deadline, changes: Partial<PlanRound> = {}): PlanRound =>
  inventedRound('nam', 77, { deadline, ...changes });
const lead = (deadline: Deadline, changes: Partial<PlanRound> = {}): PlanRound =>
  inventedRound('len-tren', 90, { from: 'lead', covers: 'document', deadline, ...changes });

/** `2027: 2027-11-29 plan; lead 2027-12-17 proposal`, for each round of both years. */
function rounds(planned: PlanRound[], decisions: Record<string, RoundDecision> = {}, through = 2027): string[] {
  const items = [inventedItem('so-giao-duc-1', 'so-giao-duc', 45)];
  const plan = inventedPlan({ items, objectives: [], rounds: planned });
  const { activation } = inventedYear(plan, { rounds: decisions });
  return derive(activation, through).rounds.map(({ period, deadline, leadDeadline }) =>
    [
      `${period}: ${deadline.targetDay} ${deadline.origin}`,
      ...(leadDeadline ? [`lead ${leadDeadline.targetDay} ${leadDeadline.origin}`] : []),
    ].join('; '),
  );
}

describe('what the lead decides for a round that comes back', () => {
  const plan = [members(yearly(before('2026-11-30')))];

  it('holds for the year that it names, and the plan’s words for the others', () => {
    const decided = { nam: { deadline: onOrBefore('2027-11-12') } };
    expect(rounds(plan, decided)).toEqual(['2026: 2026-11-27 plan', '2027: 2027-11-12 lead']);
  });

  it('in the first months of a year is meant for the report of the year before', () => {
    const decided = { nam: { deadline: onOrBefore('2027-01-15') } };
    expect(rounds(plan, decided)).toEqual(['2026: 2027-01-15 lead', '2027: 2027-11-29 plan']);
    const spring = [members(yearly(before('2026-03-15')))];
    expect(rounds(spring, { nam: { deadline: onOrBefore('2027-02-26') } })).toEqual([
      '2026: 2026-03-13 plan',
      '2027: 2027-02-26 lead',
    ]);
  });

  it('holds for every year where it says so itself', () => {
    const decided = { nam: { deadline: yearly(onOrBefore('2026-11-12')) } };
    expect(rounds(plan, decided)).toEqual(['2026: 2026-11-12 lead', '2027: 2027-11-12 lead']);
  });

  it('is measured by the lead’s own date where the members have none', () => {
    const open = [members(UNDATED), lead(yearly(before('2026-11-30')))];
    const decided = { nam: { deadline: onOrBefore('2027-11-12') } };
    expect(rounds(open, decided)).toEqual([
      '2026: 2026-11-17 proposal; lead 2026-11-27 plan',
      '2027: 2027-11-12 lead; lead 2027-11-29 plan',
    ]);
  });

  it('of one quarter holds for that quarter only', () => {
    const decided = { nam: { deadline: onOrBefore('2026-07-03') } };
    expect(rounds([members(quarterly(), { kind: 'quarterly' })], decided, 2026)).toEqual([
      '2026-Q1: 2026-03-19 plan',
      '2026-Q2: 2026-07-03 lead',
      '2026-Q3: 2026-09-18 plan',
      '2026-Q4: 2026-12-18 plan',
    ]);
  });

  it('by the quarter holds for each in its own', () => {
    const decided = { nam: { deadline: quarterly({ day: 25, edge: 'on-or-before' }) } };
    expect(rounds([members(quarterly(), { kind: 'quarterly' })], decided, 2026)).toEqual([
      '2026-Q1: 2026-03-25 lead',
      '2026-Q2: 2026-06-25 lead',
      '2026-Q3: 2026-09-25 lead',
      '2026-Q4: 2026-12-25 lead',
    ]);
  });
});

describe('what the lead decides for a round that is held once', () => {
  it('is taken wherever in time it lies', () => {
    const decided = { nam: { deadline: onOrBefore('2027-06-30') } };
    expect(rounds([members(before('2026-01-20'))], decided)).toEqual(['2026: 2027-06-30 lead']);
  });
});

describe('the lead’s own date', () => {
  it('of a quarter is that quarter’s', () => {
    const plan = [
      members(quarterly(), { kind: 'quarterly' }),
      lead(quarterly({ day: 28 }), { kind: 'quarterly', id: 'len-quy' }),
    ];
    expect(rounds(plan, {}, 2026)).toEqual([
      '2026-Q1: 2026-03-19 plan; lead 2026-03-27 plan',
      '2026-Q2: 2026-06-19 plan; lead 2026-06-26 plan',
      '2026-Q3: 2026-09-18 plan; lead 2026-09-25 plan',
      '2026-Q4: 2026-12-18 plan; lead 2026-12-25 plan',
    ]);
  });

  it('once a year, beside quarterly reports, is the last quarter’s; the others are proposed', () => {
    const plan = [members(quarterly(), { kind: 'quarterly' }), lead(yearly(before('2026-12-31')))];
    expect(rounds(plan, {}, 2026)).toEqual([
      // the third working day after Friday 20/3 is Wednesday 25/3, and five more
      '2026-Q1: 2026-03-19 plan; lead 2026-04-01 proposal',
      '2026-Q2: 2026-06-19 plan; lead 2026-07-02 proposal',
      '2026-Q3: 2026-09-18 plan; lead 2026-10-01 proposal',
      '2026-Q4: 2026-12-18 plan; lead 2026-12-30 plan',
    ]);
  });

  it('named for one year only does not consolidate the next year a year too early', () => {
    const plan = [members(yearly(before('2026-11-30'))), lead(before('2026-12-15'))];
    expect(rounds(plan)).toEqual([
      '2026: 2026-11-27 plan; lead 2026-12-14 plan',
      '2027: 2027-11-29 plan; lead 2027-12-10 proposal',
    ]);
  });

  it('can be decided for each of the members’ rounds', () => {
    const plan = [
      members(before('2026-05-20'), { id: '6-thang', kind: 'six-month' }),
      members(before('2026-11-25')),
      lead(UNDATED, { kind: 'ad-hoc' }),
    ];
    const upward = { '6-thang': onOrBefore('2026-06-05'), nam: onOrBefore('2026-12-10') };
    expect(rounds(plan, { 'len-tren': { upward } })).toEqual([
      '2026: 2026-05-19 plan; lead 2026-06-05 lead',
      '2026: 2026-11-23 plan; lead 2026-12-10 lead',
    ]);
  });
});
