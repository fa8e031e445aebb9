import { and, asc, desc, eq, inArray, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { Obligation } from '../../domain/activation.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import type { Standing } from '../../domain/obligation.ts';
import type { Ladder } from '../../domain/rung.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { ladders, type LadderNote, obligationItems, obligations, outbox } from '../schema/index.ts';
import { newestVersion } from './calendar.ts';

export type ObligationRow = typeof obligations.$inferSelect;
export type LadderRow = typeof ladders.$inferSelect;

/**
 * Writes obligations with their items and first ladders, made under the newest calendar, and returns the ids; one that
 * is there already is left.
 */
export async function storeObligations(
  tx: Transaction,
  tenant: string,
  list: { obligation: Obligation; ladder: Ladder; position: number }[],
  inForceFrom: Instant,
): Promise<string[]> {
  const written: string[] = [];
  const calendarVersion = await newestVersion(tx);
  for (const { obligation, ladder, position } of list) {
    const { items, deadline, ...row } = obligation;
    const [inserted] = await tx
      .insert(obligations)
      .values({ tenant, position, ...row })
      .onConflictDoNothing()
      .returning();
    if (!inserted) continue;
    if (items.length > 0) {
      await tx
        .insert(obligationItems)
        .values(items.map((item, index) => ({ tenant, obligation: obligation.id, item, position: index })));
    }
    await tx.insert(ladders).values({
      tenant,
      obligation: obligation.id,
      number: ladder.number,
      calendarVersion,
      reason: 'opening',
      deadline,
      ladder,
      inForceFrom,
    });
    written.push(obligation.id);
  }
  return written;
}

/** The row with what a rule needs of it. */
export interface Held {
  row: ObligationRow;
  standing: Standing;
  ladder: LadderRow;
}

/** An obligation locked against other writers until the transaction ends, or null where there is none. */
export async function lockObligation(tx: Transaction, id: string): Promise<Held | null> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id)).for('update');
  return row ? hold(tx, row) : null;
}

/** Several obligations locked for one command, always in the order of their ids: two commands never wait for each other. */
export async function lockInOrder(tx: Transaction, ids: string[]): Promise<Held[]> {
  const held: Held[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const found = await lockObligation(tx, id);
    if (found) held.push(found);
  }
  return held;
}

/** What an organisation owes in the round that another obligation belongs to; outside rounds in the same plan. */
export async function obligationsBeside(tx: Transaction, id: string, organisation: string): Promise<string[]> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id));
  if (!row) return [];
  const rows = await tx
    .select({ id: obligations.id })
    .from(obligations)
    .where(
      and(
        eq(obligations.plan, row.plan),
        row.round === null ? isNull(obligations.round) : eq(obligations.round, row.round),
        eq(obligations.organisation, organisation),
        eq(obligations.upward, false),
      ),
    );
  return rows.map((beside) => beside.id);
}

export async function obligationExists(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx.select({ id: obligations.id }).from(obligations).where(eq(obligations.id, id));
  return row !== undefined;
}

/** An obligation as it stands, kept from changing until the transaction ends but open to other readers. */
export async function lockedForReading(tx: Transaction, id: string): Promise<Held | null> {
  const [row] = await tx.select().from(obligations).where(eq(obligations.id, id)).for('share');
  return row ? hold(tx, row) : null;
}

async function hold(tx: Transaction, row: ObligationRow): Promise<Held> {
  const items = await loadItems(tx, row.id);
  const ladder = await loadLadder(tx, row.id, row.ladderNumber);
  if (!ladder) throw new TypeError(`obligation ${row.id} has no ladder ${row.ladderNumber}`);
  return { row, ladder, standing: standingOf(row, items, ladder.deadline) };
}

export function standingOf(row: ObligationRow, items: Standing['items'], deadline: ResolvedDeadline | null): Standing {
  return {
    id: row.id,
    name: row.name,
    upward: row.upward,
    ofLead: row.ofLead,
    requested: row.requested,
    decision: row.decision,
    hasDraft: row.hasDraft,
    silentUntil: row.silentUntil,
    items,
    deadline,
    event: row.event,
    receivedOn: row.receivedOn,
    opened: row.openedAt !== null,
    unreported: row.unreportedAt !== null,
  };
}

export async function loadItems(tx: Transaction, obligation: string): Promise<Standing['items']> {
  return tx
    .select({ id: obligationItems.item, state: obligationItems.state })
    .from(obligationItems)
    .where(eq(obligationItems.obligation, obligation))
    .orderBy(asc(obligationItems.position));
}

/** The ladder of that number, as the newest calendar has it. */
export async function loadLadder(tx: Transaction, obligation: string, number: number): Promise<LadderRow | null> {
  const [row] = await tx
    .select()
    .from(ladders)
    .where(and(eq(ladders.obligation, obligation), eq(ladders.number, number)))
    .orderBy(desc(ladders.calendarVersion))
    .limit(1);
  return row ?? null;
}

/** The deadline in force, or null while there is none. */
export async function loadDeadline(tx: Transaction, obligation: string): Promise<ResolvedDeadline | null> {
  const [row] = await tx
    .select({ deadline: ladders.deadline })
    .from(obligations)
    .innerJoin(ladders, and(eq(ladders.obligation, obligations.id), eq(ladders.number, obligations.ladderNumber)))
    .where(eq(obligations.id, obligation))
    .orderBy(desc(ladders.calendarVersion))
    .limit(1);
  return row?.deadline ?? null;
}

/** All ladders of an obligation, the newest first: a later calendar's before an earlier one's of the same number. */
export async function laddersOf(tx: Transaction, obligation: string): Promise<LadderRow[]> {
  return tx
    .select()
    .from(ladders)
    .where(eq(ladders.obligation, obligation))
    .orderBy(desc(ladders.number), desc(ladders.calendarVersion));
}

/** Keeps a ladder that comes into force, made under the newest calendar. */
export async function storeLadder(
  tx: Transaction,
  row: {
    tenant: string;
    obligation: string;
    reason: LadderRow['reason'];
    deadline: ResolvedDeadline | null;
    ladder: Ladder;
    note?: LadderNote;
    inForceFrom: Instant;
  },
): Promise<void> {
  const calendarVersion = await newestVersion(tx);
  await tx.insert(ladders).values({ ...row, number: row.ladder.number, calendarVersion });
}

export async function updateObligation(
  tx: Transaction,
  id: string,
  values: Partial<typeof obligations.$inferInsert>,
): Promise<void> {
  await tx.update(obligations).set(values).where(eq(obligations.id, id));
}

export async function updateItems(tx: Transaction, obligation: string, items: Standing['items']): Promise<void> {
  for (const { id, state } of items) {
    await tx
      .update(obligationItems)
      .set({ state })
      .where(and(eq(obligationItems.obligation, obligation), eq(obligationItems.item, id)));
  }
}

/** Items that an obligation has to tell besides its own; one that it has already stays as it is. */
export async function addItems(tx: Transaction, tenant: string, obligation: string, items: string[]): Promise<void> {
  if (items.length === 0) return;
  const known = await loadItems(tx, obligation);
  const rows = items.map((item, index) => ({ tenant, obligation, item, position: known.length + index }));
  await tx.insert(obligationItems).values(rows).onConflictDoNothing();
}

/** Notes for items of an obligation which one carries them from now on. */
export async function moveItems(tx: Transaction, obligation: string, items: string[], movedTo: string): Promise<void> {
  await tx
    .update(obligationItems)
    .set({ movedTo })
    .where(and(eq(obligationItems.obligation, obligation), inArray(obligationItems.item, items)));
}

/** Obligations never started, in order: a page for whoever starts them. A round's, or those without one. */
export async function unstarted(
  tx: Transaction,
  scope: { plan: string; round: string | null },
  limit: number,
): Promise<{ row: ObligationRow; ladder: Ladder }[]> {
  const rows = await tx
    .select()
    .from(obligations)
    .where(
      and(
        eq(obligations.plan, scope.plan),
        scope.round === null ? isNull(obligations.round) : eq(obligations.round, scope.round),
        isNull(obligations.startedAt),
      ),
    )
    .orderBy(asc(obligations.position))
    .limit(limit);
  if (rows.length === 0) return [];
  const found = await tx
    .select()
    .from(ladders)
    .where(
      inArray(
        ladders.obligation,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(desc(ladders.calendarVersion));
  return rows.flatMap((row) => {
    const ladder = found.find(({ obligation, number }) => obligation === row.id && number === row.ladderNumber);
    return ladder ? [{ row, ladder: ladder.ladder }] : [];
  });
}

export async function markStarted(tx: Transaction, ids: string[], at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tx.update(obligations).set({ startedAt: at }).where(inArray(obligations.id, ids));
}

export async function wasStarted(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx.select({ startedAt: obligations.startedAt }).from(obligations).where(eq(obligations.id, id));
  return row !== undefined && row.startedAt !== null;
}

/** Obligations with a workflow that has been told all they decided: what waits in the outbox is on its way. */
export async function toldObligations(tx: Transaction, ids?: string[]): Promise<ObligationRow[]> {
  const untold = tx
    .select({ id: sql`${outbox.message}->>'obligation'` })
    .from(outbox)
    .where(and(isNull(outbox.deliveredAt), sql`${outbox.message}->>'kind' = 'obligation-fact'`));
  return tx
    .select()
    .from(obligations)
    .where(
      and(
        isNotNull(obligations.startedAt),
        notInArray(obligations.id, untold),
        ids ? inArray(obligations.id, ids) : undefined,
      ),
    )
    .orderBy(asc(obligations.plan), asc(obligations.position));
}

/** Obligations of a round or a plan, in the order of the organisations file. */
export async function listObligations(
  tx: Transaction,
  scope: { plan?: string; round?: string },
): Promise<ObligationRow[]> {
  return tx
    .select()
    .from(obligations)
    .where(
      and(
        scope.plan === undefined ? sql`true` : eq(obligations.plan, scope.plan),
        scope.round === undefined ? sql`true` : eq(obligations.round, scope.round),
      ),
    )
    .orderBy(asc(obligations.plan), asc(obligations.position));
}
