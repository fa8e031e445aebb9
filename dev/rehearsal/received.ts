import { loadEnvelope } from '../../db/queries/notification.ts';
import type { Activation, Derived } from '../../domain/activation.ts';
import { type Channel, releaseOf, type RungId } from '../../domain/rung.ts';
import { type Entry, entryKey, type Envelope, type Preview } from '../../domain/preview.ts';
import type { Instant } from '../../domain/time.ts';
import { trackedBy, trackingIdOf } from '../../domain/tracking-id.ts';
import type { CaughtMail } from '../inbox/caught-mail.ts';
import type { ReceivedMessage } from '../zalo/zalo.ts';
import type { Bench } from './bench.ts';

/** One message as the mail server or Zalo received it. */
interface Received {
  at: Instant;
  channel: Channel;
  recipient: string;
  /** A rung of another policy's name is still a rung: it is compared by name, and differs from every planned one. */
  entries: Pick<Entry, 'obligation' | 'ladder' | 'rung' | 'occurrence'>[];
}

export const fromMail = (mail: CaughtMail): Received => ({
  at: mail.at,
  channel: 'email',
  recipient: mail.to[0] ?? '',
  entries: mail.entries.map((entry) => ({ ...entry, rung: entry.rung as RungId })),
});

/**
 * A template message has no room for its entries; its tracking id has a digest of them, of its reader and its minute.
 * The rows only tell what to compare the digest with: a message whose digest is another one is none of ours.
 */
export async function fromZalo({ zalo, database }: Bench, tenant: string): Promise<Received[]> {
  const messages: Received[] = [];
  for (const message of zalo?.received() ?? []) {
    messages.push(await database.inTenant(tenant, (tx) => resolved(tx, tenant, message)));
  }
  return messages;
}

async function resolved(
  tx: Parameters<typeof loadEnvelope>[0],
  tenant: string,
  { trackingId, phone, at }: ReceivedMessage,
): Promise<Received> {
  const tracked = trackedBy(tenant, trackingId);
  const envelope = tracked && (await loadEnvelope(tx, tracked.envelopeId));
  const letter = envelope?.letter;
  const claimed = envelope && letter && trackingIdOf(tenant, { envelopeId: envelope.id, recipient: phone, letter });
  const entries = claimed === trackingId ? letter?.matters.map(({ entry }) => entry) : undefined;
  return { at, channel: 'zalo', recipient: phone, entries: entries ?? [unknownEntry(trackingId)] };
}

const unknownEntry = (trackingId: string): Received['entries'][number] => ({
  ...{ obligation: `mã theo dõi ${trackingId}`, ladder: 0, occurrence: 0 },
  rung: 'opening',
});

/** Entries as they were received, whatever the rows say. */
export function receivedEntries(
  received: Received[],
  preview: Preview,
  derived: Derived,
  activation: Activation,
): Entry[] {
  const owner = new Map(derived.obligations.map(({ id, organisation }) => [id, organisation]));
  // Reasons do not travel with a message; they are shown beside what came, from the plan's own rules.
  const why = new Map(preview.entries.map((entry) => [entryKey(entry), entry.why]));
  return received.flatMap(({ at, channel, recipient, entries }) =>
    entries.map((entry): Entry => ({
      ...entry,
      ...{ at, channel, recipient },
      organisation: owner.get(entry.obligation) ?? activation.plan.lead,
      release: releaseOf(entry.rung),
      why: why.get(entryKey(entry)) ?? [],
    })),
  );
}

export function receivedEnvelopes(received: Received[]): Envelope[] {
  return received.map(({ entries, ...message }) => ({ ...message, entries: entries.map(entryKey).sort() }));
}
