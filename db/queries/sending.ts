import { and, asc, count, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Sending, SendingMode, StopScope } from '../../domain/sending.ts';
import { UNDECIDED } from '../../domain/sending.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { auditLog, batchReleases, envelopes, sendingStops, sendingSwitches } from '../schema/index.ts';

export type SwitchRow = typeof sendingSwitches.$inferSelect;
export type StopRow = typeof sendingStops.$inferSelect;

/** One number for all decisions about sending; the tenant is the other half of the key. */
const LOCK = 730_121;

/** What the log calls every decision about sending. */
export const SENDING = 'sending';

/** Decisions of people who have what waits before them. A stop is none: nobody has to look before pressing it. */
export const LOOKED_AT = ['sending.set', 'sending.allow', 'sending.resume', 'sending.release', 'sending.catch-up'];

/**
 * Holds the decisions as they are until the transaction ends, beside others that read them too. Asked for before
 * anything else, so that a claim sees every decision that was answered before it began.
 */
export async function holdSending(tx: Transaction, tenant: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${LOCK}, hashtext(${tenant}))`);
}

/** Waits for every claim that is under way: what is decided then holds for all that come after. */
export async function lockSending(tx: Transaction, tenant: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${tenant}))`);
}

/** All that was decided; without a switch it is a new installation. */
export async function loadSending(tx: Transaction): Promise<Sending> {
  const { plan, organisation } = batchReleases;
  const released = await tx.select({ plan, organisation }).from(batchReleases);
  return { ...(await loadRestraints(tx)), released };
}

/** Mode, list and stops in one query: asked for each message. */
export async function loadRestraints(tx: Transaction): Promise<Omit<Sending, 'released'>> {
  const [row] = await tx.execute<{ mode: SendingMode | null; list: string[] | null; stops: Sending['stops'] }>(
    sql`select ${sendingSwitches.mode} as mode, ${sendingSwitches.allowList} as list,
          (select coalesce(jsonb_agg(jsonb_build_object('scope', scope, 'subject', subject)), '[]')
           from ${sendingStops}) as stops
        from (select) as once left join ${sendingSwitches} on true`,
  );
  const { mode, list, stops } = row ?? { mode: null, list: null, stops: [] };
  return { mode: mode ?? UNDECIDED.mode, allowList: list, stops };
}

export async function loadSwitch(tx: Transaction): Promise<SwitchRow | null> {
  const [row] = await tx.select().from(sendingSwitches);
  return row ?? null;
}

export async function loadStops(tx: Transaction): Promise<StopRow[]> {
  return tx.select().from(sendingStops).orderBy(asc(sendingStops.since), asc(sendingStops.subject));
}

export async function storeSwitch(tx: Transaction, row: typeof sendingSwitches.$inferInsert): Promise<void> {
  await tx.insert(sendingSwitches).values(row).onConflictDoUpdate({ target: sendingSwitches.tenant, set: row });
}

/** False where the same is stopped already; the first reason stands. */
export async function storeStop(tx: Transaction, row: StopRow): Promise<boolean> {
  const stored = await tx.insert(sendingStops).values(row).onConflictDoNothing().returning();
  return stored.length > 0;
}

/** False where there was no such stop. */
export async function removeStop(tx: Transaction, scope: StopScope, subject: string): Promise<boolean> {
  const of = and(eq(sendingStops.scope, scope), eq(sendingStops.subject, subject));
  return (await tx.delete(sendingStops).where(of).returning()).length > 0;
}

export async function releasedOf(tx: Transaction, plan: string): Promise<string[]> {
  const rows = await tx.select().from(batchReleases).where(eq(batchReleases.plan, plan));
  return rows.map(({ organisation }) => organisation);
}

export async function storeReleases(tx: Transaction, rows: (typeof batchReleases.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await tx.insert(batchReleases).values(rows).onConflictDoNothing();
}

/** When somebody last decided with what waits before them, or null. Business time. */
export async function lastLookedAt(tx: Transaction): Promise<Instant | null> {
  const [row] = await tx
    .select({ at: auditLog.at })
    .from(auditLog)
    .where(and(eq(auditLog.entity, SENDING), inArray(auditLog.action, LOOKED_AT)))
    .orderBy(desc(auditLog.sequence))
    .limit(1);
  return row?.at ?? null;
}

/**
 * Which database this is: the server's identity, the timeline it writes, the database's own number and that of the
 * switch's table. A dump that is read back, even into the same database, a recovery to a moment, and a copy each change
 * one of them; a disk or machine that is set back as a whole changes none.
 */
export async function fingerprintOf(tx: Transaction): Promise<string> {
  const [row] = await tx.execute<{ fingerprint: string }>(
    sql`select concat_ws('/', (select system_identifier from pg_control_system()),
          substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
          (select oid from pg_database where datname = current_database()),
          'sending_switches'::regclass::oid) as fingerprint`,
  );
  if (!row) throw new TypeError('the database has no identity');
  return row.fingerprint;
}

/** The switch becomes that of this database, unless somebody was quicker: then null. */
export async function adoptSwitch(
  tx: Transaction,
  found: SwitchRow,
  values: Pick<SwitchRow, 'mode' | 'fingerprint' | 'changedAt' | 'changedBy' | 'reason'>,
): Promise<SwitchRow | null> {
  const isSame = sql`${sendingSwitches.fingerprint} is not distinct from ${found.fingerprint}`;
  const as = and(eq(sendingSwitches.tenant, found.tenant), isSame);
  const [row] = await tx.update(sendingSwitches).set(values).where(as).returning();
  return row ?? null;
}

/** Messages that a sender has in its hands, by the database's clock. */
export async function countInFlight(tx: Transaction): Promise<number> {
  const [row] = await tx
    .select({ found: count() })
    .from(envelopes)
    .where(and(eq(envelopes.state, 'sending'), gt(envelopes.leaseUntil, sql`clock_timestamp()`)));
  return row?.found ?? 0;
}
