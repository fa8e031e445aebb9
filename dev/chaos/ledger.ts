import type { Instant } from '../../domain/time.ts';
import { type OtherTenant, plantOtherTenant } from './other-tenant.ts';
import type { Touched } from './perform.ts';
import { readRows, type Rows } from './rows.ts';
import type { PlannedAct } from './scenario.ts';
import type { World } from './world.ts';

/** What came of an act: done, or refused by a rule with its code. */
export interface Done extends PlannedAct {
  refused: string | null;
  touched: Touched;
}

/** What a run has seen so far: acts as they were answered, and the rows at the check before. */
export interface Ledger {
  done: Done[];
  /** The acts of the last stop, as text. */
  step: string;
  before: Rows;
  checkedAt: Instant;
  other: OtherTenant;
}

export async function newLedger(world: World): Promise<Ledger> {
  const other = await plantOtherTenant(world);
  const before = await readRows(world.watch, world.scenario.tenant);
  return { done: [], step: 'the activation', before, checkedAt: world.now, other };
}
