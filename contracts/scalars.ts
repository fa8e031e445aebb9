import { z } from 'zod';

/** All but a tab and the end of a line: a Word file can't hold them, and a database not the first. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** Names the character, which nobody sees. */
function controlSentence(value: unknown): string {
  const words = String(value);
  const code = CONTROL.exec(words)?.[0].codePointAt(0) ?? 0;
  const shown = words.replace(new RegExp(CONTROL, 'gu'), '�').slice(0, 60);
  return `“${shown}” có ký tự điều khiển U+${code.toString(16).toUpperCase().padStart(4, '0')}, chỉ nhận chữ`;
}

/** Text that may be empty, such as a lead that the document does not name. */
export const textOrEmpty = z
  .string()
  .normalize('NFC')
  .refine((value) => !CONTROL.test(value), {
    error: ({ input }) => controlSentence(input),
  });

/** Text of one value. NFC, because two spellings of one Vietnamese word must compare equal. */
export const text = textOrEmpty.min(1);

/** Ids travel into URLs, workflow ids and file names: lower-case letters, digits, hyphens. */
export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** A date that exists: 2025-02-29 is refused. */
export const localDate = z.iso.date();

/** `2025-11-13T07:42:00+07:00`: instants are printed in the one zone there is. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/);

/** `2026-09` */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** `2026-Q2` */
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/);

/** A year that a plan can be about; anything else is a slip of the pen. */
export const year = z.int().min(1990).max(2100);

/** A list that may be left out where it is empty: files are written by people. */
export function list<T extends z.ZodType>(item: T): z.ZodDefault<z.ZodArray<T>> {
  return z.array(item).default([] as never);
}

/** A value that may be left out where it is null. */
export function orNull<T extends z.ZodType>(value: T): z.ZodDefault<z.ZodNullable<T>> {
  return z.nullable(value).default(null as never);
}
