import { describe, expect, it } from 'vitest';
import { inventedRound } from '../importer/invented-plan.ts';
import { made, planWith, ROUND_ROW } from '../test/consolidation/fixture.ts';
import type { RoundKind } from './plan.ts';

/** Nghị định 09/2019/NĐ-CP, Điều 12, written down by hand. */
const DAYS: [RoundKind, string, string | null][] = [
  ['annual', '2026', '2026-12-14'],
  ['six-month', '2026', '2026-06-14'],
  ['six-month', '2026-H1', '2026-06-14'],
  ['six-month', '2026-H2', '2026-12-14'],
  ['quarterly', '2026-Q1', '2026-03-14'],
  ['quarterly', '2026-Q4', '2026-12-14'],
  ['quarterly', '2026', null],
  ['monthly', '2026-09', '2026-09-14'],
  ['plan', '2026', null],
  ['ad-hoc', '2026', null],
];

describe('the day on which the figures of a period are closed', () => {
  it.each(DAYS)('of a round of kind %s, %s, is %s', (kind, period, day) => {
    const plan = planWith({ rounds: [inventedRound('nam', 77, { kind })] });
    expect(made({ round: { ...ROUND_ROW, period } }, plan).periodEnd).toBe(day);
  });

  it('is unknown of a round that nobody defined', () => {
    expect(made({ round: { ...ROUND_ROW, definition: 'khac' } }).periodEnd).toBeNull();
  });
});
