import { and, asc, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../../../db/database.ts';
import { loadActivation, loadRounds } from '../../../db/queries/plan.ts';
import { consolidatedReports } from '../../../db/schema/index.ts';
import type { Consolidation } from '../../../domain/consolidation.ts';
import { derive } from '../../../domain/derivation.ts';
import type { PlanDocument } from '../../../domain/plan.ts';
import type { Instant } from '../../../domain/time.ts';
import { type ObligationLine, readLines } from './lines.ts';
import { type RoundSummary, summaryOf } from './plans.ts';

/** A draft or a supplement that was made, without its files. */
export interface Draft {
  version: number;
  at: Instant;
  kind: Consolidation['kind'];
  received: number;
  expected: number;
}

export interface RoundView extends RoundSummary {
  document: PlanDocument;
  lines: ObligationLine[];
  upward: ObligationLine | null;
  /** Names of the bodies that will owe a report, while the round is not open; empty afterwards. */
  planned: string[];
  /** The newest first. */
  drafts: Draft[];
}

/** One round with the reports of its bodies, or null. */
export async function readRound(tx: Transaction, id: string): Promise<RoundView | null> {
  const round = (await loadRounds(tx)).find((row) => row.id === id);
  const activation = round && (await loadActivation(tx, round.plan));
  if (!round || !activation) return null;
  const all = await readLines(tx, { round: id });
  const lines = all.filter(({ row }) => !row.upward);
  const names = new Map(activation.organisations.map((body) => [body.id, body.name]));
  const planned = round.openedAt
    ? []
    : derive(activation, activation.plannedThrough ?? undefined)
        .obligations.filter((obligation) => obligation.round === id && !obligation.upward)
        .map(({ organisation }) => names.get(organisation) ?? organisation);
  return {
    ...summaryOf(round, all, planned.length),
    document: activation.plan.document,
    lines,
    upward: all.find(({ row }) => row.upward) ?? null,
    planned,
    drafts: await draftsOf(tx, id),
  };
}

async function draftsOf(tx: Transaction, round: string): Promise<Draft[]> {
  const { version, at, content } = consolidatedReports;
  const rows = await tx
    .select({ version, at, content })
    .from(consolidatedReports)
    .where(eq(consolidatedReports.round, round))
    .orderBy(desc(version));
  return rows.map((row) => ({
    version: row.version,
    at: row.at,
    kind: row.content.kind,
    received: row.content.received.length,
    expected: row.content.expected.length,
  }));
}

export const DRAFT_FORMATS = ['docx', 'xlsx'] as const;
export type DraftFormat = (typeof DRAFT_FORMATS)[number];

/** The bytes of one draft with the words for its file name, or null. */
export async function readDraftFile(
  tx: Transaction,
  round: string,
  version: number,
  format: DraftFormat,
): Promise<{ bytes: Buffer; title: string } | null> {
  const [row] = await tx
    .select({ bytes: consolidatedReports[format], content: consolidatedReports.content })
    .from(consolidatedReports)
    .where(and(eq(consolidatedReports.round, round), eq(consolidatedReports.version, version)))
    .orderBy(asc(consolidatedReports.version));
  return row ? { bytes: row.bytes, title: row.content.title } : null;
}
