import type { Transaction } from '../db/database.ts';
import { countEnvelopes, type StoredEnvelope } from '../db/queries/notification.ts';
import { renderLetter } from '../documents/letter.ts';
import type { Wording } from '../documents/wording.ts';
import type { Activation } from '../domain/activation.ts';
import { type HeldBack, isAllowed, type Sending } from '../domain/sending.ts';
import { type Instant, MINUTE_MS } from '../domain/time.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { templateWords } from './channels/zalo/template.ts';
import type { Entry } from './entry.ts';
import { letterOf } from './letter.ts';
import type { Reading } from './reading.ts';

/**
 * How long a sender may be silent before its message counts as left in the middle. Technical time, by the database's
 * clock; longer than a channel may take for one message.
 */
export const LEASE_MS = 2 * MINUTE_MS;

/** What one message is made of: entries of one plan to one reader by one channel, never none. */
export interface Group {
  tenant: string;
  asOf: Instant;
  entries: Entry[];
}

/** What a letter is written from, and in whose words. */
export interface Writing {
  activation: Activation;
  reading: Reading;
  wording: Wording;
}

/** A message to be written down before it is sent, and the entries it is made of. */
export interface Claimed {
  message: OutgoingMessage;
  envelope: StoredEnvelope;
  entries: number[];
}

/** As `sending`. Whoever is not on the list gets no copy either. */
export async function claimEnvelope(
  tx: Transaction,
  group: Group,
  allowList: Sending['allowList'],
  writing: Writing,
): Promise<Claimed> {
  const written = await write(tx, group, writing);
  const isCopied = isAllowed(allowList, written.letter.copyTo?.email ?? '');
  const message = isCopied ? written : { ...written, letter: { ...written.letter, copyTo: null } };
  return claimedOf(group, message, { state: 'sending' });
}

/** Made as if it were to leave, with the words that people want to see. */
export async function keepInShadow(
  tx: Transaction,
  group: Group,
  heldBack: HeldBack,
  writing: Writing,
): Promise<Claimed> {
  return claimedOf(group, await write(tx, group, writing), { state: 'shadow', heldBack });
}

async function write(
  tx: Transaction,
  group: Group,
  { activation, reading, wording }: Writing,
): Promise<OutgoingMessage> {
  const letter = letterOf(activation, group.entries, group.asOf, reading);
  const envelopeId = await envelopeIdFor(tx, group);
  const { channel, recipient } = firstOf(group);
  const words = channel === 'zalo' ? templateWords(letter) : renderLetter(letter, wording);
  return { tenant: group.tenant, channel, recipient, envelopeId, letter, words, thread: threadOf(group) };
}

function claimedOf(
  group: Group,
  message: OutgoingMessage,
  state: { state: 'sending' | 'shadow'; heldBack?: HeldBack },
): Claimed {
  const { asOf, entries } = group;
  const { tenant, channel, recipient, envelopeId: id, letter, words, thread } = message;
  return {
    message,
    envelope: { tenant, id, recipient, channel, asOf, letter, words, thread, ...state },
    entries: entries.map(({ notification }) => notification.id),
  };
}

/** Named after its first entry; a message that takes the place of one that was taken back is numbered. */
async function envelopeIdFor(tx: Transaction, { tenant, entries }: Group): Promise<string> {
  const id = `${tenant}.${Math.min(...entries.map(({ notification }) => notification.id))}`;
  if (entries.every(({ notification }) => notification.envelope === null)) return id;
  const before = await countEnvelopes(tx, id);
  return before === 0 ? id : `${id}.${before + 1}`;
}

/** One thread per reader and round; a letter on several rounds stands alone. */
function threadOf(group: Group): string | null {
  const rounds = new Set(group.entries.map(({ held }) => held.row.round));
  const [round] = rounds;
  return rounds.size === 1 && round ? `${round}.${firstOf(group).recipient}` : null;
}

const firstOf = ({ entries }: Group): Entry['notification'] => (entries[0] as Entry).notification;
