import { date, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { DAY_KINDS, DAY_STATUSES } from '../../domain/calendar.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { instant, vietnamese } from './columns.ts';

export const calendarVersions = pgTable(
  'calendar_versions',
  {
    tenant: text().notNull(),
    version: integer().notNull(),
    publishedAt: instant('published_at').notNull(),
    /** Null for the table that ships with the product. */
    publishedBy: vietnamese('published_by'),
    basis: vietnamese(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.version] })],
);

export const calendarDays = pgTable(
  'calendar_days',
  {
    tenant: text().notNull(),
    version: integer().notNull(),
    date: date({ mode: 'string' }).notNull(),
    kind: text().$type<(typeof DAY_KINDS)[number]>().notNull(),
    name: vietnamese().notNull(),
    status: text().$type<(typeof DAY_STATUSES)[number]>().notNull(),
    source: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.version, table.date] })],
);

/** An activated plan: what the text says, and apart from it what the lead decided. */
export const plans = pgTable(
  'plans',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Plan>().notNull(),
    schedule: jsonb().$type<Schedule>().notNull(),
    calendarVersion: integer('calendar_version').notNull(),
    activatedAt: instant('activated_at').notNull(),
    activatedBy: vietnamese('activated_by').notNull(),
    /** Facts of people, numbered for the plan's workflow. */
    sequence: integer().notNull().default(0),
    /** The last year whose rounds and own obligations are written; null until the first is. */
    plannedThrough: integer('planned_through'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);

/** Every version of a plan and of what the lead decided on it, with the document that each rests on. */
export const planVersions = pgTable(
  'plan_versions',
  {
    tenant: text().notNull(),
    plan: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Plan>().notNull(),
    schedule: jsonb().$type<Schedule>().notNull(),
    basis: vietnamese().notNull(),
    at: instant().notNull(),
    by: vietnamese().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.plan, table.version] })],
);

export const rounds = pgTable(
  'rounds',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    plan: text().notNull(),
    definition: text().notNull(),
    name: vietnamese().notNull(),
    year: integer().notNull(),
    /** `2026`, `2026-Q1`: with the definition it names the occasion. */
    period: text().notNull().default(''),
    covers: text().$type<'items' | 'document'>().notNull().default('items'),
    opensOn: date('opens_on', { mode: 'string' }).notNull(),
    consolidationAt: instant('consolidation_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    cutOff: date('cut_off', { mode: 'string' }),
    leadObligation: text('lead_obligation'),
    addressees: jsonb().$type<string[]>().notNull(),
    deadline: jsonb().$type<ResolvedDeadline>().notNull(),
    leadDeadline: jsonb('lead_deadline').$type<ResolvedDeadline>(),
    /** Counted down by the transaction that settles an obligation; null until the round is opened. */
    unsettled: integer(),
    /** Facts of people, numbered for the round's workflow. */
    sequence: integer().notNull().default(0),
    issuedAt: instant('issued_at'),
    /** Facts of time. */
    openedAt: instant('opened_at'),
    draftedAt: instant('drafted_at'),
    closedAt: instant('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
);
