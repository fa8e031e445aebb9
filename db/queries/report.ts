import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { RoundReport } from '../../domain/accepted-content.ts';
import type { Consolidation } from '../../domain/consolidation.ts';
import type { OfficialDocument } from '../../domain/submission.ts';
import type { Transaction } from '../database.ts';
import { consolidatedReports, obligationItems, obligations, submissions } from '../schema/index.ts';

export async function storeReport(tx: Transaction, row: typeof consolidatedReports.$inferInsert): Promise<void> {
  await tx.insert(consolidatedReports).values(row);
}

/** What the round's versions say, the newest last; without their files, which can be large. */
export async function loadReports(tx: Transaction, round: string): Promise<Consolidation[]> {
  const rows = await tx
    .select({ content: consolidatedReports.content })
    .from(consolidatedReports)
    .where(eq(consolidatedReports.round, round))
    .orderBy(asc(consolidatedReports.version));
  return rows.map(({ content }) => content);
}

/** The newest version with its files, or null before the first. */
export async function newestReport(
  tx: Transaction,
  round: string,
): Promise<typeof consolidatedReports.$inferSelect | null> {
  const [row] = await tx
    .select()
    .from(consolidatedReports)
    .where(eq(consolidatedReports.round, round))
    .orderBy(desc(consolidatedReports.version))
    .limit(1);
  return row ?? null;
}

/** What each organisation owes in the round and how far it has come, in the order of the organisations file. */
export async function reportsOfRound(tx: Transaction, round: string): Promise<RoundReport[]> {
  const rows = await tx
    .select()
    .from(obligations)
    .where(and(eq(obligations.round, round), eq(obligations.upward, false)))
    .orderBy(asc(obligations.position));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const items = await tx
    .select()
    .from(obligationItems)
    .where(inArray(obligationItems.obligation, ids))
    .orderBy(asc(obligationItems.position));
  return rows.map(({ id, organisation, decision, receivedOn }) => ({
    id,
    organisation,
    decision,
    receivedOn,
    items: items.filter(({ obligation }) => obligation === id).map(({ item, state }) => ({ id: item, state })),
  }));
}

/** The signed document last entered for an obligation: for the lead's report upward, the report as it was issued. */
export async function officialOf(tx: Transaction, obligation: string): Promise<OfficialDocument | null> {
  const rows = await tx
    .select({ content: submissions.content })
    .from(submissions)
    .where(eq(submissions.obligation, obligation))
    .orderBy(desc(submissions.version));
  return rows.find(({ content }) => content.official !== null)?.content.official ?? null;
}

/** Every version of a round with its files, the newest last. */
export async function reportsWithFiles(
  tx: Transaction,
  round: string,
): Promise<(typeof consolidatedReports.$inferSelect)[]> {
  return tx
    .select()
    .from(consolidatedReports)
    .where(eq(consolidatedReports.round, round))
    .orderBy(asc(consolidatedReports.version));
}
