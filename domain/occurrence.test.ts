import { describe, expect, it } from 'vitest';
import { before, onOrBefore } from '../test/domain-fixture.ts';
import { dateNamedBy, occurrencesOf, recurs } from './occurrence.ts';
import type { Deadline, Period, PeriodEdge } from './plan.ts';

const yearly = (deadline: Deadline): Deadline => ({ ...deadline, recurs: 'yearly' }) as Deadline;
const periodic = (every: Period, by?: Partial<PeriodEdge>): Deadline => ({
  kind: 'periodic',
  every,
  text: 'định kỳ',
  ...(by ? { by: { day: 20, edge: 'before', ...by } } : {}),
});
/** `2026-Q1: before 2026-03-20`, for each occasion of 2026. */
const dated = (deadline: Deadline, year = 2026): string[] =>
  occurrencesOf(deadline, year).map(
    ({ period, deadline: own }) =>
      `${period}: ${own.kind} ${'date' in own ? own.date : 'month' in own ? own.month : ''}`,
  );
/** Dates only. */
const days = (deadline: Deadline, year = 2026): string[] =>
  occurrencesOf(deadline, year).map(({ deadline: own }) => ('date' in own ? own.date : ''));

describe('what comes once', () => {
  it.each<Deadline>([
    before('2026-11-30'),
    { kind: 'within-quarter', quarter: '2026-Q2', text: 'Quý II/2026' },
    { kind: 'window', from: '2026-11-15', to: '2026-12-15', text: 'từ 15/11 đến 15/12' },
    { kind: 'ongoing', text: 'thường xuyên trong năm' },
    { kind: 'after-event', event: 'hướng dẫn', text: 'sau khi có hướng dẫn' },
    { kind: 'undetermined', text: 'theo quy định' },
    periodic('quarter'),
  ])('$kind is given as it is, whatever the year, without a period', (deadline) => {
    for (const year of [2025, 2026, 2031]) {
      expect(occurrencesOf(deadline, year)).toEqual([{ period: null, deadline }]);
    }
    expect(recurs(deadline)).toBe(false);
  });
});

describe('what comes back every year', () => {
  const deadline = yearly(before('2017-11-30'));

  it('has the same day in each year, its words and its edge kept', () => {
    expect(dated(deadline, 2019)).toEqual(['2019: before 2019-11-30']);
    expect(occurrencesOf(deadline, 2019)[0]?.deadline.text).toBe(deadline.text);
    expect(recurs(deadline)).toBe(true);
  });

  it('has nothing before the first that the plan names', () => {
    expect([2015, 2016, 2017].map((year) => dated(deadline, year).length)).toEqual([0, 0, 1]);
    const month = yearly({ kind: 'within-month', month: '2026-09', text: 'trong tháng 9 hằng năm' });
    expect([dated(month, 2025), dated(month, 2027)]).toEqual([[], ['2027: within-month 2027-09']]);
  });

  it('on 29/2 is the last of February where there is no such day', () => {
    const leap = yearly(onOrBefore('2024-02-29'));
    expect([2024, 2025, 2027, 2028].flatMap((year) => days(leap, year))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });
});

describe('what comes back every period', () => {
  it('by the month: each month’s own day, or its last where it has none', () => {
    expect(days(periodic('month', { day: 31 }))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2026-06-30',
      '2026-07-31',
      '2026-08-31',
      '2026-09-30',
      '2026-10-31',
      '2026-11-30',
      '2026-12-31',
    ]);
    expect(days(periodic('month', { day: 30 }), 2024)[1]).toBe('2024-02-29');
    expect(dated(periodic('month', {}))[2]).toBe('2026-03: before 2026-03-20');
  });

  it('by the quarter: the day of its last month where the words name no other', () => {
    expect(dated(periodic('quarter', { edge: 'on-or-before' }))).toEqual([
      '2026-Q1: on-or-before 2026-03-20',
      '2026-Q2: on-or-before 2026-06-20',
      '2026-Q3: on-or-before 2026-09-20',
      '2026-Q4: on-or-before 2026-12-20',
    ]);
    expect(dated(periodic('quarter', { monthOfPeriod: 'last' }))).toEqual(dated(periodic('quarter', {})));
  });

  it.each<[Period, number, string[]]>([
    ['quarter', 1, ['2026-01-20', '2026-04-20', '2026-07-20', '2026-10-20']],
    ['quarter', 2, ['2026-02-20', '2026-05-20', '2026-08-20', '2026-11-20']],
    ['half-year', 5, ['2026-05-20', '2026-11-20']],
    ['year', 6, ['2026-06-20']],
    ['month', 1, days(periodic('month', {}))],
  ])('of every %s, in its month %i', (every, monthOfPeriod, expected) => {
    expect(days(periodic(every, { monthOfPeriod }))).toEqual(expected);
  });

  it('by the half year and by the year', () => {
    expect(dated(periodic('half-year', {}))).toEqual(['2026-H1: before 2026-06-20', '2026-H2: before 2026-12-20']);
    expect(dated(periodic('year', {}))).toEqual(['2026: before 2026-12-20']);
  });

  it('in the next period: its first month, over the year’s end, under the name of the period it tells of', () => {
    const next = { day: 5, inNextPeriod: true } as const;
    expect(dated(periodic('month', next)).slice(-2)).toEqual([
      '2026-11: before 2026-12-05',
      '2026-12: before 2027-01-05',
    ]);
    expect(dated(periodic('quarter', next))).toEqual([
      '2026-Q1: before 2026-04-05',
      '2026-Q2: before 2026-07-05',
      '2026-Q3: before 2026-10-05',
      '2026-Q4: before 2027-01-05',
    ]);
    expect(days(periodic('half-year', next))).toEqual(['2026-07-05', '2027-01-05']);
    expect(days(periodic('year', next))).toEqual(['2027-01-05']);
  });

  it('in a month of the next period that the words name', () => {
    const second = { day: 31, inNextPeriod: true, monthOfPeriod: 2 } as const;
    expect(days(periodic('quarter', second))).toEqual(['2026-05-31', '2026-08-31', '2026-11-30', '2027-02-28']);
    expect(days(periodic('half-year', { ...second, monthOfPeriod: 'last' }))).toEqual(['2026-12-31', '2027-06-30']);
  });

  it('every day asks for no report, with or without an edge', () => {
    const daily = periodic('day', { day: 1 });
    expect([recurs(daily), recurs(periodic('day'))]).toEqual([false, false]);
    // Given as it stands, and it names no day: nothing is ever due.
    expect(occurrencesOf(daily, 2026)).toEqual([{ period: null, deadline: daily }]);
    expect(dateNamedBy(daily)).toBeNull();
  });

  it('names each occasion once a year, none of two years alike', () => {
    for (const every of ['month', 'quarter', 'half-year', 'year'] as const) {
      const names = [2025, 2026].flatMap((year) =>
        occurrencesOf(periodic(every, { inNextPeriod: true }), year).map(({ period }) => period),
      );
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('the date that words name by themselves', () => {
  it.each<[Deadline, string | null]>([
    [before('2026-11-30'), '2026-11-30'],
    [onOrBefore('2026-11-30'), '2026-11-30'],
    [{ kind: 'within-month', month: '2024-02', text: 'x' }, '2024-02-29'],
    [{ kind: 'within-quarter', quarter: '2026-Q3', text: 'x' }, '2026-09-30'],
    [{ kind: 'within-year', year: 2026, text: 'x' }, '2026-12-31'],
    [{ kind: 'undetermined', text: 'x' }, null],
    [{ kind: 'ongoing', text: 'x' }, null],
  ])('%o', (deadline, expected) => {
    expect(dateNamedBy(deadline)).toBe(expected);
  });
});
