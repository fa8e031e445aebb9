import { condition, continueAsNew, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import { businessNow } from './clock.ts';
import {
  FACT_UPDATE,
  type FactAnswer,
  type OneYearPlanInput,
  type PlanActivities,
  type PlanFact,
  type PlanInput,
} from './messages.ts';

const { advancePlan, startOwnObligations, startRound } = proxyActivities<PlanActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '15 minutes' },
});

export const planFactUpdate = defineUpdate<FactAnswer, [PlanFact]>(FACT_UPDATE);

/** A run wakes so often before it begins anew: about two years of a plan with monthly rounds. */
const WAKINGS = 40;

/**
 * Carries one active plan for as long as it runs: at each instant that the rows name it opens rounds, starts what has a
 * date of its own and plans the year to come. Which instants those are is content, and content is rows: the workflow
 * only keeps the time between them, and looks again when it is told that the plan has changed.
 */
export async function planWorkflow(input: PlanInput | OneYearPlanInput): Promise<void> {
  if (input.format === 1) return carryOneYear(input);
  const { tenant, plan, clockShift } = input;
  const memory = { sequence: input.sequence };
  setHandler(planFactUpdate, (fact) => take(memory, fact));
  let now = input.bornAt;
  for (let wakings = 0; wakings < WAKINGS; wakings++) {
    const seen = memory.sequence;
    const next = await advancePlan({ tenant, plan, now, clockShift });
    const changed = (): boolean => memory.sequence !== seen;
    if (next === null) {
      await condition(changed);
    } else {
      const wait = next - businessNow(clockShift);
      // What was due at an instant is done for that instant, however late the clock is a moment later.
      if (wait <= 0 || !(await condition(changed, wait))) {
        now = next;
        continue;
      }
    }
    now = businessNow(clockShift);
  }
  await continueAsNew<typeof planWorkflow>({ ...input, bornAt: now, sequence: memory.sequence });
}

function take(memory: { sequence: number }, fact: PlanFact): FactAnswer {
  if (fact.sequence <= memory.sequence) return 'already known';
  memory.sequence = fact.sequence;
  return 'taken';
}

async function carryOneYear(input: OneYearPlanInput): Promise<void> {
  const { tenant, plan, clockShift } = input;
  await startOwnObligations({ tenant, plan, now: input.bornAt, clockShift });
  for (const opening of input.openings) {
    const wait = opening.wakeAt - businessNow(clockShift);
    if (wait > 0) await condition(() => false, wait);
    await startRound({ tenant, round: opening.round, bornAt: opening.wakeAt, clockShift });
  }
}
