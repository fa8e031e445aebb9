import { createHash } from 'node:crypto';
import type { Transaction } from '../../db/database.ts';
import { findEnvelopes } from '../../db/queries/mailbox.ts';
import type { EnvelopeRow } from '../../db/queries/notification.ts';
import type { Instant } from '../../domain/time.ts';
import { numberInReturnPath } from '../channels/return-path.ts';
import type { About } from './about.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** Who changes of rows by a mail are told to come from. */
export const MAILBOX = 'hộp thư đến';

/** A mail on its way into the tables. */
export interface Taking {
  tenant: string;
  /** In the log and in keys: the same mail again, fetched or sent, has the same. */
  key: string;
  /** When the mailbox had it. */
  receivedAt: Instant;
  /** Of the look into the mailbox. */
  now: Instant;
  /** The address that messages come back to, or null. */
  returnPath: string | null;
}

/** Ids looked up for one mail at most. */
const MOST_IDS = 50;

/**
 * What stays the same where a mail is delivered twice, or the mailbox is numbered anew. A Message-ID alone is not
 * enough: some scanners give all they send the same.
 */
export function keyOf({ messageId, from, date }: Pick<ParsedMail, 'messageId' | 'from' | 'date'>, raw: Buffer): string {
  const told = messageId === null ? raw : [messageId, from?.address ?? '', date].join('\n');
  return `mail/${createHash('sha256').update(told).digest('hex')}`;
}

/** The message of ours a mail is about, by the surest sign that leads to one. */
export async function envelopeOf(
  tx: Transaction,
  { cameTo, envelopeIds, messageIds }: About,
  { tenant, returnPath }: Pick<Taking, 'tenant' | 'returnPath'>,
): Promise<EnvelopeRow | null> {
  const numbers = returnPath === null ? [] : cameTo.flatMap((given) => numberInReturnPath(returnPath, given) ?? []);
  const given = [...numbers.map((number) => `${tenant}.${number}`), ...envelopeIds.map(decoded)];
  const ours = messageIds.slice(0, MOST_IDS);
  const ids = [...given.slice(0, MOST_IDS), ...ours.map((id) => decoded(id.slice(1, id.lastIndexOf('@'))))];
  const found = await findEnvelopes(tx, ids, ours);
  const rank = ({ id, messageId }: EnvelopeRow): number => {
    const byId = ids.indexOf(id);
    return byId === -1 ? given.length + ours.indexOf(messageId ?? '') : byId;
  };
  return found.sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
