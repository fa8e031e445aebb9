import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { HeldLadder } from '../../domain/recomputed-ladder.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import type { WaitingMessage } from '../../domain/written-message.ts';
import type { Transaction } from '../database.ts';
import { facts, ladders, notifications, obligations } from '../schema/index.ts';
import { byObligation } from './by-obligation.ts';
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
    tx
      .select({ id: obligations.id })
      .from(obligations)
      .where(isUnsettled)
      // As commands that lock several sort them.
      .orderBy(sql`${obligations.id} collate "C"`)
      .for('update');
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
  const told = and(inArray(facts.obligation, ids), inArray(facts.kind, ['submit', 'recordEvent']));
  const factsOf = byObligation(await tx.select().from(facts).where(told).orderBy(asc(facts.sequence)));
  return rows.map((row) => {
    const known = { ladders: laddersOf.get(row.id) ?? [], facts: factsOf.get(row.id) ?? [] };
    return heldRow(row, known, messagesOf.get(row.id) ?? [], events[row.event ?? '']?.on ?? null);
  });
}

interface Known {
  ladders: LadderRow[];
  facts: (typeof facts.$inferSelect)[];
}

function heldRow(
  row: ObligationRow,
  { ladders: known, facts: told }: Known,
  messages: NotificationRow[],
  eventOn: LocalDate | null,
): HeldRow {
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
      until: known.findLast(({ note }) => note)?.note?.until ?? null,
      handedInAt: told.findLast(({ kind }) => kind === 'submit')?.at ?? null,
      event: eventOf(told, eventOn),
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

/** As a person recorded it, else as the lead knew it at the activation. */
function eventOf(told: Known['facts'], decided: LocalDate | null): HeldLadder['event'] {
  const recorded = told.findLast(({ kind }) => kind === 'recordEvent');
  if (recorded) return { on: String(recorded.payload['on']), recordedAt: recorded.at };
  return decided === null ? null : { on: decided, recordedAt: null };
}

function lastToldBefore(messages: NotificationRow[], instant: number): string | null {
  const told = messages
    .filter(
      ({ sendAt, state, rung }) => sendAt < instant && ['sending', 'sent'].includes(state) && !TO_LEAD.includes(rung),
    )
    .map(({ sendAt }) => sendAt);
  return told.length === 0 ? null : localDateOf(Math.max(...told));
}
