import type { Transaction } from '../db/database.ts';
import { stopForEpoch } from '../db/epoch.ts';
import { countDueBefore } from '../db/queries/notification.ts';
import { lastLookedAt } from '../db/queries/sending.ts';
import { EPOCH_GUARD_ENTRIES, isAtRest, overdue } from '../domain/sending.ts';
import { DAY_MS, type Instant, localDateOf } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import { siftDue } from './claim.ts';
import { passagesOf, sendingNow } from './sending.ts';

/**
 * Before a dispatch: where more than `guard` entries would leave together that are each more than a day over their
 * minute and that nobody has looked at since, everything is stopped until a person has. Mostly one count.
 */
export async function guardEpoch(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  activations: ReturnType<typeof activationCache>,
  guard = EPOCH_GUARD_ENTRIES,
): Promise<void> {
  const sending = await sendingNow(tx, tenant, asOf);
  if (isAtRest(sending) || (await countDueBefore(tx, asOf - DAY_MS)) <= guard) return;
  const lookedAt = await lastLookedAt(tx);
  const { live, bodies } = await siftDue(tx, tenant, asOf, activations);
  const passages = await passagesOf(tx, sending, live, localDateOf(asOf), bodies);
  const leaving = live.filter((entry) => passages.get(entry)?.kind === 'leave');
  const late = overdue(
    leaving.map(({ notification }) => notification),
    asOf,
    lookedAt,
  );
  if (late.length > guard) await stopForEpoch(tx, tenant, asOf, late);
}
