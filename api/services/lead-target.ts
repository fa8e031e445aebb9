import type { Transaction } from '../../db/database.ts';
import { loadDeadline } from '../../db/queries/obligation.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import type { LocalDate } from '../../domain/time.ts';

/** The lead's own target day in a round, as it stands now: its report upward may have been given a later one. */
export async function leadTargetOf(tx: Transaction, roundId: string | null): Promise<LocalDate | null> {
  const round = roundId === null ? undefined : (await loadRounds(tx)).find(({ id }) => id === roundId);
  if (!round) return null;
  const upward = round.leadObligation === null ? null : await loadDeadline(tx, round.leadObligation);
  return (upward ?? round.leadDeadline)?.targetDay ?? null;
}
