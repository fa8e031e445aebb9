import type { Finding, Plan, Source } from '../../domain/plan.ts';
import type { PublishedDocument } from '../published-documents.ts';

/** A plan together with the text that it was read from. */
export interface TextSubject {
  plan: Plan;
  /** The lines as extracted, white space folded, NFC: line n of the text is `lines[n - 1]`. */
  lines: readonly string[];
  /** Number of the first line that is no longer the plan's own words: recipients, or signature. */
  end: number;
  published: readonly PublishedDocument[];
}

/** One family of findings that only the text can show. */
export type TextCheck = (subject: TextSubject) => Finding[];

export interface Line {
  number: number;
  text: string;
}

export const foldLine = (line: string): string => line.normalize('NFC').replace(/\s+/g, ' ').trim();

const SIGNATURE =
  /^\W*(?:TM\.|KT\.|TUQ\.|TL\.|Q\.|CHỦ TỊCH|PHÓ CHỦ TỊCH|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|GIÁM ĐỐC|BỘ TRƯỞNG)/u;
const RECIPIENTS = /^\W*Nơi nhận\b/iu;

export const isSignature = (text: string): boolean => SIGNATURE.test(text);

/** The line after which only recipients, signature, footnotes and annexes can stand. */
export function endOf(lines: readonly string[]): number {
  const index = lines.findIndex((line) => isSignature(line) || RECIPIENTS.test(line));
  return index < 0 ? lines.length + 1 : index + 1;
}

/** The plan's own words: no blank lines, no footnotes, nothing from the recipients on. */
export function bodyOf({ lines, end }: TextSubject): Line[] {
  return lines
    .map((text, index) => ({ number: index + 1, text }))
    .filter(({ number, text }) => number < end && text !== '' && !isFootnote(text));
}

/** `[1] Nghị định …`, `¹ theo khoản 3 …`, `(1) …` */
export const isFootnote = (text: string): boolean => /^(?:\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s?\S/u.test(text);

/** `V. CHẾ ĐỘ BÁO CÁO`, `2. Mục tiêu 2: Trong lĩnh vực kinh tế`: no sentence. */
export const isHeading = (text: string): boolean =>
  text === text.toUpperCase() ||
  (/^(?:[IVX]+|\d+|[a-zđ])[.)]\s/u.test(text) && isShort(text) && !/[.;:,/]$/.test(text));

const isShort = (text: string): boolean => text.split(' ').length <= 25;

/** The lines in which the assignees stand one after another, from the first of them to the last duty. */
export function assignmentOf({ plan }: TextSubject): { from: number; to: number } {
  const parties = plan.parties.map(({ source }) => source.line);
  const items = plan.items.map(({ source }) => source.line);
  return { from: Math.min(...parties), to: Math.max(...parties, ...items) };
}

/** A line's parts that say one thing each. */
export const clausesOf = (text: string): string[] => text.split(/;\s+|\.\s+(?=\p{Lu})/u).map((clause) => clause.trim());

/** The first words of a sentence; `shown` says that there are more. */
export function beginningOf(text: string): { words: string; shown: string } {
  const words = text
    .replace(/^[-+*]\s*/, '')
    .split(' ')
    .slice(0, SHOWN_WORDS)
    .join(' ');
  return { words, shown: text.endsWith(words) ? words.replace(/[.;:,]$/, '') : `${words} …` };
}

const SHOWN_WORDS = 10;
const FEWEST_WORDS = 4;
const MOST_WORDS = 12;

/**
 * Where words stand, quoted with as many of their neighbours as make the quotation long enough and unique: first those
 * that follow, then those before.
 */
export function sourceOf({ lines }: Pick<TextSubject, 'lines'>, line: number, words: string): Source {
  const text = lines[line - 1] ?? '';
  const kept = words.split(' ').slice(0, MOST_WORDS).join(' ');
  const at = Math.max(0, text.indexOf(kept));
  const before = text.slice(0, at).match(/\S+\s*/g) ?? [];
  const after = text.slice(at + kept.length).match(/\s*\S+/g) ?? [];
  const quotes = neighbours(before.length, after.length).map(({ left, right }) =>
    [...before.slice(before.length - left), kept, ...after.slice(0, right)].join('').replace(/[\s,;:.]+$/, ''),
  );
  const fitting = quotes.filter((quote) => isQuotable(quote.split(' ').length));
  const whole = lines.join(' ');
  return { line, quote: fitting.find((quote) => whole.split(quote).length === 2) ?? fitting[0] ?? kept };
}

const isQuotable = (count: number): boolean => count >= FEWEST_WORDS && count <= MOST_WORDS;

/** How many words to take along on each side, the fewest first. */
function neighbours(before: number, after: number): { left: number; right: number }[] {
  const counts = Array.from({ length: MOST_WORDS + 1 }, (_, count) => count);
  return counts
    .flatMap((all) => counts.slice(0, all + 1).map((left) => ({ left, right: all - left })))
    .filter(({ left, right }) => left <= before && right <= after);
}
