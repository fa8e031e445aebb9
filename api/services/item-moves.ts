import type { Transaction } from '../../db/database.ts';
import { obligationExists } from '../../db/queries/obligation.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import type { ResolvedDeadline } from '../../domain/deadline.ts';
import { movedItemId, movedObligation, type Origin, type RoundEnd } from '../../domain/moved-obligation.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Holding } from './holding.ts';
import type { Move } from './move.ts';

/** Each of the items as an obligation of its own: of the same body with another date, or of another body. */
export async function itemMoves(
  holding: Holding,
  items: string[],
  organisation: string,
  deadline: ResolvedDeadline | null,
): Promise<Move[]> {
  const { tx, row, now, activation } = holding;
  const round = await roundEndOf(holding);
  const moves: Move[] = [];
  for (const item of items) {
    const id = await freeItemId(tx, row, item, organisation);
    const becoming = { id, kind: 'own' as const, organisation, items: [item], deadline };
    const made = movedObligation(row, becoming, round, localDateOf(now), activation);
    moves.push({ items: [item], to: id, made, indicators: [] });
  }
  return moves;
}

/** The days of the obligation's round; null for what has none. */
export async function roundEndOf({ tx, row }: Holding): Promise<RoundEnd | null> {
  const round = (await loadRounds(tx, row.plan)).find(({ id }) => id === row.round);
  return round ? { consolidationOn: localDateOf(round.consolidationAt), closesAt: round.closesAt } : null;
}

async function freeItemId(tx: Transaction, origin: Origin, item: string, organisation: string): Promise<string> {
  for (let nth = 1; ; nth++) {
    const id = movedItemId(origin, item, organisation, nth);
    if (!(await obligationExists(tx, id))) return id;
  }
}
