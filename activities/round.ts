import { heartbeat } from '@temporalio/activity';
import { change, CLOCK } from '../db/change.ts';
import type { Transaction } from '../db/database.ts';
import { listObligations, storeObligations } from '../db/queries/obligation.ts';
import { loadActivation, lockRound, type RoundRow, updateRound } from '../db/queries/plan.ts';
import { derive } from '../domain/derivation.ts';
import { isSettled } from '../domain/obligation.ts';
import { firstLadder } from '../domain/subject.ts';
import type { Instant } from '../domain/time.ts';
import type { RoundActivities } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';
import { draftReport } from './draft.ts';
import { withCodes } from './failure.ts';
import { startObligations } from './start.ts';

/** Facts of time of one round: opened, drafted, closed. */
export function createRoundActivities(dependencies: Dependencies): RoundActivities {
  const { database, log, failpoint } = dependencies;

  /** Writes the round's obligations as its bodies stand on the opening day, then starts them. */
  async function open(tenant: string, id: string, now: Instant, clockShift: number): Promise<number> {
    const plan = await database.inTenant(tenant, async (tx) => {
      const round = await held(tx, id);
      if (round.openedAt === null) await writeObligations(tx, tenant, round, now);
      return round.plan;
    });
    await failpoint?.('round-written');
    return startObligations(dependencies, { tenant, plan, round: id, now, clockShift, onPage: heartbeat });
  }

  async function draft(tenant: string, id: string, now: Instant): Promise<number> {
    const version = await database.inTenant(tenant, async (tx) => {
      const made = await draftReport(tx, tenant, id, now);
      await failpoint?.('draft-composed');
      return made;
    });
    await failpoint?.('draft-made');
    return version;
  }

  async function close(tx: Transaction, tenant: string, id: string, now: Instant): Promise<void> {
    const round = await held(tx, id);
    if (round.closedAt !== null) return;
    const entry = { tenant, at: now, actor: CLOCK, action: 'round.closed', entity: id, payload: {} };
    await change(tx, entry, () => updateRound(tx, id, { closedAt: now }));
  }

  return {
    openRound: ({ tenant, round, now, clockShift }) =>
      withCodes(log, 'openRound', () => open(tenant, round, now, clockShift)),
    makeDraft: ({ tenant, round, now }) => withCodes(log, 'makeDraft', () => draft(tenant, round, now)),
    closeRound: ({ tenant, round, now }) =>
      withCodes(log, 'closeRound', () => database.inTenant(tenant, (tx) => close(tx, tenant, round, now))),
  };
}

async function held(tx: Transaction, id: string): Promise<RoundRow> {
  const round = await lockRound(tx, id);
  if (!round) throw new TypeError(`round ${id} is missing`);
  return round;
}

async function writeObligations(tx: Transaction, tenant: string, round: RoundRow, now: Instant): Promise<void> {
  const activation = await loadActivation(tx, round.plan);
  if (!activation) throw new TypeError(`plan ${round.plan} is not active`);
  const list = derive(activation, round.year)
    .obligations.map((obligation, position) => ({ obligation, position, ladder: firstLadder(obligation, activation) }))
    .filter(({ obligation }) => obligation.round === round.id);
  const entry = {
    tenant,
    at: now,
    actor: CLOCK,
    action: 'round.opened',
    entity: round.id,
    payload: { obligations: list.length },
  };
  await change(tx, entry, async () => {
    await storeObligations(tx, tenant, list, now);
    const rows = await listObligations(tx, { round: round.id });
    const unsettled = rows.filter(
      (row) => !row.upward && !isSettled({ decision: row.decision, unreported: false }),
    ).length;
    await updateRound(tx, round.id, { openedAt: now, unsettled });
  });
}
