import PostalMime, { decodeWords, type Address, type Email } from 'postal-mime';
import type { Instant } from '../../domain/time.ts';

/** One entry of a message, as its `X-Entry` header names it. */
export interface CaughtEntry {
  obligation: string;
  ladder: number;
  rung: string;
  occurrence: number;
}

/** What the mail server really received, with what the rehearsal compares taken out of the headers. */
export interface CaughtMail {
  id: string;
  /** The `Date` header: business time, not the machine's. */
  at: Instant;
  /** The machine's time. */
  receivedAt: Instant;
  from: string;
  to: string[];
  cc: string[];
  subject: string;
  text: string;
  html: string | null;
  /** With encoded words made readable; `raw` has them as they came. */
  headers: { name: string; value: string }[];
  envelopeId: string | null;
  entries: CaughtEntry[];
  raw: string;
}

/** Reads one message as it came over the wire. */
export async function caughtMail(id: string, bytes: Buffer, receivedAt: Instant): Promise<CaughtMail> {
  const email = await PostalMime.parse(bytes);
  const values = (name: string): string[] =>
    email.headers.filter((header) => header.key === name).map((header) => header.value);
  const envelope = values('x-envelope')[0];
  return {
    id,
    at: dateOf(email) ?? receivedAt,
    receivedAt,
    from: email.from ? written(email.from) : '',
    to: (email.to ?? []).flatMap(addressesOf),
    cc: (email.cc ?? []).flatMap(addressesOf),
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? null,
    headers: email.headers.map((header) => ({ name: header.originalKey, value: decodeWords(header.value) })),
    envelopeId: envelope === undefined ? null : decodeURIComponent(envelope),
    entries: values('x-entry').map(entryOf),
    raw: bytes.toString('utf8'),
  };
}

function dateOf(email: Email): Instant | null {
  const instant = Date.parse(email.date ?? '');
  return Number.isNaN(instant) ? null : instant;
}

/** Read from the right: an obligation's id may hold a semicolon, the three after it cannot. */
function entryOf(header: string): CaughtEntry {
  const parts = header.split(';');
  const [ladder, rung, occurrence] = parts.slice(-3);
  if (parts.length < 4 || !/^\d+$/.test(ladder ?? '') || !/^\d+$/.test(occurrence ?? '')) {
    throw new RangeError(`X-Entry '${header}' is not of the form <obligation>;<ladder>;<rung>;<occurrence>`);
  }
  const obligation = decodeURI(parts.slice(0, -3).join(';'));
  return { obligation, ladder: Number(ladder), rung: rung ?? '', occurrence: Number(occurrence) };
}

function addressesOf(address: Address): string[] {
  return address.group ? address.group.map((mailbox) => mailbox.address) : [address.address];
}

function written(address: Address): string {
  if (address.group) return address.name;
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
