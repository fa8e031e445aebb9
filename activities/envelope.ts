import type { Transaction } from '../db/database.ts';
import { countEnvelopes, type EnvelopeRow, markNotifications, storeEnvelope } from '../db/queries/notification.ts';
import { type HeldBack, isAllowed, type Sending } from '../domain/sending.ts';
import { type Instant, MINUTE_MS } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { renderLetter } from './channels/email-text.ts';
import { type Entry, letterOf } from './letter.ts';

/** How long a sender may be silent before its message counts as left in the middle. Technical time. */
export const LEASE_MS = 2 * MINUTE_MS;

/** What one message is made of: entries of one plan to one reader by one channel, never none. */
interface Group {
  tenant: string;
  asOf: Instant;
  entries: Entry[];
}

type Activations = ReturnType<typeof activationCache>;

/** Written and committed as `sending`. Whoever is not on the list gets no copy either. */
export async function claimEnvelope(
  tx: Transaction,
  group: Group,
  allowList: Sending['allowList'],
  activations: Activations,
): Promise<OutgoingMessage> {
  const written = await write(tx, group, activations);
  const isCopied = isAllowed(allowList, written.letter.copyTo?.email ?? '');
  const message = isCopied ? written : { ...written, letter: { ...written.letter, copyTo: null } };
  await keep(tx, group, message, { state: 'sending', leaseUntil: Date.now() + LEASE_MS });
  return message;
}

/** Made as if it were to leave, with the words that people want to see. */
export async function keepInShadow(
  tx: Transaction,
  group: Group,
  heldBack: HeldBack,
  activations: Activations,
): Promise<void> {
  const message = await write(tx, group, activations);
  await keep(tx, group, message, { state: 'shadow', leaseUntil: Date.now(), heldBack });
}

async function write(tx: Transaction, group: Group, activations: Activations): Promise<OutgoingMessage> {
  const { tenant, asOf, entries } = group;
  const activation = await activations.load(tx, tenant, firstOf(group).plan);
  const letter = await letterOf(tx, activation, entries, asOf);
  const envelopeId = await envelopeIdFor(tx, group);
  return { envelopeId, letter, words: renderLetter(letter), thread: threadOf(group) };
}

async function keep(
  tx: Transaction,
  group: Group,
  { envelopeId: id, letter, words, thread }: OutgoingMessage,
  state: Pick<EnvelopeRow, 'leaseUntil'> & { state: 'sending' | 'shadow'; heldBack?: HeldBack },
): Promise<void> {
  const { tenant, asOf, entries } = group;
  const { recipient, channel } = firstOf(group);
  await storeEnvelope(tx, { tenant, id, recipient, channel, asOf, letter, words, thread, ...state });
  await markNotifications(
    tx,
    entries.map(({ notification }) => notification.id),
    state.state,
    id,
  );
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
