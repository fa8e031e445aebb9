import { stableHash } from './hash.ts';
import type { Letter } from './letter.ts';
import type { Instant } from './time.ts';

/** A message by its number in the tenant, its letter's instant to the second, and a digest of its reader and entries. */
interface Tracked {
  envelopeId: string;
  at: Instant;
}

/**
 * What Zalo tells back about a message: `e<number>t<seconds>d<digest>`, lower-case letters and digits only, since Zalo
 * may strip all else, and at most 48 of them. Whoever holds the message can tell from it what was meant to be in it.
 */
export function trackingIdOf(
  tenant: string,
  { envelopeId, recipient, letter }: { envelopeId: string; recipient: string; letter: Pick<Letter, 'at' | 'matters'> },
): string {
  const number = envelopeId.slice(tenant.length + 1);
  if (!envelopeId.startsWith(`${tenant}.`) || !/^[\d.]+$/.test(number)) {
    throw new TypeError(`envelope ${envelopeId} is not numbered in ${tenant}`);
  }
  const entries = letter.matters.map(({ entry }) => [entry.obligation, entry.ladder, entry.rung, entry.occurrence]);
  const content = JSON.stringify([envelopeId, recipient, letter.at, entries]);
  return `e${number.replaceAll('.', 'x')}t${Math.floor(letter.at / 1000)}d${hex(content)}${hex(`${content} `)}`;
}

/** Null for what is none of ours. */
export function trackedBy(tenant: string, trackingId: string): Tracked | null {
  const [, number, seconds] = /^e([\dx]+)t(\d+)d[\da-f]{16}$/.exec(trackingId) ?? [];
  if (number === undefined || seconds === undefined) return null;
  return { envelopeId: `${tenant}.${number.replaceAll('x', '.')}`, at: Number(seconds) * 1000 };
}

const hex = (text: string): string => stableHash(text).toString(16).padStart(8, '0');
