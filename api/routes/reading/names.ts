import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Organisation } from '../../../domain/organisation.ts';
import { standIn } from '../../../domain/party.ts';
import type { Plan } from '../../../domain/plan.ts';
import { readOrganisationsFile, readPlanFile } from '../../../importer/plan-file.ts';

/** What a rehearsal document calls by id only: it holds what was sent, not who everybody is. */
export interface PlanNames {
  plan: Plan | null;
  organisations: Organisation[];
}

/** Reads plan files with the organisations beside them, each once: they do not change under a running program. */
export function openNames(plansDir: string | null): (plan: string) => PlanNames {
  const known = new Map<string, PlanNames>();
  return (plan) => {
    const names = known.get(plan) ?? readNames(plansDir, plan);
    known.set(plan, names);
    return names;
  };
}

function readNames(plansDir: string | null, id: string): PlanNames {
  const file = plansDir === null ? null : path.join(plansDir, `${id}.yaml`);
  if (plansDir === null || file === null || !existsSync(file)) return { plan: null, organisations: [] };
  const plan = readPlanFile(file);
  const beside = path.join(plansDir, 'organisations', `${id}.yaml`);
  const bodies = existsSync(beside) ? readOrganisationsFile(beside).organisations : [];
  // A plan without such a file is rehearsed with each party standing for itself.
  return { plan, organisations: [...bodies, ...plan.parties.map(standIn)] };
}
