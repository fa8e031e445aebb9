import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { SendingMode, StopScope } from '../../domain/sending.ts';
import { instant, vietnamese } from './columns.ts';

/** Whether messages leave the house at all: one row per tenant. A new installation has none, which means `shadow`. */
export const sendingSwitches = pgTable('sending_switches', {
  tenant: text().primaryKey(),
  mode: text().$type<SendingMode>().notNull(),
  /** Addresses or `@domain` that alone get messages, for a pilot; null means everybody. */
  allowList: jsonb('allow_list').$type<string[]>(),
  /** Which database this was decided on: a restored copy is another, and starts in shadow. */
  fingerprint: text(),
  changedAt: instant('changed_at').notNull(),
  changedBy: vietnamese('changed_by').notNull(),
  reason: vietnamese().notNull(),
});

/** Stops in force; one that is lifted is deleted, and stands in the log. */
export const sendingStops = pgTable(
  'sending_stops',
  {
    tenant: text().notNull(),
    scope: text().$type<StopScope>().notNull(),
    /** Plan or organisation; empty for all. */
    subject: text().notNull(),
    since: instant().notNull(),
    by: vietnamese().notNull(),
    reason: vietnamese().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.scope, table.subject] })],
);

/** Organisations that the first round of a plan may write to: it is released batch by batch. */
export const batchReleases = pgTable(
  'batch_releases',
  {
    tenant: text().notNull(),
    plan: text().notNull(),
    organisation: text().notNull(),
    at: instant().notNull(),
    by: vietnamese().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.plan, table.organisation] })],
);
