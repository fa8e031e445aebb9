import { heartbeat } from '@temporalio/activity';
import { loadRounds } from '../db/queries/plan.ts';
import type { Instant } from '../domain/time.ts';
import type { PlanActivities } from '../workflows/messages.ts';
import { advancePlan } from './advance.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { startObligations, startRound } from './start.ts';

export function createPlanActivities(dependencies: Dependencies): PlanActivities {
  const { database, log } = dependencies;

  async function startById(tenant: string, id: string, bornAt: Instant, clockShift: number): Promise<void> {
    const round = (await database.inTenant(tenant, (tx) => loadRounds(tx))).find((row) => row.id === id);
    if (!round) throw new TypeError(`round ${id} is missing`);
    await startRound(dependencies, { tenant, clockShift }, round, bornAt);
  }

  return {
    startOwnObligations: ({ tenant, plan, now, clockShift }) =>
      withCodes(log, 'startOwnObligations', () =>
        startObligations(dependencies, { tenant, plan, round: null, now, clockShift, onPage: heartbeat }),
      ),
    startRound: ({ tenant, round, bornAt, clockShift }) =>
      withCodes(log, 'startRound', () => startById(tenant, round, bornAt, clockShift)),
    advancePlan: (input) => withCodes(log, 'advancePlan', () => advancePlan(dependencies, input)),
  };
}
