import { describe, expect, it } from 'vitest';
import { lastMonthEndBefore, lawfulCutOff } from './cut-off.ts';
import type { RoundKind } from './plan.ts';

describe('the lawful cut-off, Nghị định 09/2019/NĐ-CP Điều 12', () => {
  it.each<[RoundKind, string, string | null]>([
    ['annual', '2026', '2026-12-14'],
    ['six-month', '2026', '2026-06-14'],
    ['six-month', '2026-H1', '2026-06-14'],
    ['six-month', '2026-H2', '2026-12-14'],
    ['quarterly', '2026-Q1', '2026-03-14'],
    ['quarterly', '2026-Q2', '2026-06-14'],
    ['quarterly', '2026-Q3', '2026-09-14'],
    ['quarterly', '2026-Q4', '2026-12-14'],
    ['monthly', '2026-01', '2026-01-14'],
    ['monthly', '2026-12', '2026-12-14'],
  ])('%s of %s: %s', (kind, period, expected) => {
    expect(lawfulCutOff(kind, period)).toBe(expected);
  });

  it('is none where a report has no period: a plan handed in, an occasion, a quarter that is not named', () => {
    const without = [
      ['plan', '2026'],
      ['ad-hoc', '2026'],
      ['quarterly', '2026'],
      ['monthly', '2026'],
      ['monthly', '2026-Q1'],
    ] as const;
    expect(without.map(([kind, period]) => lawfulCutOff(kind, period))).toEqual(Array(5).fill(null));
  });
});

describe('the month end before a date', () => {
  it.each([
    ['2025-05-19', '2025-04-30'],
    ['2017-11-15', '2017-10-31'],
    ['2026-01-02', '2025-12-31'],
    ['2024-03-01', '2024-02-29'],
    ['2025-03-31', '2025-02-28'],
    ['2025-04-30', '2025-03-31'],
  ])('before %s is %s', (day, expected) => {
    expect(lastMonthEndBefore(day)).toBe(expected);
  });
});
