import { asc, getTableColumns } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import {
  auditLog,
  consolidatedReports,
  deliveries,
  drafts,
  envelopes,
  facts,
  ladders,
  notifications,
  obligationItems,
  obligations,
  outbox,
  planVersions,
  rounds,
  submissions,
} from '../../db/schema/index.ts';

/** All rows of a tenant that an invariant speaks of, read in one transaction. */
export type Rows = Awaited<ReturnType<typeof readRows>>;

export const readRows = (database: Database, tenant: string) =>
  database.inTenant(tenant, async (tx) => {
    // The files themselves are for nobody here to read.
    const { docx: _docx, xlsx: _xlsx, ...report } = getTableColumns(consolidatedReports);
    return {
      obligations: await tx.select().from(obligations).orderBy(asc(obligations.id)),
      items: await tx.select().from(obligationItems),
      ladders: await tx.select().from(ladders).orderBy(asc(ladders.number), asc(ladders.calendarVersion)),
      facts: await tx.select().from(facts).orderBy(asc(facts.obligation), asc(facts.sequence)),
      submissions: await tx.select().from(submissions).orderBy(asc(submissions.version)),
      drafts: await tx.select().from(drafts),
      notifications: await tx.select().from(notifications).orderBy(asc(notifications.id)),
      envelopes: await tx.select().from(envelopes).orderBy(asc(envelopes.asOf)),
      deliveries: await tx.select().from(deliveries).orderBy(asc(deliveries.id)),
      rounds: await tx.select().from(rounds),
      outbox: await tx.select().from(outbox).orderBy(asc(outbox.id)),
      log: await tx.select().from(auditLog).orderBy(asc(auditLog.sequence)),
      versions: await tx.select().from(planVersions),
      reports: await tx.select(report).from(consolidatedReports).orderBy(asc(consolidatedReports.version)),
    };
  });
