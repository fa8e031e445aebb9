import { and, count, desc, eq, gt, inArray, lte, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { NotificationState } from '../../domain/letter.ts';
import type { Channel, RungId } from '../../domain/rung.ts';
import { type Instant, type LocalDate, localDateOf } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { envelopes, notifications } from '../schema/index.ts';
import { among } from './among.ts';
import { byObligation } from './by-obligation.ts';

export type NotificationRow = typeof notifications.$inferSelect;
export type EnvelopeRow = typeof envelopes.$inferSelect;

/** Writes entries ahead of their slot; one that is there already stays as it is. */
export async function storeNotifications(tx: Transaction, rows: (typeof notifications.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(notifications).values(rows).onConflictDoNothing();
}

/** The lead's own messages about an obligation: the body it is owed by sees none of them. */
export const TO_LEAD: RungId[] = ['late-list', 'late-head', 'review-3', 'event-question', 'lead-due'];

/** The day of the last message to the body itself on an obligation. */
export async function lastMessageOn(tx: Transaction, obligation: string): Promise<LocalDate | null> {
  const left = and(inArray(notifications.state, ['sending', 'sent']), notInArray(notifications.rung, TO_LEAD));
  const [row] = await tx
    .select({ sendAt: notifications.sendAt })
    .from(notifications)
    .where(and(eq(notifications.obligation, obligation), left))
    .orderBy(desc(notifications.sendAt))
    .limit(1);
  return row ? localDateOf(row.sendAt) : null;
}

const isDue = (asOf: Instant) => and(eq(notifications.state, 'pending'), lte(notifications.sendAt, asOf));

/** Recipients of entries whose minute has come, in order: a page for whoever claims them, from beyond the last of the one before. */
export async function dueRecipients(tx: Transaction, asOf: Instant, after: string, limit: number): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ recipient: notifications.recipient })
    .from(notifications)
    .where(and(isDue(asOf), gt(notifications.recipient, after)))
    .orderBy(notifications.recipient)
    .limit(limit);
  return rows.map(({ recipient }) => recipient);
}

/**
 * Entries whose minute has come, locked for this transaction; what another dispatcher holds is passed over.
 * @param recipients whose. (Default: everybody's)
 */
export async function claimDue(tx: Transaction, asOf: Instant, recipients?: string[]): Promise<NotificationRow[]> {
  return tx
    .select()
    .from(notifications)
    .where(and(isDue(asOf), recipients && among(notifications.recipient, recipients)))
    .orderBy(notifications.recipient, notifications.sendAt, notifications.id)
    .for('update', { skipLocked: true });
}

export async function markNotifications(tx: Transaction, ids: number[], state: NotificationState): Promise<void> {
  if (ids.length > 0) await tx.update(notifications).set({ state }).where(inArray(notifications.id, ids));
}

/** What became of a message became of all its entries. */
export async function markEntries(tx: Transaction, envelope: string, state: NotificationState): Promise<void> {
  await tx.update(notifications).set({ state }).where(eq(notifications.envelope, envelope));
}

/** A waiting message goes at another minute, or, with null, not at all. */
export async function moveNotification(tx: Transaction, id: number, sendAt: Instant | null): Promise<void> {
  const values = sendAt === null ? { state: 'superseded' as const } : { sendAt };
  await tx
    .update(notifications)
    .set(values)
    .where(and(eq(notifications.id, id), eq(notifications.state, 'pending')));
}

/** So long from now by the database's clock: senders' machines may disagree about the hour, and leases must not. */
const leaseOf = (ms: number): SQL => sql`clock_timestamp() + ${ms} * interval '1 millisecond'`;

/** A message as it is written down; its lease is the database's affair. */
export type StoredEnvelope = Omit<typeof envelopes.$inferInsert, 'leaseUntil'>;

/** Writes messages, each held by its sender for `leaseMs`, and names each to its entries. */
export async function storeEnvelopes(
  tx: Transaction,
  list: { envelope: StoredEnvelope; entries: number[] }[],
  leaseMs: number,
): Promise<void> {
  if (list.length === 0) return;
  await tx.insert(envelopes).values(list.map(({ envelope }) => ({ ...envelope, leaseUntil: leaseOf(leaseMs) })));
  const pairs = list.flatMap(({ envelope: { id, state }, entries }) => entries.map((entry) => ({ entry, id, state })));
  await tx.execute(sql`
    update ${notifications} set state = named.state, envelope = named.id
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as named (entry bigint, id text, state text)
    where ${notifications.id} = named.entry`);
}

export async function updateEnvelope(
  tx: Transaction,
  id: string,
  values: Partial<typeof envelopes.$inferInsert>,
): Promise<void> {
  await tx.update(envelopes).set(values).where(eq(envelopes.id, id));
}

/** One try of a message: whoever takes it over later counts one more, and so shuts out who had it before. */
interface HeldEnvelope {
  envelopeId: string;
  /** Null holds it by whichever try, as long as none has settled it. */
  attempt: number | null;
}

/**
 * Changes a message that this very try still holds; false where another sender has taken it over or settled it since.
 * With `leaseMs` it is held for so long from now on.
 */
export async function updateHeldEnvelope(
  tx: Transaction,
  { envelopeId, attempt }: HeldEnvelope,
  values: Partial<Pick<EnvelopeRow, 'state' | 'response' | 'messageId'>>,
  leaseMs?: number,
): Promise<boolean> {
  const rows = await tx
    .update(envelopes)
    .set({ ...values, ...(leaseMs === undefined ? {} : { leaseUntil: leaseOf(leaseMs) }) })
    .where(
      and(
        eq(envelopes.id, envelopeId),
        eq(envelopes.state, 'sending'),
        attempt === null ? undefined : eq(envelopes.attempts, attempt),
      ),
    )
    .returning({ id: envelopes.id });
  return rows.length > 0;
}

/** The next try of a message that is locked here. */
export async function takeOverEnvelope(
  tx: Transaction,
  { envelopeId, attempt }: { envelopeId: string; attempt: number },
  leaseMs: number,
): Promise<void> {
  await tx
    .update(envelopes)
    .set({ attempts: attempt, leaseUntil: leaseOf(leaseMs) })
    .where(eq(envelopes.id, envelopeId));
}

/** One message, or null. */
export async function loadEnvelope(tx: Transaction, id: string): Promise<EnvelopeRow | null> {
  const [row] = await tx.select().from(envelopes).where(eq(envelopes.id, id));
  return row ?? null;
}

/** The message that the other side knows by this id, or null. */
export async function envelopeByMessageId(
  tx: Transaction,
  channel: Channel,
  messageId: string,
): Promise<EnvelopeRow | null> {
  const which = and(eq(envelopes.messageId, messageId), eq(envelopes.channel, channel));
  const [row] = await tx.select().from(envelopes).where(which).limit(1);
  return row ?? null;
}

/** Envelopes whose sender went away in the middle, or that wait for their next try, by the database's clock. */
export async function claimStale(tx: Transaction): Promise<EnvelopeRow[]> {
  return tx
    .select()
    .from(envelopes)
    .where(and(eq(envelopes.state, 'sending'), lte(envelopes.leaseUntil, sql`clock_timestamp()`)))
    .for('update', { skipLocked: true });
}

export async function notificationsOf(tx: Transaction, envelope: string): Promise<NotificationRow[]> {
  return tx.select().from(notifications).where(eq(notifications.envelope, envelope)).orderBy(notifications.id);
}

/** What was sent on obligations, by obligation, in the order it was due. */
export async function sentOn(tx: Transaction, obligations: string[]): Promise<Map<string, NotificationRow[]>> {
  if (obligations.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(notifications)
    .where(and(eq(notifications.state, 'sent'), among(notifications.obligation, obligations)))
    .orderBy(notifications.sendAt);
  return byObligation(rows);
}

/** All entries of an obligation in the order they were due. */
export async function messagesOf(tx: Transaction, obligation: string): Promise<NotificationRow[]> {
  return tx.select().from(notifications).where(eq(notifications.obligation, obligation)).orderBy(notifications.sendAt);
}

/** The minutes before `before` in which something is due, in order. */
export async function waitingInstants(tx: Transaction, before: Instant): Promise<Instant[]> {
  const rows = await tx
    .selectDistinct({ sendAt: notifications.sendAt })
    .from(notifications)
    .where(
      and(
        eq(notifications.state, 'pending'),
        sql`${notifications.sendAt} < ${new Date(before).toISOString()}::timestamptz`,
      ),
    )
    .orderBy(notifications.sendAt);
  return rows.map(({ sendAt }) => sendAt);
}

/** Messages of that id: itself, and those that took its place. */
export async function countEnvelopes(tx: Transaction, id: string): Promise<number> {
  const [row] = await tx
    .select({ found: count() })
    .from(envelopes)
    .where(or(eq(envelopes.id, id), sql`starts_with(${envelopes.id}, ${`${id}.`})`));
  return row?.found ?? 0;
}

/** Entries that wait and were due before an instant. */
export async function countDueBefore(tx: Transaction, before: Instant): Promise<number> {
  const [row] = await tx.select({ found: count() }).from(notifications).where(isDue(before));
  return row?.found ?? 0;
}
