import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { loadOutages } from '../../../db/contact-state.ts';
import type { Transaction } from '../../../db/database.ts';
import { listObligations, type ObligationRow, standingOf } from '../../../db/queries/obligation.ts';
import { loadOrganisations } from '../../../db/queries/organisation.ts';
import { ladders, notifications, obligationItems } from '../../../db/schema/index.ts';
import type { ResolvedDeadline, Timeliness } from '../../../domain/deadline.ts';
import { type ObligationState, type Standing, stateOf } from '../../../domain/obligation.ts';
import type { Outage } from '../../../domain/reachability.ts';
import { type LadderInForce, timelinessThen } from '../../services/status-history.ts';
import { byObligation } from '../../../db/queries/by-obligation.ts';

/** One obligation as lists show it. */
export interface ObligationLine {
  tenant: string;
  row: ObligationRow;
  organisationName: string;
  items: Standing['items'];
  state: ObligationState;
  deadline: ResolvedDeadline | null;
  timeliness: Timeliness | null;
  /** When nothing reached the body. */
  outages: Outage[];
  /** Messages about it that have left. */
  sent: number;
}

type DeadlineRow = LadderInForce & { obligation: string };

/** Obligations of a plan, a round or all, with their states; a handful of queries however many they are. */
export async function readLines(
  tx: Transaction,
  scope: { plan?: string; round?: string } = {},
): Promise<ObligationLine[]> {
  const rows = await listObligations(tx, scope);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const names = new Map((await loadOrganisations(tx)).map(({ id, name }) => [id, name]));
  const items = byObligation(await itemsOf(tx, ids));
  const deadlines = byObligation(await deadlinesOf(tx, ids));
  const sent = await sentOf(tx, ids);
  const outages = await loadOutages(tx);
  return rows.map((row) => ({
    organisationName: names.get(row.organisation) ?? row.organisation,
    sent: sent.get(row.id) ?? 0,
    ...lineOf(row, items.get(row.id) ?? [], deadlines.get(row.id) ?? [], outages.get(row.organisation) ?? []),
  }));
}

function lineOf(
  row: ObligationRow,
  items: Standing['items'],
  deadlines: DeadlineRow[],
  outages: Outage[],
): Omit<ObligationLine, 'organisationName' | 'sent'> {
  const deadline = deadlines.findLast(({ number }) => number === row.ladderNumber)?.deadline ?? null;
  return {
    tenant: row.tenant,
    row,
    items: items.map(({ id, state }) => ({ id, state })),
    state: stateOf(standingOf(row, items, deadline)),
    deadline,
    timeliness: row.receivedOn === null ? null : timelinessThen(deadlines, row.receivedOn, outages),
    outages,
  };
}

async function itemsOf(
  tx: Transaction,
  ids: string[],
): Promise<({ obligation: string } & Standing['items'][number])[]> {
  return tx
    .select({ obligation: obligationItems.obligation, id: obligationItems.item, state: obligationItems.state })
    .from(obligationItems)
    .where(inArray(obligationItems.obligation, ids))
    .orderBy(asc(obligationItems.position));
}

/** The newest last; without the ladders themselves, which are long and which no list shows. */
async function deadlinesOf(tx: Transaction, ids: string[]): Promise<DeadlineRow[]> {
  const { obligation, number, deadline, inForceFrom } = ladders;
  return tx
    .select({ obligation, number, deadline, inForceFrom })
    .from(ladders)
    .where(inArray(obligation, ids))
    .orderBy(asc(number), asc(ladders.calendarVersion));
}

async function sentOf(tx: Transaction, ids: string[]): Promise<Map<string, number>> {
  const rows = await tx
    .select({ id: notifications.obligation, sent: sql<number>`count(*)::int` })
    .from(notifications)
    .where(and(eq(notifications.state, 'sent'), inArray(notifications.obligation, ids)))
    .groupBy(notifications.obligation);
  return new Map(rows.map(({ id, sent }) => [id, sent]));
}
