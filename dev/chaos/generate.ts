import { derive } from '../../domain/derivation.ts';
import { diceOf } from './dice.ts';
import { drawnActs } from './drawn-acts.ts';
import { drawnFaults } from './drawn-faults.ts';
import { drawnPlan, TENANT } from './drawn-plan.ts';
import type { Scenario } from './scenario.ts';

/** The scenario of a seed, always the same. Plan, acts and faults are thrown apart: a change of one leaves the others. */
export function scenarioOf(seed: number): Scenario {
  const { activation, days, year } = drawnPlan(diceOf(seed));
  const derived = derive(activation, year);
  return {
    ...{ seed, tenant: TENANT, year, activation, days },
    acts: drawnActs(diceOf(seed ^ 0x5eed_ac75), activation, derived, year),
    faults: drawnFaults(diceOf(seed ^ 0x5eed_fa17), activation, derived),
  };
}
