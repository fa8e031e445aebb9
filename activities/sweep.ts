import type { Logger } from 'pino';
import { loadRounds, listPlans } from '../db/queries/plan.ts';
import { MINUTE_MS } from '../domain/time.ts';
import type { Dependencies } from './dependencies.ts';
import { startObligations } from './start.ts';

/** An opening that is still at work is left alone for so long. */
const GRACE_MS = 10 * MINUTE_MS;

/**
 * Starts what was written but never started: a worker that died between the two, longer ago than the grace. Only rows
 * without a start are taken: a row whose workflow has ended long ago must not begin its messages anew.
 */
export async function sweep(dependencies: Dependencies, clockShift: number, log: Logger): Promise<number> {
  const { database } = dependencies;
  const now = Date.now() - clockShift;
  let started = 0;
  for (const tenant of await database.tenants()) {
    const { plans, rounds } = await database.inTenant(tenant, async (tx) => ({
      plans: await listPlans(tx),
      rounds: await loadRounds(tx),
    }));
    const own = plans.filter((plan) => plan.activatedAt < now - GRACE_MS).map(({ id }) => ({ plan: id, round: null }));
    const opened = rounds
      .filter((round) => round.openedAt !== null && round.openedAt < now - GRACE_MS)
      .map(({ id, plan }) => ({ plan, round: id }));
    for (const scope of [...own, ...opened]) {
      started += await startObligations(dependencies, { tenant, ...scope, now, clockShift });
    }
  }
  if (started > 0) log.warn({ started }, 'obligations were started by the sweep');
  return started;
}
