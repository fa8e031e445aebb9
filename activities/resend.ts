import type { Transaction } from '../db/database.ts';
import {
  claimStale,
  type EnvelopeRow,
  markEntries,
  notificationsOf,
  takeOverEnvelope,
  updateEnvelope,
} from '../db/queries/notification.ts';
import { isSurelyUntaken, storeDelivery } from '../db/queries/delivery.ts';
import { isAtRest, type Passage } from '../domain/sending.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { mayDispatch } from './claim.ts';
import { LEASE_MS } from './envelope.ts';
import { entriesOf } from './entry.ts';
import { passageOfMessage, sendingNow, takeBack } from './sending.ts';
import { bodiesOf, hasReader, sift } from './sift.ts';

type Activations = ReturnType<typeof activationCache>;

/** A message to be tried once more, in the words it had. */
interface Again {
  message: OutgoingMessage;
  attempt: number;
  /** The server said no to the try before: none can have it. */
  isUntaken: boolean;
}

/**
 * Messages that wait for their next try, and those whose sender went away in the middle: of these nobody knows whether
 * they were taken, so they go once more as they are. What was surely not taken is looked at again first: it goes only
 * where it is still asked for. What people hold back waits: surely not taken, it goes back and is written anew later.
 */
export async function claimAgain(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
): Promise<Again[]> {
  const sending = await sendingNow(tx, tenant, asOf);
  if (isAtRest(sending) || !(await mayDispatch(tx, asOf))) return [];
  const again: Again[] = [];
  for (const envelope of await claimStale(tx)) {
    const message = messageOf(envelope);
    const verdict = message ? await verdictOf(tx, tenant, envelope, asOf, activations) : 'nobody-reads-it';
    if (!message || verdict === 'nobody-reads-it' || verdict === 'not-asked-for') {
      await giveUp(tx, envelope, asOf, verdict === 'not-asked-for' ? NOT_ASKED_FOR : READER_GONE);
      continue;
    }
    const passage = passageOfMessage(sending, message);
    if (passage.kind === 'leave') {
      const attempt = envelope.attempts + 1;
      await takeOverEnvelope(tx, { envelopeId: envelope.id, attempt }, LEASE_MS);
      again.push({ message, attempt, isUntaken: verdict === 'untaken' });
    } else {
      await holdBack(tx, envelope, asOf, verdict, passage);
    }
  }
  return again;
}

function messageOf({ id: envelopeId, letter, words, ...row }: EnvelopeRow): OutgoingMessage | null {
  const { tenant, channel, recipient, thread } = row;
  return letter && words ? { tenant, channel, recipient, envelopeId, letter, words, thread } : null;
}

/** `untaken`: surely not taken, and still asked for. `perhaps`: nobody can tell. */
type Verdict = 'untaken' | 'perhaps' | 'not-asked-for' | 'nobody-reads-it';

async function verdictOf(
  tx: Transaction,
  tenant: string,
  envelope: EnvelopeRow,
  asOf: Instant,
  activations: Activations,
): Promise<Verdict> {
  const entries = await entriesOf(tx, await notificationsOf(tx, envelope.id));
  const bodies = await bodiesOf(tx, tenant, entries, activations);
  if (!entries.some((entry) => hasReader(entry, localDateOf(envelope.asOf), bodies))) return 'nobody-reads-it';
  if (!(await isSurelyUntaken(tx, envelope.id, envelope.attempts + 1))) return 'perhaps';
  return sift(entries, localDateOf(asOf), bodies).live.length > 0 ? 'untaken' : 'not-asked-for';
}

/** One that perhaps was taken waits for the end of a stop as it is; in shadow nobody will ever know more of it. */
async function holdBack(
  tx: Transaction,
  envelope: EnvelopeRow,
  asOf: Instant,
  verdict: 'untaken' | 'perhaps',
  passage: Exclude<Passage, { kind: 'leave' }>,
): Promise<void> {
  if (verdict === 'untaken') await takeBack(tx, envelope.id, passage);
  else if (passage.kind === 'shadow') await giveUp(tx, envelope, asOf, KEPT_IN_SHADOW);
}

interface Ending {
  state: 'superseded' | 'unknown';
  /** For a try that nobody will hear of; null where the message was surely not taken. */
  code: string | null;
  response: string;
}

const NOT_ASKED_FOR: Ending = { state: 'superseded', code: null, response: 'no longer asked for' };
/** Perhaps it was taken before its reader was gone: nobody can tell, and nobody is left to tell it to. */
const READER_GONE: Ending = { state: 'unknown', code: 'reader-gone', response: 'nobody reads it any more' };
const KEPT_IN_SHADOW: Ending = { state: 'unknown', code: 'held-back', response: 'not sent once more in shadow' };

async function giveUp(
  tx: Transaction,
  envelope: EnvelopeRow,
  asOf: Instant,
  { state, code, response }: Ending,
): Promise<void> {
  const { tenant, id, attempts } = envelope;
  if (code !== null) {
    const entry = { tenant, envelope: id, attempt: attempts + 1, at: asOf, outcome: 'unanswered' as const };
    await storeDelivery(tx, { ...entry, code, response });
  }
  await updateEnvelope(tx, id, { state, response });
  await markEntries(tx, id, state);
}
