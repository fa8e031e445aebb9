import type { Transaction } from '../db/database.ts';
import {
  claimStale,
  type EnvelopeRow,
  markNotifications,
  notificationsOf,
  takeOverEnvelope,
  updateEnvelope,
} from '../db/queries/notification.ts';
import { lastDelivery, storeDelivery } from '../db/queries/delivery.ts';
import { type Instant, localDateOf } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { OutgoingMessage } from './channels/channel.ts';
import { LEASE_MS, mayDispatch } from './claim.ts';
import { type Entry, heldOf } from './letter.ts';
import { bodiesOf, hasReader, sift } from './sift.ts';

type Activations = ReturnType<typeof activationCache>;

/** A message to be tried once more, in the words it had. */
interface Again {
  message: OutgoingMessage;
  attempt: number;
}

/**
 * Messages that wait for their next try, and those whose sender went away in the middle: of these nobody knows whether
 * they were taken, so they go once more as they are. What was surely not taken is looked at again first: it goes only
 * where it is still asked for.
 */
export async function claimAgain(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: Activations,
): Promise<Again[]> {
  if (!(await mayDispatch(tx, asOf))) return [];
  const again: Again[] = [];
  for (const envelope of await claimStale(tx)) {
    const { letter, words, thread, id: envelopeId } = envelope;
    const verdict = letter && words ? await verdictOf(tx, tenant, envelope, asOf, activations) : 'nobody-reads-it';
    const attempt = envelope.attempts + 1;
    if (verdict === 'again' && letter && words) {
      await takeOverEnvelope(tx, { envelopeId, attempt }, LEASE_MS);
      again.push({ message: { envelopeId, letter, words, thread }, attempt });
    } else {
      await giveUp(tx, envelope, asOf, verdict === 'not-asked-for');
    }
  }
  return again;
}

type Verdict = 'again' | 'not-asked-for' | 'nobody-reads-it';

async function verdictOf(
  tx: Transaction,
  tenant: string,
  envelope: EnvelopeRow,
  asOf: Instant,
  activations: Activations,
): Promise<Verdict> {
  const rows = await notificationsOf(tx, envelope.id);
  const held = await heldOf(
    tx,
    rows.map(({ obligation }) => obligation),
  );
  const entries = rows.flatMap((notification): Entry[] => {
    const found = held.get(notification.obligation);
    return found ? [{ notification, held: found }] : [];
  });
  const bodies = await bodiesOf(tx, tenant, entries, activations);
  if (!entries.some((entry) => hasReader(entry, localDateOf(envelope.asOf), bodies))) return 'nobody-reads-it';
  const last = await lastDelivery(tx, envelope.id);
  const surelyNotTaken = last?.attempt === envelope.attempts && last.outcome === 'refused-for-now';
  if (!surelyNotTaken) return 'again';
  return sift(entries, localDateOf(asOf), bodies).live.length > 0 ? 'again' : 'not-asked-for';
}

/** Perhaps it was taken before its reader was gone: nobody can tell, and nobody is left to tell it to. */
async function giveUp(tx: Transaction, envelope: EnvelopeRow, asOf: Instant, isSuperseded: boolean): Promise<void> {
  const { tenant, id, attempts } = envelope;
  const state = isSuperseded ? 'superseded' : 'unknown';
  const response = isSuperseded ? 'no longer asked for' : 'nobody reads it any more';
  if (!isSuperseded) {
    const entry = { tenant, envelope: id, attempt: attempts + 1, at: asOf, outcome: 'unanswered' as const };
    await storeDelivery(tx, { ...entry, code: 'reader-gone', response });
  }
  await updateEnvelope(tx, id, { state, response });
  const rows = await notificationsOf(tx, id);
  await markNotifications(
    tx,
    rows.map((row) => row.id),
    state,
  );
}
