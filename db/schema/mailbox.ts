import { bigint, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Channel } from '../../domain/rung.ts';
import { instant } from './columns.ts';

/** How far the mailbox that answers and bounces come to has been read. */
export const mailboxes = pgTable(
  'mailboxes',
  {
    tenant: text().notNull(),
    folder: text().notNull(),
    /** Changes where the server numbers its mails anew. */
    uidValidity: text('uid_validity').notNull(),
    lastUid: bigint('last_uid', { mode: 'number' }).notNull(),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.folder] })],
);

/** Addresses that messages come back from: a body with no other contact can't be called late. */
export const failingAddresses = pgTable(
  'failing_addresses',
  {
    tenant: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    address: text().notNull(),
    since: instant().notNull(),
    /** As the other server said it: '5.1.1', or Zalo's number. */
    code: text().notNull(),
    evidence: text().notNull(),
    envelope: text(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.channel, table.address] })],
);
