import { condition, proxyActivities } from '@temporalio/workflow';
import { businessNow } from './clock.ts';
import type { PlanActivities, PlanInput } from './messages.ts';

const { startOwnObligations, startRound } = proxyActivities<PlanActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 minutes' },
});

/** Carries one active plan: starts what has a date or an event of its own, then opens each round on its day. */
export async function planWorkflow(input: PlanInput): Promise<void> {
  const { tenant, plan, clockShift } = input;
  await startOwnObligations({ tenant, plan, now: input.bornAt, clockShift });
  for (const opening of input.openings) {
    const wait = opening.wakeAt - businessNow(clockShift);
    if (wait > 0) await condition(() => false, wait);
    await startRound({ tenant, round: opening.round, bornAt: opening.wakeAt, clockShift });
  }
}
