import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, vietnamese } from './columns.ts';

/** Wording that a lead has changed: the newest version of a text holds; a null body is the default again. */
export const texts = pgTable(
  'texts',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    body: text(),
    at: instant().notNull(),
    by: vietnamese().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id, table.version] })],
);
