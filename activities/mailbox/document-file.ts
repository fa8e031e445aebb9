import { createHash } from 'node:crypto';
import { plain, type MailPart } from './parsed-mail.ts';

/** A file as a work item keeps it. */
export interface DocumentFile {
  name: string;
  type: string;
  sha256: string;
  content: Buffer;
}

/** What agencies send each other; anything that runs, macros too, stays in the mailbox. */
const DOCUMENTS = /\.(docx?|xlsx?|pptx?|odt|ods|odp|pdf|rtf|txt|csv|xml|jpe?g|png|tiff?|zip|rar|7z|eml)$/i;
const MOST_FILES = 20;
const MOST_BYTES = 20 * 1024 * 1024;
const LONGEST_NAME = 120;

/** Parts that a sender meant as files, named so that they can be saved. */
export function filesOf(parts: readonly MailPart[]): { kept: DocumentFile[]; left: string[] } {
  const named = parts
    .filter(({ isShown }) => !isShown)
    .map((part, index) => ({ part, name: cleanName(part, index + 1) }));
  const isKept = ({ part, name }: (typeof named)[number]): boolean =>
    DOCUMENTS.test(name) && part.bytes.length > 0 && part.bytes.length <= MOST_BYTES;
  const kept = named.filter(isKept).slice(0, MOST_FILES);
  return {
    kept: kept.map(({ part, name }) => ({
      name,
      type: part.type,
      sha256: createHash('sha256').update(part.bytes).digest('hex'),
      content: part.bytes,
    })),
    left: named.filter((one) => !kept.includes(one) && !SIGNATURE.test(one.name)).map(({ name }) => name),
  };
}

/** Proofs of who sent a mail, and answers to invitations: no files to anybody. */
const SIGNATURE = /\.(p7s|asc|ics)$/i;

/** True where a mail brings a document. */
export const hasDocument = (parts: readonly MailPart[]): boolean => filesOf(parts).kept.length > 0;

/** The sender's name without folders, signs that hide what it is, and a length that a disk refuses. */
export function cleanName({ name, type }: Pick<MailPart, 'name' | 'type'>, number: number): string {
  const given = plain(name ?? '')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\n\t]/g, ' ');
  const [last = ''] = given.split(/[/\\]/).slice(-1);
  const safe = last.replace(/[<>:"|?*]/g, '_').replace(/^[\s.]+|[\s.]+$/g, '');
  if (safe === '') return type === 'message/rfc822' ? `thu-kem-theo-${number}.eml` : `tep-${number}`;
  if (safe.length <= LONGEST_NAME) return safe;
  const ending = /\.[^.]{1,10}$/.exec(safe)?.[0] ?? '';
  return `${[...safe].slice(0, LONGEST_NAME - ending.length).join('')}${ending}`;
}
