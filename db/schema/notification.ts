import { bigserial, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Channel, RungId } from '../../domain/rung.ts';
import { instant } from './columns.ts';

export const NOTIFICATION_STATES = ['pending', 'sending', 'sent', 'superseded', 'failed', 'unknown'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

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
  ],
);

/** One message as it leaves. Its id makes the Message-ID, so a repetition is recognisable. */
export const envelopes = pgTable(
  'envelopes',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    recipient: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    asOf: instant('as_of').notNull(),
    state: text().$type<'sending' | 'sent' | 'failed' | 'unknown'>().notNull(),
    attempts: integer().notNull().default(0),
    /** Technical time: a claim that outlived it may be taken over. */
    leaseUntil: instant('lease_until').notNull(),
    messageId: text('message_id'),
    response: text(),
    subject: text(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
