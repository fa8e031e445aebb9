import { sql } from 'drizzle-orm';
import { bigserial, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DeliveryOutcome, EnvelopeState, Letter, NotificationState, Words } from '../../domain/letter.ts';
import type { Channel, RungId } from '../../domain/rung.ts';
import type { HeldBack } from '../../domain/sending.ts';
import { instant } from './columns.ts';

/** One entry: one rung of one obligation for one recipient. Written ahead of its slot, gathered into envelopes. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    tenant: text().notNull(),
    plan: text().notNull(),
    obligation: text().notNull(),
    ladder: integer().notNull(),
    rung: text().$type<RungId>().notNull(),
    occurrence: integer().notNull(),
    channel: text().$type<Channel>().notNull(),
    recipient: text().notNull(),
    organisation: text().notNull(),
    sendAt: instant('send_at').notNull(),
    state: text().$type<NotificationState>().notNull().default('pending'),
    envelope: text(),
  },
  (table) => [
    uniqueIndex('notifications_once').on(
      table.tenant,
      table.obligation,
      table.ladder,
      table.rung,
      table.occurrence,
      table.channel,
      table.recipient,
    ),
    index('notifications_due').on(table.tenant, table.state, table.sendAt),
    // Every message that is settled asks for its entries: without it a morning reads the whole table for each letter.
    index('notifications_by_envelope')
      .on(table.tenant, table.envelope)
      .where(sql`envelope is not null`),
  ],
);

/**
 * One message as it leaves, in its very words: what is sent once more is the same, and the ledger shows what was read.
 * Its id makes the Message-ID, so a repetition is recognisable.
 */
export const envelopes = pgTable(
  'envelopes',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    recipient: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    asOf: instant('as_of').notNull(),
    state: text().$type<EnvelopeState>().notNull(),
    /** Why it was made and not sent, as a code; null where it was to leave. */
    heldBack: text('held_back').$type<HeldBack>(),
    /** Null in rows of before the ledger. */
    letter: jsonb().$type<Letter>(),
    words: jsonb().$type<Words>(),
    thread: text(),
    attempts: integer().notNull().default(0),
    /** Technical time: a claim that outlived it may be taken over. */
    leaseUntil: instant('lease_until').notNull(),
    messageId: text('message_id'),
    response: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('envelopes_by_message_id').on(table.tenant, table.messageId),
    // Looked for every minute among the messages of years.
    index('envelopes_in_hand')
      .on(table.tenant, table.leaseUntil)
      .where(sql`state = 'sending'`),
  ],
);

/** What became of a message, try by try: the evidence of the ledger. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    tenant: text().notNull(),
    envelope: text().notNull(),
    attempt: integer().notNull(),
    /** Business time. */
    at: instant().notNull(),
    outcome: text().$type<DeliveryOutcome>().notNull(),
    /** The other server's code, or ours; no address. */
    code: text(),
    response: text(),
  },
  (table) => [index('deliveries_by_envelope').on(table.tenant, table.envelope)],
);
