import { describe, expect, it } from 'vitest';
import { RUNG_IDS } from './rung.ts';
import { instantAt } from './time.ts';
import {
  count,
  joinWords,
  longDate,
  longInstant,
  lowerFirst,
  RUNG_LABELS,
  shortDate,
  upperFirst,
} from './vietnamese.ts';

describe('dates', () => {
  it('names the day of the week before the date', () => {
    expect(longDate('2025-11-24')).toBe('thứ Hai 24/11/2025');
    expect(longDate('2023-12-09')).toBe('thứ Bảy 09/12/2023');
  });
  it('writes Sunday as Chủ nhật, also on a leap day', () => {
    expect(longDate('2023-12-10')).toBe('Chủ nhật 10/12/2023');
    expect(longDate('2032-02-29')).toBe('Chủ nhật 29/02/2032');
  });
  it('writes a short date day first', () => expect(shortDate('2025-01-05')).toBe('05/01/2025'));
  it('refuses what is not a date', () => expect(() => longDate('24/11/2025')).toThrow(RangeError));
});

describe('instants', () => {
  it('writes hours and minutes in words', () => {
    expect(longInstant(instantAt('2025-11-27', '16:00'))).toBe('16 giờ 00 thứ Năm 27/11/2025');
  });
  it('takes the date on the wall in Viet Nam, not in UTC', () => {
    expect(longInstant(instantAt('2025-11-27', '06:30'))).toBe('06 giờ 30 thứ Năm 27/11/2025');
  });
});

describe('sentences', () => {
  it('joins with commas and one và', () => {
    expect(joinWords([])).toBe('');
    expect(joinWords(['a'])).toBe('a');
    expect(joinWords(['a', 'b'])).toBe('a và b');
    expect(joinWords(['a', 'b', 'c'])).toBe('a, b và c');
  });
  it('writes counts with two digits', () => expect([count(4), count(12), count(120)]).toEqual(['04', '12', '120']));
  it('lowers and raises letters with diacritics', () => {
    expect(lowerFirst('Đề nghị gửi')).toBe('đề nghị gửi');
    expect(upperFirst('ủy ban nhân dân')).toBe('Ủy ban nhân dân');
  });
  it('leaves abbreviations and the empty text alone', () => {
    expect(lowerFirst('UBND tỉnh')).toBe('UBND tỉnh');
    expect(lowerFirst('')).toBe('');
    expect(upperFirst('')).toBe('');
  });
});

it('has a label for every rung', () => {
  for (const rung of RUNG_IDS) expect(RUNG_LABELS[rung]).toMatch(/\S/);
});
