import { paperDate } from '../domain/report-subject.ts';
import { isLocalDate, type LocalDate } from '../domain/time.ts';

/** U+0000–U+001F but for the line feed, U+FFFE, U+FFFF and halves of surrogate pairs: no XML file may hold them. */
const UNPRINTABLE = /[^\P{Cc}\n\u0085]|[\uFFFE\uFFFF]|\p{Cs}/gu;

/** White space where a pen will write a number or a day: wide enough for it, and not broken over two lines. */
export const BLANK = '\u00A0'.repeat(6);

/**
 * What somebody typed or pasted, fit for a document: composed characters (Nghị định 30/2020 asks for TCVN 6909:2001,
 * and decomposed ones break words apart in a PDF), and none that makes Word refuse the whole file.
 */
export function printable(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(UNPRINTABLE, '').trim();
}

/** The paragraphs of a text, without the empty ones. */
export function paragraphsOf(text: string): string[] {
  return printable(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `06/5/2025`, as official papers write it. */
export const shortDate = paperDate;

/** `ngày 06 tháng 5 năm 2025` */
export function longDate(date: LocalDate): string {
  const [day = '', month = '', year = ''] = paperDate(date).split('/');
  return `ngày ${day} tháng ${month} năm ${year}`;
}

/** The moment a draft speaks of: `16 giờ 00, ngày 28/11/2025`, without the hour where only a day is given. */
export function moment(asOf: string): string {
  const date = asOf.slice(0, 10);
  if (!isLocalDate(date)) return asOf;
  const time = /^T(\d{2}):(\d{2})/.exec(asOf.slice(10));
  return time ? `${time[1]} giờ ${time[2]}, ngày ${shortDate(date)}` : `ngày ${shortDate(date)}`;
}

/** `1.234,5`: at most four decimals, since ratios are shown as they were handed in and never rounded to look even. */
export function decimal(value: number): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: 4 });
}

/** Points within a clause run a, b, c, d, đ, e …: the Vietnamese alphabet, without f, j, w and z. */
export function pointLetter(index: number): string {
  const letters = 'abcdđeghiklmnopqrstuvxy';
  const round = Math.floor(index / letters.length);
  return `${letters.charAt(index % letters.length)}${round === 0 ? '' : String(round)}`;
}

/** `I`, `II` … for the parts of a report. */
export function roman(number: number): string {
  const steps: [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  const step = steps.find(([value]) => value <= number);
  return step ? step[1] + roman(number - step[0]) : '';
}

/** Capitals; `i` stays apart from Turkish, `đ` becomes `Đ`, whatever the machine's language. */
export function capitals(text: string): string {
  return text.toLocaleUpperCase('vi');
}

/** First letter large: the first words of a subject or a sentence, often cut out of the middle of one. */
export function sentence(text: string): string {
  return capitals(text.charAt(0)) + text.slice(1);
}
