import type { Database, Transaction } from '../../db/database.ts';
import { storeDelivery } from '../../db/queries/delivery.ts';
import {
  envelopeByMessageId,
  type EnvelopeRow,
  loadEnvelope,
  markEntries,
  updateEnvelope,
} from '../../db/queries/notification.ts';
import { loadZaloAccount } from '../../db/queries/zalo-account.ts';
import { storeZaloEvent } from '../../db/queries/zalo-event.ts';
import { parseKeepingIds } from '../../domain/kept-ids.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { trackedBy, trackingIdOf } from '../../domain/tracking-id.ts';
import { isSignedByZalo, type WebhookKeys } from './zalo-signature.ts';

/** Zalo tries an event again for half a day; what is older comes from somebody who kept one. */
const OLDEST_MS = DAY_MS;
/** Clocks disagree by so much at most. */
const AHEAD_MS = 5 * 60_000;

export interface Webhook {
  database: Database;
  keys: WebhookKeys;
  /** Business time. */
  now: () => Instant;
}

/** `refused`: nobody whom we know says so; nothing is written. */
export type Taken = 'taken' | 'known' | 'ignored' | 'refused';

/** What is read of an event. `timestamp` as it was signed. */
interface ZaloEvent {
  appId: string;
  name: string;
  timestamp: string;
  /** When the message reached the reader's device; null in all other events. */
  deliveryTime: string | null;
  messageId: string | null;
  trackingId: string | null;
}

/** Takes one event of Zalo, once: a message that reached its reader is confirmed, everything else is ignored. */
export async function takeZaloEvent({ database, keys, now }: Webhook, body: Buffer, signature: string): Promise<Taken> {
  const event = eventOf(body);
  if (!event || event.appId !== keys.appId) return 'refused';
  if (!isSignedByZalo(keys, body, event.timestamp, signature)) return 'refused';
  const age = Date.now() - Number(event.timestamp);
  if (!(age <= OLDEST_MS && age >= -AHEAD_MS)) return 'refused';
  if (event.name !== 'user_received_message' || event.deliveryTime === null) return 'ignored';
  for (const tenant of await database.tenants()) {
    const taken = await database.inTenant(tenant, (tx) => takeIn(tx, tenant, event, now()));
    if (taken !== null) return taken;
  }
  return 'ignored';
}

/** Null where the message is not one of this tenant. */
async function takeIn(tx: Transaction, tenant: string, event: ZaloEvent, at: Instant): Promise<Taken | null> {
  const account = await loadZaloAccount(tx);
  if (account?.appId !== event.appId) return null;
  const envelope = await envelopeOf(tx, tenant, event);
  if (!envelope) return null;
  const id = [event.name, event.messageId ?? event.trackingId, event.timestamp].join('/');
  if (!(await storeZaloEvent(tx, { tenant, id, receivedAt: at }))) return 'known';
  await confirm(tx, envelope, event, at);
  return 'taken';
}

async function envelopeOf(tx: Transaction, tenant: string, event: ZaloEvent): Promise<EnvelopeRow | null> {
  const known = event.messageId === null ? null : await envelopeByMessageId(tx, 'zalo', event.messageId);
  if (known) return known;
  const tracked = event.trackingId === null ? null : trackedBy(tenant, event.trackingId);
  const envelope = tracked && (await loadEnvelope(tx, tracked.envelopeId));
  // Another installation may send for the same account: its numbers are not ours.
  const isOurs =
    envelope?.letter &&
    trackingIdOf(tenant, { ...envelope, envelopeId: envelope.id, letter: envelope.letter }) === event.trackingId;
  return isOurs ? envelope : null;
}

/** What nobody could tell of is known now; a sender that still holds the message settles it itself. */
async function confirm(tx: Transaction, envelope: EnvelopeRow, { messageId }: ZaloEvent, at: Instant): Promise<void> {
  const { tenant, id, attempts, state } = envelope;
  const entry = {
    tenant,
    envelope: id,
    attempt: attempts,
    at,
    outcome: 'confirmed' as const,
    code: null,
    response: null,
  };
  await storeDelivery(tx, entry);
  const isFound = state === 'unknown';
  await updateEnvelope(tx, id, { messageId: messageId ?? envelope.messageId, ...(isFound ? { state: 'sent' } : {}) });
  if (!isFound) return;
  await markEntries(tx, id, 'sent');
}

function eventOf(body: Buffer): ZaloEvent | null {
  let parsed: unknown;
  try {
    parsed = parseKeepingIds(body.toString('utf8'));
  } catch {
    return null;
  }
  if (!isObject(parsed)) return null;
  const message = isObject(parsed['message']) ? parsed['message'] : {};
  const [appId, name, timestamp] = [text(parsed['app_id']), text(parsed['event_name']), text(parsed['timestamp'])];
  if (appId === null || name === null || timestamp === null || !/^\d+$/.test(timestamp)) return null;
  return {
    ...{ appId, name, timestamp },
    deliveryTime: text(message['delivery_time']),
    messageId: text(message['msg_id']),
    trackingId: text(message['tracking_id']),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Ids and times come as strings or as numbers. */
const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
