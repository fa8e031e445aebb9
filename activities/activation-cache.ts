import type { Transaction } from '../db/database.ts';
import { newestVersion } from '../db/queries/calendar.ts';
import { loadActivation } from '../db/queries/plan.ts';
import type { Activation } from '../domain/activation.ts';

/** Long enough for a morning's rungs of one plan. */
const KEPT_MS = 30_000;

interface ActivationCache {
  load(tx: Transaction, tenant: string, plan: string): Promise<Activation>;
}

/**
 * Plans as the rules take them, kept for half a minute: a night writes thousands of rungs of one plan, and reading it
 * anew each time was most of their cost. Never beyond the calendar they were read with: its number is looked at each
 * time. Contacts are not taken from here: they are read with each rung.
 * Kept by a clock that nobody can put back.
 */
export function activationCache(): ActivationCache {
  const kept = new Map<string, { activation: Activation; until: number }>();
  return {
    async load(tx, tenant, plan) {
      const key = `${tenant}/${plan}`;
      const found = kept.get(key);
      const isFresh = found && found.until > performance.now();
      if (isFresh && found.activation.calendar.version === (await newestVersion(tx))) return found.activation;
      const activation = await loadActivation(tx, plan);
      if (!activation) throw new TypeError(`plan ${plan} is not active`);
      kept.set(key, { activation, until: performance.now() + KEPT_MS });
      return activation;
    },
  };
}
