import { expect, it } from 'vitest';
import { roundName } from './round-name.ts';

it.each([
  ['Báo cáo năm', '2026', 'Báo cáo năm 2026'],
  ['Báo cáo 6 tháng đầu năm', '2026', 'Báo cáo 6 tháng đầu năm 2026'],
  ['Báo cáo định kỳ', '2019', 'Báo cáo định kỳ năm 2019'],
  ['Kế hoạch công tác năm 2018', '2018', 'Kế hoạch công tác năm 2018'],
  ['Báo cáo 6 tháng', '2026-H1', 'Báo cáo 6 tháng đầu năm 2026'],
  ['Báo cáo 6 tháng', '2026-H2', 'Báo cáo 6 tháng cuối năm 2026'],
  ['Báo cáo quý', '2026-Q1', 'Báo cáo quý I năm 2026'],
  ['Báo cáo hằng quý', '2026-Q4', 'Báo cáo quý IV năm 2026'],
  ['Báo cáo quý năm 2026', '2026-Q3', 'Báo cáo quý III năm 2026'],
  ['Báo cáo tháng', '2026-03', 'Báo cáo tháng 3 năm 2026'],
  ['Báo cáo hàng tháng', '2026-12', 'Báo cáo tháng 12 năm 2026'],
  ['Báo cáo tiến độ', '2026-07', 'Báo cáo tiến độ tháng 7 năm 2026'],
])('%s of %s: %s', (name, period, expected) => {
  expect(roundName(name, period)).toBe(expected);
});

it('gives each period of a year a name of its own', () => {
  const periods = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`);
  for (const name of ['Báo cáo tháng', 'Báo cáo năm 2026', 'Báo cáo tháng năm 2026']) {
    expect(new Set(periods.map((period) => roundName(name, period))).size).toBe(12);
  }
});
