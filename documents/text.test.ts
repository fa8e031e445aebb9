import { describe, expect, it } from 'vitest';
import { capitals, decimal, longDate, moment, paragraphsOf, pointLetter, printable, roman, shortDate } from './text.ts';

describe('dates after Nghị định 30/2020', () => {
  it('give days below 10 and the months 1 and 2 a zero, and other months none', () => {
    expect(longDate('2025-05-06')).toBe('ngày 06 tháng 5 năm 2025');
    expect(longDate('2025-02-28')).toBe('ngày 28 tháng 02 năm 2025');
    expect(shortDate('2025-11-01')).toBe('01/11/2025');
    expect(shortDate('2026-01-09')).toBe('09/01/2026');
  });

  it('refuse what is no date rather than print it', () => {
    expect(() => longDate('sớm')).toThrow(RangeError);
  });

  it('say the hour only where one is given', () => {
    expect(moment('2025-11-28T16:00:00+07:00')).toBe('16 giờ 00, ngày 28/11/2025');
    expect(moment('2025-11-28')).toBe('ngày 28/11/2025');
  });
});

describe('numbers', () => {
  it('have a decimal comma and points between thousands', () => {
    expect(decimal(1234.5)).toBe('1.234,5');
    expect(decimal(30.5468)).toBe('30,5468');
    expect(decimal(-0.25)).toBe('-0,25');
  });

  it('count parts in Roman and points in the Vietnamese alphabet', () => {
    expect([1, 4, 6, 9, 14].map(roman)).toEqual(['I', 'IV', 'VI', 'IX', 'XIV']);
    expect([0, 3, 4, 5, 22, 23].map(pointLetter)).toEqual(['a', 'd', 'đ', 'e', 'y', 'a1']);
  });
});

describe('what people typed', () => {
  it('is composed, so that a PDF keeps words whole', () => {
    expect(printable('Nguyễn Trường Tộ'.normalize('NFD'))).toBe('Nguyễn Trường Tộ');
  });

  it('loses the characters that no XML file may hold', () => {
    expect(printable('a\u0000b\u000Bc\uFFFEd\uD800e')).toBe('abcde');
  });

  it('keeps its paragraphs and drops the empty ones', () => {
    expect(paragraphsOf('một\r\n\r\n  hai\n')).toEqual(['một', 'hai']);
  });

  it('takes Vietnamese capitals', () => {
    expect(capitals('Ủy ban nhân dân tỉnh Đắk Lắk')).toBe('ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK');
  });
});
