import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { ladders, obligationItems, obligations } from '../schema/index.ts';
import { among } from './among.ts';
import { byObligation } from './by-obligation.ts';
import { type Held, standingOf } from './obligation.ts';

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
  const inForce = await tx
    .selectDistinctOn([ladders.obligation], { ladder: ladders })
    .from(ladders)
    .innerJoin(obligations, and(eq(obligations.id, ladders.obligation), eq(obligations.ladderNumber, ladders.number)))
    .where(among(ladders.obligation, wanted))
    .orderBy(asc(ladders.obligation), desc(ladders.calendarVersion));
  const ladderOf = new Map(inForce.map(({ ladder }) => [ladder.obligation, ladder]));
  return new Map(
    rows.map((row): [string, Held] => {
      const ladder = ladderOf.get(row.id);
      if (!ladder) throw new TypeError(`obligation ${row.id} has no ladder ${row.ladderNumber}`);
      const own = (itemsOf.get(row.id) ?? []).map(({ id, state }) => ({ id, state }));
      return [row.id, { row, ladder, standing: standingOf(row, own, ladder.deadline) }];
    }),
  );
}
