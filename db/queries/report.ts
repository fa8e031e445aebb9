import { and, asc, desc, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import type { RoundReport } from '../../domain/accepted-content.ts';
import type { Consolidation } from '../../domain/consolidation.ts';
import type { OfficialDocument } from '../../domain/submission.ts';
import type { Transaction } from '../database.ts';
import { consolidatedReports, obligationItems, obligations, rounds, submissions } from '../schema/index.ts';

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

/** All that feeds the round's report, and how far it has come, in the order of the organisations file. */
export async function reportsOfRound(tx: Transaction, round: string): Promise<RoundReport[]> {
  return reportsWhere(tx, eq(obligations.round, round));
}

/** Obligations of a plan that belong to no round: what came of them stands in the next report. */
export async function ownOfPlan(tx: Transaction, plan: string): Promise<RoundReport[]> {
  return reportsWhere(tx, and(eq(obligations.plan, plan), isNull(obligations.round)));
}

async function reportsWhere(tx: Transaction, condition: SQL | undefined): Promise<RoundReport[]> {
  const rows = await tx
    .select()
    .from(obligations)
    .where(and(condition, eq(obligations.upward, false)))
    .orderBy(asc(obligations.position), asc(obligations.id));
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const items = await tx
    .select()
    .from(obligationItems)
    .where(inArray(obligationItems.obligation, ids))
    .orderBy(asc(obligationItems.position));
  return rows.map(({ id, kind, organisation, decision, receivedOn, indicators }) => ({
    ...{ id, kind, organisation, decision, receivedOn, indicators },
    items: items.filter(({ obligation }) => obligation === id).map(({ item, state }) => ({ id: item, state })),
  }));
}

/** All versions handed in for some obligations, the newest of each last. */
export async function submissionsOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<(typeof submissions.$inferSelect)[]> {
  return tx
    .select()
    .from(submissions)
    .where(inArray(submissions.obligation, [...ids]))
    .orderBy(asc(submissions.obligation), asc(submissions.version));
}

/** Obligations, of those handed in apart from a report, that drafts of the plan's other rounds have told. */
export async function toldByOthers(
  tx: Transaction,
  { id, plan }: Pick<typeof rounds.$inferSelect, 'id' | 'plan'>,
): Promise<Set<string>> {
  const obligation = sql<string>`jsonb_path_query(${consolidatedReports.content}, ${TOLD_APART}::jsonpath) #>> '{}'`;
  const rows = await tx
    .selectDistinct({ obligation })
    .from(consolidatedReports)
    .innerJoin(rounds, and(eq(rounds.tenant, consolidatedReports.tenant), eq(rounds.id, consolidatedReports.round)))
    .where(and(eq(rounds.plan, plan), ne(rounds.id, id)));
  return new Set(rows.map((row) => row.obligation));
}

/** Wherever it stands, a source tells whose obligation it came from. */
const TOLD_APART = '$.**.source ? (@.kind == "own").obligation';

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
