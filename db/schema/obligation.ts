import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { OwedIndicator } from '../../domain/activation.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import type { ItemState, Standing } from '../../domain/obligation.ts';
import type { Ladder, LadderReason } from '../../domain/rung.ts';
import type { Submission } from '../../domain/submission.ts';
import { instant, vietnamese } from './columns.ts';

/**
 * What one organisation owes by one date. Two writers, separate columns: facts of people are written by the services
 * only, facts of time by the workflow's local activities only.
 */
export const obligations = pgTable(
  'obligations',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    position: integer().notNull(),
    plan: text().notNull(),
    kind: text().$type<'report' | 'own'>().notNull(),
    round: text(),
    upward: boolean().notNull(),
    organisation: text().notNull(),
    party: text().notNull(),
    requested: boolean().notNull(),
    ofLead: boolean('of_lead').notNull(),
    name: vietnamese().notNull(),
    /** Indicators it has to give figures for, beside those of its items. */
    indicators: jsonb().$type<OwedIndicator[]>().notNull().default([]),
    event: text(),
    opensOn: date('opens_on', { mode: 'string' }),
    consolidationOn: date('consolidation_on', { mode: 'string' }),
    closesAt: instant('closes_at'),
    /** Facts of people. */
    decision: text().$type<Standing['decision']>().notNull().default('none'),
    hasDraft: boolean('has_draft').notNull().default(false),
    /** “Đã nhận, sẽ gửi ngày …”: no reminder goes to the member before this day. */
    silentUntil: date('silent_until', { mode: 'string' }),
    receivedOn: date('received_on', { mode: 'string' }),
    sequence: integer().notNull().default(0),
    ladderNumber: integer('ladder_number').notNull().default(1),
    /** Facts of time. */
    startedAt: instant('started_at'),
    openedAt: instant('opened_at'),
    unreportedAt: instant('unreported_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.id] }),
    index('obligations_by_round').on(table.tenant, table.round),
    index('obligations_by_plan').on(table.tenant, table.plan, table.position),
  ],
);

export const obligationItems = pgTable(
  'obligation_items',
  {
    tenant: text().notNull(),
    obligation: text().notNull(),
    item: text().notNull(),
    position: integer().notNull(),
    state: text().$type<ItemState>().notNull().default('open'),
    /** The obligation that carries it now, after a reassignment or a date of its own. */
    movedTo: text('moved_to'),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.obligation, table.item] })],
);

/** Every deadline that was ever in force, with the ladder it brought: lateness is judged by the one of its moment. */
export const ladders = pgTable(
  'ladders',
  {
    tenant: text().notNull(),
    obligation: text().notNull(),
    number: integer().notNull(),
    /** A calendar that is published later keeps the number and moves what has not fired. */
    calendarVersion: integer('calendar_version').notNull().default(1),
    reason: text().$type<LadderReason>().notNull(),
    deadline: jsonb().$type<ResolvedDeadline>(),
    ladder: jsonb().$type<Ladder>().notNull(),
    note: jsonb().$type<LadderNote>(),
    inForceFrom: instant('in_force_from').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.obligation, table.number, table.calendarVersion] })],
);

/** What a ladder's messages have to quote: the reason of a return or an extension. */
export interface LadderNote {
  reason: string;
  until: string;
  basis?: string;
  items?: string[];
}

export const facts = pgTable(
  'facts',
  {
    tenant: text().notNull(),
    obligation: text().notNull(),
    sequence: integer().notNull(),
    kind: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    at: instant().notNull(),
    by: vietnamese().notNull(),
    /** The caller's idempotency key: the same key again changes nothing. */
    key: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenant, table.obligation, table.sequence] }),
    uniqueIndex('facts_by_key').on(table.tenant, table.obligation, table.key),
  ],
);

export const submissions = pgTable(
  'submissions',
  {
    tenant: text().notNull(),
    obligation: text().notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Submission>().notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    submittedAt: instant('submitted_at').notNull(),
    submittedBy: vietnamese('submitted_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.obligation, table.version] })],
);

/** The last unfinished draft of a sender: it asks for `morning` and counts as nothing received. */
export const drafts = pgTable(
  'drafts',
  {
    tenant: text().notNull(),
    obligation: text().notNull(),
    content: jsonb().$type<Submission>().notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: vietnamese('saved_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.obligation] })],
);
