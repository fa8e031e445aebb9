import {
  bigint,
  bigserial,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { WorkItemContent, WorkItemDecision, WorkItemKind, WorkItemState } from '../../domain/work-item.ts';
import { instant, vietnamese } from './columns.ts';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** What waits for a person of the lead: a letter to release, a contact to mend, an incoming report to look at. */
export const workItems = pgTable(
  'work_items',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    tenant: text().notNull(),
    kind: text().$type<WorkItemKind>().notNull(),
    /** What it is about: the same matter makes no second one. */
    key: text().notNull(),
    plan: text(),
    obligation: text(),
    organisation: text(),
    content: jsonb().$type<WorkItemContent>().notNull(),
    createdAt: instant('created_at').notNull(),
    state: text().$type<WorkItemState>().notNull().default('open'),
    decidedAt: instant('decided_at'),
    decidedBy: vietnamese('decided_by'),
    decision: jsonb().$type<WorkItemDecision>(),
  },
  (table) => [
    uniqueIndex('work_items_once').on(table.tenant, table.kind, table.key),
    index('work_items_open').on(table.tenant, table.state),
  ],
);

export const workItemFiles = pgTable(
  'work_item_files',
  {
    tenant: text().notNull(),
    workItem: bigint('work_item', { mode: 'number' }).notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    sha256: text().notNull(),
    content: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.workItem, table.position] })],
);
