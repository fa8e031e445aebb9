import { and, asc, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { ladders, obligationItems, obligations } from '../schema/index.ts';
import { among } from './among.ts';
import { byObligation } from './by-obligation.ts';
import { type Held, type LadderRow, type ObligationRow, standingOf } from './obligation.ts';

/**
 * Obligations as they stand, by id, kept from changing until the transaction ends but open to other readers: three
 * queries however many they are. Locked in the order of ids, as commands lock several: the two never wait for each other.
 */
export async function heldForReading(tx: Transaction, ids: string[]): Promise<Map<string, Held>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(obligations)
    .where(among(obligations.id, wanted))
    .orderBy(sql`${obligations.id} collate "C"`)
    .for('share');
  const items = await tx
    .select({ obligation: obligationItems.obligation, id: obligationItems.item, state: obligationItems.state })
    .from(obligationItems)
    .where(among(obligationItems.obligation, wanted))
    .orderBy(asc(obligationItems.position));
  const itemsOf = byObligation(items);
  const ladderOf = await laddersInForce(tx, rows);
  return new Map(
    rows.map((row): [string, Held] => {
      const ladder = ladderOf.get(row.id);
      if (!ladder) throw new TypeError(`obligation ${row.id} has no ladder ${row.ladderNumber}`);
      const own = (itemsOf.get(row.id) ?? []).map(({ id, state }) => ({ id, state }));
      return [row.id, { row, ladder, standing: standingOf(row, own, ladder.deadline) }];
    }),
  );
}

/** Without a join: its plan depends on what the server knows of tables that a night has just filled. */
async function laddersInForce(tx: Transaction, rows: ObligationRow[]): Promise<Map<string, LadderRow>> {
  const numbers = [...new Set(rows.map(({ ladderNumber }) => ladderNumber))];
  const known = await tx
    .select()
    .from(ladders)
    .where(
      and(
        among(
          ladders.obligation,
          rows.map(({ id }) => id),
        ),
        inArray(ladders.number, numbers),
      ),
    )
    .orderBy(asc(ladders.calendarVersion));
  const numberOf = new Map(rows.map(({ id, ladderNumber }) => [id, ladderNumber]));
  const inForce = known.filter(({ obligation, number }) => numberOf.get(obligation) === number);
  return new Map(inForce.map((ladder) => [ladder.obligation, ladder]));
}
