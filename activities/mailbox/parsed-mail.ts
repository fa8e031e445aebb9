import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { oneLine } from '../../documents/letter/blocks.ts';

/** A part of a mail with its bytes: an attachment, or a part of a report that machines read. */
export interface MailPart {
  name: string | null;
  /** Lower case, without parameters. */
  type: string;
  /** A picture that the text itself shows: a logo, a signature. */
  isShown: boolean;
  bytes: Buffer;
}

/** A mail as far as anything here looks at it. Texts are NFC, without control characters. */
export interface ParsedMail {
  /** With its angle brackets; null where it has none. */
  messageId: string | null;
  from: { name: string; address: string } | null;
  /** Every address it says it came to, those that servers wrote on the way first. */
  cameTo: string[];
  subject: string;
  /** As the sender's machine has it; '' where it says nothing. */
  date: string;
  /** Message-IDs it answers, the nearest first. */
  answers: string[];
  text: string;
  /** By name in lower case; of several of one name the first. */
  headers: Map<string, string>;
  parts: MailPart[];
}

/** Lines that may begin a part, at most: each part costs the parser time, and no letter has so many. */
const MOST_BOUNDARIES = 2000;
/** Signs of its text that are looked at. */
const LONGEST_TEXT = 200_000;
/** Taking tags out of a text made to be slow costs the square of its length. */
const LONGEST_HTML = 50_000;
const LIMITS = { maxNestingDepth: 20, maxHeadersSize: 512 * 1024 };

/** Where servers note the address that a mail was handed to, before and after aliases. */
const HANDED_TO = ['x-original-to', 'envelope-to', 'delivered-to', 'to', 'cc'];

/**
 * Reads the bytes of a mail. Mails inside it stay parts, so that the attachments of what is sent back are not taken for
 * the sender's own. Nothing is unpacked.
 * @throws Error where it is no mail, or has too many parts
 */
export async function parseMail(raw: Buffer): Promise<ParsedMail> {
  if (boundariesIn(raw) > MOST_BOUNDARIES) throw new RangeError('too many parts');
  const email = await PostalMime.parse(raw, { ...LIMITS, forceRfc822Attachments: true });
  if (email.headers.length === 0) throw new RangeError('no header');
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, oneLine(value));
  return {
    messageId: idsIn(email.messageId)[0] ?? null,
    from: senderOf(email),
    cameTo: cameTo(email),
    subject: oneLine(email.subject ?? ''),
    date: oneLine(email.date ?? ''),
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).reverse()])],
    text: plain((email.text ?? withoutTags((email.html ?? '').slice(0, LONGEST_HTML))).slice(0, LONGEST_TEXT)),
    headers,
    parts: email.attachments.map(partOf),
  };
}

/** Message-IDs in a header or a text, in order. */
export const idsIn = (text: string | undefined): string[] => text?.match(/<[^<>\s@]+@[^<>\s@]+>/g) ?? [];

/** Signs that no database and no screen takes are left out; lines stay lines. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim();
}

function boundariesIn(raw: Buffer): number {
  let found = 0;
  for (let at = raw.indexOf('\n--'); at !== -1; at = raw.indexOf('\n--', at + 3)) found += 1;
  return found;
}

function senderOf({ from }: Email): ParsedMail['from'] {
  const first = from && addressesOf(from)[0];
  return first ? { name: oneLine(first.name), address: oneLine(first.address) } : null;
}

const addressesOf = (address: Address): { name: string; address: string }[] =>
  address.group ?? (address.address ? [{ name: address.name, address: address.address }] : []);

function cameTo(email: Email): string[] {
  const found = HANDED_TO.flatMap((name) => email.headers.filter(({ key }) => key === name));
  const addresses = found.flatMap(({ value }) => value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []);
  return [...new Set(addresses)];
}

function partOf({ filename, mimeType, content, related, disposition }: Attachment): MailPart {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array);
  const isShown = mimeType.startsWith('image/') && (related === true || disposition === 'inline');
  return { name: filename, type: mimeType, isShown, bytes };
}

function withoutTags(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<(br|\/p|\/div|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, ' ');
}
