import { and, eq } from 'drizzle-orm';
import { listObligations, storeObligations } from '../../../db/queries/obligation.ts';
import { loadRounds, updateRound } from '../../../db/queries/plan.ts';
import type { Transaction } from '../../../db/database.ts';
import { ladders } from '../../../db/schema/index.ts';
import type { Activation } from '../../../domain/activation.ts';
import { derive } from '../../../domain/derivation.ts';
import type { Ladder } from '../../../domain/rung.ts';
import { firstLadder } from '../../../domain/subject.ts';
import type { Instant } from '../../../domain/time.ts';

/** Between two rungs. Without skipping the server may be a second late with a timer, and two must not fall into one. */
export const STEP_MS = 3000;

/**
 * The same ladder within seconds, so that it can be recorded in real time. Only `wakeAt` moves, which is all that a
 * workflow looks at: the days stay the plan's own. Rungs that wake together still do.
 */
export function squeezed(ladder: Ladder, from: Instant, step: number): Ladder {
  const instants = [...new Set(ladder.rungs.map(({ wakeAt }) => wakeAt))].sort((a, b) => a - b);
  const rungs = ladder.rungs.map((rung) => ({ ...rung, wakeAt: from + instants.indexOf(rung.wakeAt) * step }));
  return { ...ladder, rungs };
}

/** Squeezes the ladder in force of one obligation, as its row has it: before the relay tells it. */
export async function squeezeStored(tx: Transaction, obligation: string, from: Instant, step: number): Promise<void> {
  const [row] = (await tx.select().from(ladders).where(eq(ladders.obligation, obligation))).sort(
    (a, b) => b.number - a.number || b.calendarVersion - a.calendarVersion,
  );
  if (!row) throw new Error(`${obligation} has no ladder`);
  await tx
    .update(ladders)
    .set({ ladder: squeezed(row.ladder, from, step) })
    .where(
      and(
        eq(ladders.obligation, obligation),
        eq(ladders.number, row.number),
        eq(ladders.calendarVersion, row.calendarVersion),
      ),
    );
}

/** Squeezes everything of a plan that has no round. */
export async function squeezeOwn(
  tx: Transaction,
  plan: string,
  from: Instant,
  stepOf: (obligation: string) => number,
): Promise<void> {
  const rows = await listObligations(tx, { plan });
  for (const { id } of rows.filter(({ round }) => round === null)) await squeezeStored(tx, id, from, stepOf(id));
}

/**
 * Writes the obligations of a round ahead of its opening, which leaves what it finds, with ladders of seconds. The
 * lead's report upward keeps its own: its first date is weeks away, and a person answers before.
 */
export async function squeezeRound(
  tx: Transaction,
  activation: Activation,
  { tenant, round, now, first, consolidationAt, closesAt }: RoundSeconds,
): Promise<void> {
  await updateRound(tx, round, { consolidationAt: now + consolidationAt, closesAt: now + closesAt });
  const list = derive(activation).obligations.map((obligation, position) => ({ obligation, position }));
  const squeezedList = list
    .filter(({ obligation }) => obligation.round === round)
    .map(({ obligation, position }) => {
      const ladder = firstLadder(obligation, activation);
      if (obligation.upward) return { obligation, position, ladder };
      const closing = { ...ladder, closesAt: now + closesAt };
      return {
        obligation: { ...obligation, closesAt: now + closesAt },
        position,
        ladder: squeezed(closing, now + first, STEP_MS),
      };
    });
  if (squeezedList.length === 0 || !(await loadRounds(tx)).some(({ id }) => id === round)) {
    throw new Error(`${round} is no round of the plan`);
  }
  await storeObligations(tx, tenant, squeezedList, now);
}

/** Spans from `now` on. */
interface RoundSeconds {
  tenant: string;
  round: string;
  now: Instant;
  first: number;
  consolidationAt: number;
  closesAt: number;
}
