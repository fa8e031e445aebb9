import type {
  DispatchActivities,
  ObligationActivities,
  PlanActivities,
  RoundActivities,
} from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';
import { createDispatchActivities } from './dispatch.ts';
import { createObligationActivities } from './obligation.ts';
import { createPlanActivities } from './plan.ts';
import { createRoundActivities } from './round.ts';

/** Everything a worker can be asked to do. */
export function createActivities(
  dependencies: Dependencies,
): PlanActivities & RoundActivities & ObligationActivities & DispatchActivities {
  return {
    ...createPlanActivities(dependencies),
    ...createRoundActivities(dependencies),
    ...createObligationActivities(dependencies),
    ...createDispatchActivities(dependencies),
  };
}
