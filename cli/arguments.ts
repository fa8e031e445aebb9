import { existsSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import { isLocalDate, type LocalDate } from '../domain/time.ts';

/** Plans are about years that somebody lived in; anything else is a slip of the pen. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

export function yearOption(text: string): number {
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= FIRST_YEAR && year <= LAST_YEAR) return year;
  throw new Refusal('usage', `--year “${text}” không phải một năm từ ${FIRST_YEAR} đến ${LAST_YEAR}.`);
}

/** A reader for an option that takes a date: one that does not exist is refused as it was typed. */
export function dateOption(option: string): (text: string) => LocalDate {
  return (text) => {
    if (isLocalDate(text)) return text;
    throw new Refusal('usage', `${option} “${text}” không phải một ngày có thật, viết dạng 2025-11-25.`);
  };
}

/** A reader for an option that takes words: an empty `--by ''` would make a record without its author. */
export function wordsOption(option: string): (text: string) => string {
  return (text) => {
    if (text.trim() !== '') return text.trim();
    throw new Refusal('usage', `${option} không được để trống.`);
  };
}

/** `--items a,b`: ids of single items. */
export function itemsOption(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new Refusal('usage', `--items “${text}” có một mã để trống.`);
  return items;
}

/** Arguments come composed (NFC); a file may still carry the decomposed name that another system gave it. */
export function filePath(text: string): string {
  const decomposed = text.normalize('NFD');
  return !existsSync(text) && existsSync(decomposed) ? decomposed : text;
}

/** The id of a plan: its file's name without folder and ending. */
export function stemOf(file: string): string {
  return path.basename(file, path.extname(file)).normalize('NFC');
}
