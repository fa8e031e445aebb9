import { and, asc, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import type { EnvelopeState } from '../../domain/letter.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { deliveries, envelopes, notifications } from '../schema/index.ts';
import type { DeliveryRow } from './delivery.ts';
import type { EnvelopeRow, NotificationRow } from './notification.ts';

/** One message with what it was about and what became of it, try by try. */
export interface LedgerEntry {
  envelope: EnvelopeRow;
  entries: NotificationRow[];
  tries: DeliveryRow[];
}

/** Which messages; what is left out asks for nothing. Instants of business time, `until` not included. */
export interface LedgerFilter {
  id?: string | undefined;
  plan?: string | undefined;
  obligation?: string | undefined;
  organisation?: string | undefined;
  recipient?: string | undefined;
  state?: EnvelopeState | undefined;
  from?: Instant | undefined;
  until?: Instant | undefined;
  limit: number;
}

/** The newest first. */
export async function readLedger(tx: Transaction, filter: LedgerFilter): Promise<LedgerEntry[]> {
  const rows = await tx
    .select()
    .from(envelopes)
    .where(and(...conditionsOf(tx, filter)))
    .orderBy(desc(envelopes.asOf), asc(envelopes.id))
    .limit(filter.limit);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const about = await tx
    .select()
    .from(notifications)
    .where(inArray(notifications.envelope, ids))
    .orderBy(notifications.id);
  const tries = await tx.select().from(deliveries).where(inArray(deliveries.envelope, ids)).orderBy(deliveries.id);
  return rows.map((envelope) => ({
    envelope,
    entries: about.filter((entry) => entry.envelope === envelope.id),
    tries: tries.filter((one) => one.envelope === envelope.id),
  }));
}

function conditionsOf(tx: Transaction, filter: LedgerFilter) {
  const { id, plan, obligation, organisation, recipient, state, from, until } = filter;
  const about = [
    plan === undefined ? undefined : eq(notifications.plan, plan),
    obligation === undefined ? undefined : eq(notifications.obligation, obligation),
    organisation === undefined ? undefined : eq(notifications.organisation, organisation),
  ];
  const named = tx.select({ id: notifications.envelope }).from(notifications);
  return [
    id === undefined ? undefined : eq(envelopes.id, id),
    recipient === undefined ? undefined : sql`lower(${envelopes.recipient}) = lower(${recipient})`,
    state === undefined ? undefined : eq(envelopes.state, state),
    from === undefined ? undefined : gte(envelopes.asOf, from),
    until === undefined ? undefined : lt(envelopes.asOf, until),
    about.every((one) => one === undefined) ? undefined : inArray(envelopes.id, named.where(and(...about))),
  ];
}
