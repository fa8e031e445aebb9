import { describe, expect, it } from 'vitest';
import { HEALTH, made, ROUND_ROW } from '../test/consolidation/fixture.ts';
import { standIn } from './party.ts';
import { reportSymbol } from './report-subject.ts';

describe('title and letterhead', () => {
  it.each([
    ['Báo cáo năm 2026', 'năm 2026'],
    ['Báo cáo 6 tháng đầu năm 2026', '6 tháng đầu năm 2026'],
    ['Báo cáo kết quả thực hiện quý II năm 2026', 'quý II năm 2026'],
    ['Báo cáo Tổng kết', 'tổng kết'],
  ])('of %s name plan and period', (name, period) => {
    expect(made({ round: { ...ROUND_ROW, name } }).title).toBe(
      `Kết quả thực hiện Kế hoạch số 45/KH-UBND ngày 03/02/2026, ${period}`,
    );
  });

  it('take the abbreviation of the body, or its first letters', () => {
    expect(made({}).lead).toEqual({
      name: 'Sở Y tế',
      parentName: 'Ủy ban nhân dân tỉnh An Hà',
      place: 'An Hà',
      symbol: 'BC-SYT',
    });
    expect(symbolFor('Sở Giáo dục và Đào tạo')).toBe('BC-SGDĐT');
    expect(symbolFor('Phòng Lao động - Thương binh và Xã hội')).toBe('BC-LĐTBXH');
    expect(symbolFor('Ủy ban nhân dân tỉnh An Hà')).toBe('BC-UBND');
    expect(symbolFor('Sở Y tế', ['Sở YT', 'SYTAH'])).toBe('BC-SYTAH');
  });

  it('say up to which instant they speak', () => {
    expect(made({}).asOf).toBe('2026-12-01T16:00:00+07:00');
  });
});

function symbolFor(name: string, aliases: string[] = []): string {
  return reportSymbol({ ...standIn({ ...HEALTH, name }), aliases });
}
