import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { HeldLadder } from '../../domain/recomputed-ladder.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import type { WaitingMessage } from '../../domain/written-message.ts';
import type { Transaction } from '../database.ts';
import { facts, ladders, notifications, obligations } from '../schema/index.ts';
import { type NotificationRow, TO_LEAD } from './notification.ts';
import type { LadderRow, ObligationRow } from './obligation.ts';

/** An unsettled obligation with the ladder in force and what was written of it. */
export interface HeldRow {
  row: ObligationRow;
  ladder: LadderRow;
  held: HeldLadder;
  /** Its messages that have not left, with their rows. */
  waiting: (WaitingMessage & { row: number })[];
}

const isUnsettled = and(
  isNull(obligations.unreportedAt),
  notInArray(obligations.decision, ['accepted', 'waived', 'cancelled']),
);

/**
 * Holds still, until the transaction ends, all that a publication may move, in the order in which dispatch and commands
 * take their locks. Plans come first, and obligations twice: a year that was being planned, or a round that was being opened,
 * has written some before it let go.
 */
export async function lockUnsettled(tx: Transaction): Promise<void> {
  const lockObligations = () =>
    tx.select({ id: obligations.id }).from(obligations).where(isUnsettled).orderBy(asc(obligations.id)).for('update');
  await tx.execute(sql`select 1 from plans order by id for update`);
  await tx.execute(sql`select 1 from notifications where state = 'pending' order by id for update`);
  await lockObligations();
  await tx.execute(sql`select 1 from rounds where closed_at is null order by id for update`);
  await lockObligations();
}

/** The unsettled obligations of a plan, in order; a handful of queries however many they are. */
export async function loadUnsettled(tx: Transaction, plan: string, events: Schedule['events']): Promise<HeldRow[]> {
  const rows = await tx
    .select()
    .from(obligations)
    .where(and(eq(obligations.plan, plan), isUnsettled))
    .orderBy(asc(obligations.position));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const laddersOf = byObligation(
    await tx
      .select()
      .from(ladders)
      .where(inArray(ladders.obligation, ids))
      .orderBy(asc(ladders.number), asc(ladders.calendarVersion)),
  );
  const messagesOf = byObligation(
    await tx.select().from(notifications).where(inArray(notifications.obligation, ids)).orderBy(asc(notifications.id)),
  );
  const recorded = and(inArray(facts.obligation, ids), eq(facts.kind, 'recordEvent'));
  const eventsOf = byObligation(await tx.select().from(facts).where(recorded).orderBy(asc(facts.sequence)));
  return rows.map((row) => {
    const on = eventsOf.get(row.id)?.at(-1)?.payload['on'] ?? events[row.event ?? '']?.on;
    const eventOn = typeof on === 'string' ? on : null;
    return heldRow(row, laddersOf.get(row.id) ?? [], messagesOf.get(row.id) ?? [], eventOn);
  });
}

function byObligation<Row extends { obligation: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.obligation, [...(groups.get(row.obligation) ?? []), row]);
  return groups;
}

function heldRow(row: ObligationRow, known: LadderRow[], messages: NotificationRow[], eventOn: string | null): HeldRow {
  const ladder = known.at(-1);
  // Calendars before this one keep the number; the ladder was made when the first of them was in force.
  const madeAt = known.find(({ number }) => number === ladder?.number)?.inForceFrom;
  if (!ladder || madeAt === undefined) throw new TypeError(`obligation ${row.id} has no ladder`);
  const own = messages.filter((message) => message.ladder === ladder.number);
  return {
    row,
    ladder,
    held: {
      obligation: row,
      opened: row.openedAt !== null,
      reason: ladder.reason,
      deadline: ladder.deadline,
      ladder: ladder.ladder,
      madeAt,
      until: ladder.note?.until ?? null,
      eventOn,
      lastMessageOn: lastToldBefore(messages, madeAt),
      written: own.map(({ rung, occurrence, sendAt, state }) => ({
        id: rung,
        occurrence,
        at: sendAt,
        left: state !== 'pending',
      })),
    },
    waiting: own
      .filter(({ state }) => state === 'pending')
      .map(({ id, rung, ...message }) => ({ ...message, row: id, id: rung })),
  };
}

function lastToldBefore(messages: NotificationRow[], instant: number): string | null {
  const told = messages
    .filter(
      ({ sendAt, state, rung }) => sendAt < instant && ['sending', 'sent'].includes(state) && !TO_LEAD.includes(rung),
    )
    .map(({ sendAt }) => sendAt);
  return told.length === 0 ? null : localDateOf(Math.max(...told));
}
