import { sql } from 'drizzle-orm';
import { check, date, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { ContactRole, Level, Relation, Succession } from '../../domain/organisation.ts';
import { vietnamese } from './columns.ts';

/** One installation serves one tree of organisations; further tenants are further trees. */
export const tenants = pgTable('tenants', { tenant: text().primaryKey() });

export const organisations = pgTable(
  'organisations',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    position: integer().notNull(),
    name: vietnamese().notNull(),
    shortName: vietnamese('short_name').notNull(),
    aliases: jsonb().$type<string[]>().notNull(),
    code: text(),
    level: text().$type<Level>().notNull(),
    relation: text().$type<Relation>().notNull(),
    parent: text(),
    validFrom: date('valid_from', { mode: 'string' }),
    validTo: date('valid_to', { mode: 'string' }),
    succeededBy: jsonb('succeeded_by').$type<Succession[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    check('organisation_name_nfc', sql`${table.name} is nfc normalized`),
  ],
);

export const contacts = pgTable(
  'contacts',
  {
    tenant: text().notNull(),
    organisation: text().notNull(),
    position: integer().notNull(),
    name: vietnamese().notNull(),
    role: text().$type<ContactRole>().notNull(),
    title: vietnamese(),
    email: text(),
    phone: text(),
    zalo: text(),
    zaloConsent: date('zalo_consent', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.organisation, table.position] }),
    check('contact_name_nfc', sql`${table.name} is nfc normalized`),
  ],
);
