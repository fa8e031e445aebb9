import type { Transaction } from '../../../db/database.ts';
import { listPlans, loadActivation, loadRounds, type RoundRow } from '../../../db/queries/plan.ts';
import { leadOf } from '../../../domain/activation.ts';
import { derive } from '../../../domain/derivation.ts';
import type { PlanDocument } from '../../../domain/plan.ts';
import type { Instant } from '../../../domain/time.ts';
import { type ObligationLine, readLines } from './lines.ts';

/** A round with its count "n/m đã nhận". */
export interface RoundSummary {
  round: RoundRow;
  /** Bodies that owe a report; before the round opens, as the plan has it today. */
  expected: number;
  received: number;
}

/** An active plan as the overview and its own page show it. */
export interface PlanView {
  id: string;
  document: PlanDocument;
  leadName: string;
  activatedAt: Instant;
  activatedBy: string;
  rounds: RoundSummary[];
  /** Obligations of their own: with a date, a product or an event. */
  own: ObligationLine[];
  /** The lead's reports to its superiors. */
  upward: ObligationLine[];
}

/** All active plans of the tenant. */
export async function readPlans(tx: Transaction): Promise<PlanView[]> {
  const views: PlanView[] = [];
  for (const { id } of await listPlans(tx)) {
    const view = await readPlan(tx, id);
    if (view) views.push(view);
  }
  return views;
}

/** One active plan, or null. */
export async function readPlan(tx: Transaction, id: string): Promise<PlanView | null> {
  const row = (await listPlans(tx)).find((plan) => plan.id === id);
  const activation = await loadActivation(tx, id);
  if (!row || !activation) return null;
  const lines = await readLines(tx, { plan: id });
  const { obligations } = derive(activation, activation.plannedThrough ?? undefined);
  const planned = (round: string): number =>
    obligations.filter((obligation) => obligation.round === round && !obligation.upward).length;
  return {
    id,
    document: row.content.document,
    leadName: leadOf(activation).name,
    activatedAt: row.activatedAt,
    activatedBy: row.activatedBy,
    rounds: (await loadRounds(tx, id)).map((round) => summaryOf(round, lines, planned(round.id))),
    own: lines.filter((line) => line.row.round === null),
    upward: lines.filter((line) => line.row.upward),
  };
}

/**
 * What was waived or cancelled is no longer expected. A body counts once, by its report; by what was moved to it only
 * where it has none.
 */
export function summaryOf(round: RoundRow, lines: readonly ObligationLine[], planned: number): RoundSummary {
  if (round.openedAt === null) return { round, expected: planned, received: 0 };
  const owed = new Map<string, ObligationLine['row']>();
  for (const { row, state } of lines) {
    if (row.round !== round.id || row.upward || state === 'waived' || state === 'cancelled') continue;
    if (row.kind === 'report' || !owed.has(row.organisation)) owed.set(row.organisation, row);
  }
  const received = [...owed.values()].filter(({ receivedOn }) => receivedOn !== null);
  return { round, expected: owed.size, received: received.length };
}
