import { describe, expect, it } from 'vitest';
import { inventedRound } from '../importer/invented-plan.ts';
import { made, planWith, ROUND_ROW } from '../test/consolidation/fixture.ts';
import type { RoundKind } from './plan.ts';

/** Nghị định 09/2019/NĐ-CP, Điều 12, written down by hand. */
const DAYS: [RoundKind, string, string | null][] = [
  ['annual', '2026', '2026-12-14'],
  ['six-month', '2026', '2026-06-14'],
  ['quarterly', '2026-Q4', '2026-12-14'],
  ['plan', '2026', null],
  ['ad-hoc', '2026', null],
];

describe('the day on which the figures of a period are closed', () => {
  it.each(DAYS)('of a round of kind %s, %s, is %s', (kind, period, day) => {
    const plan = planWith({ rounds: [inventedRound('nam', 77, { kind })] });
    expect(made({ round: { ...ROUND_ROW, period } }, plan).periodEnd).toBe(day);
  });

  it('is unknown of a round that is not held any more', () => {
    expect(made({ round: { ...ROUND_ROW, definition: 'khac' } }).periodEnd).toBeNull();
  });
});

describe('the addressees', () => {
  const to = (...addressees: string[]): string[] => made({ round: { ...ROUND_ROW, addressees } }).addressees;

  it('are named, whether by id or by name', () => {
    expect(to('so-giao-duc', 'Ủy ban nhân dân tỉnh')).toEqual(['Sở Giáo dục và Đào tạo', 'Ủy ban nhân dân tỉnh']);
  });

  it('are those who head the lead where what came in goes no further', () => {
    expect(to('so-y-te')).toEqual(['Lãnh đạo Sở Y tế']);
    expect(to()).toEqual(['Lãnh đạo Sở Y tế']);
  });
});
