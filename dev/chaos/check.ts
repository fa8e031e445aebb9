import { disagreementLine, reconcile } from '../../activities/reconcile.ts';
import type { Finding } from './breach.ts';
import { checkDue, checkLetters } from './check-letters.ts';
import { checkLog } from './check-log.ts';
import { checkReports } from './check-reports.ts';
import type { Ledger } from './ledger.ts';
import { checkOtherTenant } from './other-tenant.ts';
import { readRows } from './rows.ts';
import type { World } from './world.ts';

/** What has to hold at every stop, whatever is broken: I1 to I10. */
export async function checkStep(world: World, ledger: Ledger): Promise<Finding[]> {
  const rows = await readRows(world.watch, world.scenario.tenant);
  const findings = [
    ...checkLetters(world, ledger, rows),
    ...checkDue(world, rows),
    ...checkLog(ledger.before, rows),
    ...checkReports(ledger.before, rows),
    ...(await checkOtherTenant(world, ledger.other)),
    ...(await checkWorkflows(world)),
  ];
  ledger.before = rows;
  ledger.checkedAt = world.now;
  return findings;
}

/** I7: rows and workflows say the same. With the worker away there is nobody to ask. */
async function checkWorkflows({ bench, scenario, workerAway }: World): Promise<Finding[]> {
  if (workerAway) return [];
  const disagreements = await reconcile(bench.dependencies, scenario.tenant);
  return disagreements.map((one) => ({ invariant: 'I7', fact: disagreementLine(one) }));
}
