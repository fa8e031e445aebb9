import { bigserial, customType, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Consolidation } from '../../domain/consolidation.ts';
import type { Instant } from '../../domain/time.ts';
import { instant, vietnamese } from './columns.ts';

const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

/** What Temporal has to be told, written in the transaction that decided it; the relay delivers it in order. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    tenant: text().notNull(),
    workflowId: text('workflow_id').notNull(),
    message: jsonb().$type<OutboxMessage>().notNull(),
    deliveredAt: instant('delivered_at'),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
  },
  (table) => [index('outbox_waiting').on(table.tenant, table.deliveredAt, table.id)],
);

/** Only ids and instants: what a workflow history may hold. */
export type OutboxMessage =
  | { kind: 'start-plan'; plan: string }
  | { kind: 'plan-fact'; plan: string; sequence: number }
  | { kind: 'start-obligation'; obligation: string }
  | { kind: 'obligation-fact'; obligation: string; sequence: number; ladder: number; settled: boolean }
  | ({ kind: 'round-fact'; round: string; sequence: number; change: RoundChange } & RoundInstants);

export type RoundChange = 'all-settled' | 'received-late' | 'issued' | 'moved';

/** With `moved`: the instants that hold from then on. */
interface RoundInstants {
  consolidationAt?: Instant;
  closesAt?: Instant;
}

/** Drafts and supplements, each as it was made. */
export const consolidatedReports = pgTable(
  'consolidated_reports',
  {
    tenant: text().notNull(),
    round: text().notNull(),
    version: integer().notNull(),
    at: instant().notNull(),
    content: jsonb().$type<Consolidation>().notNull(),
    docx: bytes().notNull(),
    xlsx: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.round, table.version] })],
);

/** Who changed what, written with the change. The chain over it comes with the audit. */
export const auditLog = pgTable(
  'audit_log',
  {
    sequence: bigserial({ mode: 'number' }).primaryKey(),
    tenant: text().notNull(),
    at: instant().notNull(),
    actor: vietnamese().notNull(),
    action: text().notNull(),
    entity: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_log_by_entity').on(table.tenant, table.entity)],
);
