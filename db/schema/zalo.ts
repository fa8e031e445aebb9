import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The official account's two tokens, encrypted. A refresh token is good for one use: both are changed in one transaction. */
export const zaloAccounts = pgTable('zalo_accounts', {
  tenant: text().primaryKey(),
  appId: text('app_id').notNull(),
  accessToken: text('access_token').notNull(),
  refreshToken: text('refresh_token').notNull(),
  /** Technical time. */
  expiresAt: instant('expires_at').notNull(),
  refreshedAt: instant('refreshed_at').notNull(),
  /** Why no message can go until somebody acts; null while all is well. */
  trouble: text(),
});

/** Events of the webhook that were taken: Zalo tells them again until it is answered. */
export const zaloEvents = pgTable(
  'zalo_events',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
