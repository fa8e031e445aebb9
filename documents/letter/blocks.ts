/** What a letter is built of. Both parts of a message are written from the same blocks, so that they cannot differ. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'cards'; cards: Card[] }
  | { kind: 'note'; texts: string[] };

/** One matter: a table of four columns cannot be read at 360 px, rows of label and value can. */
export interface Card {
  title: string;
  rows: Row[];
}

export interface Row {
  label: string;
  value: string;
  /** What the letter is about: it stands out. */
  isDate?: true;
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const paragraphs = (texts: string[]): Block[] => texts.map(paragraph);
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const note = (texts: string[]): Block => ({ kind: 'note', texts });
export const list = (items: string[]): Block => ({ kind: 'list', items });
export const cards = (all: Card[]): Block => ({ kind: 'cards', cards: all });

/** A row, or none where there is nothing to say. */
export function row(label: string, value: string | null): Row[] {
  return value ? [{ label, value }] : [];
}

/** The date of a matter. */
export const dateRow = (label: string, value: string): Row => ({ label, value, isDate: true });

/** One line: a line break in a name would begin a header of its own, and other control signs confuse readers. */
export function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** Shortens at a word, for subjects. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1);
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), Math.floor(length / 2))).replace(/[\s,;:.…–-]+$/, '')}…`;
}
