import type { LocalDate } from '../../domain/time.ts';
import { dateOf, writtenDates } from './written-date.ts';
import type { WrittenDate } from './written-date.ts';

/** Another document that a line cites with its day: `Chỉ thị số 21-CT/TW ngày 20/01/2018`. */
export interface Citation {
  ref: string;
  /** `số 21-CT/TW ngày 20/01/2018` */
  words: string;
  written: WrittenDate;
  /** Null where there is no such day. */
  date: LocalDate | null;
}

/** `số 1003 /KH-UBND ngày `, up to the date itself. */
const BEFORE_THE_DATE = /số\s+(?<ref>\d[^\s,;]*(?:\s?\/\s?[^\s,;]+)?)\s+(?:ngày\s+)?$/iu;

/** Dates without a year are no citation's. */
export function citationsIn(text: string): Citation[] {
  return writtenDates(text).flatMap((written) => {
    const before = BEFORE_THE_DATE.exec(text.slice(0, written.at));
    const ref = before?.groups?.['ref'];
    if (!before || ref === undefined || written.year === null) return [];
    const words = text.slice(before.index, written.at + written.words.length);
    return [{ ref: ref.replace(/\s/g, ''), words, written, date: dateOf(written, written.year) }];
  });
}
