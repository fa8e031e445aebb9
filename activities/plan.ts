import { heartbeat } from '@temporalio/activity';
import { CLOCK, change } from '../db/change.ts';
import { markStarted, type ObligationRow, unstarted } from '../db/queries/obligation.ts';
import { loadRounds } from '../db/queries/plan.ts';
import { isSettled } from '../domain/obligation.ts';
import type { Instant } from '../domain/time.ts';
import {
  type ObligationInput,
  obligationWorkflowId,
  type PlanActivities,
  ROUND_WORKFLOW,
  type RoundInput,
  roundWorkflowId,
} from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';
import { withCodes } from './failure.ts';
import { startObligationOnce, startOnce } from './start.ts';

/** So many obligations are started side by side: enough to keep the frontend busy, few enough for its rate limit. */
const PAGE = 25;

interface Starting {
  tenant: string;
  plan: string;
  round: string | null;
  now: Instant;
  clockShift: number;
  /** Called after each page: an activity shows that it lives. */
  onPage?: (started: number) => void;
}

/**
 * Starts every obligation of a plan or a round that was never started, page by page, with a heartbeat for each page.
 * What has started keeps its mark, so that a second run goes on where the first stopped.
 */
export async function startObligations(dependencies: Dependencies, starting: Starting): Promise<number> {
  const { database } = dependencies;
  const { tenant, plan, round, now } = starting;
  for (let total = 0; ;) {
    const page = await database.inTenant(tenant, (tx) => unstarted(tx, { plan, round }, PAGE));
    if (page.length === 0) return total;
    await Promise.all(
      page.filter(isOpen).map(({ row, ladder }) => startObligation(dependencies, starting, row, ladder)),
    );
    const ids = page.map(({ row }) => row.id);
    const entry = {
      tenant,
      at: now,
      actor: CLOCK,
      action: 'obligation.started',
      entity: round ?? plan,
      payload: { ids },
    };
    await database.inTenant(tenant, (tx) => change(tx, entry, () => markStarted(tx, ids, now)));
    total += page.length;
    starting.onPage?.(total);
  }
}

/** What was accepted before anybody could start it (a worker that was away) has nothing more to say. */
const isOpen = ({ row }: { row: ObligationRow }): boolean =>
  !isSettled({ decision: row.decision, unreported: row.unreportedAt !== null });

async function startObligation(
  { client, taskQueue, idPrefix }: Dependencies,
  { tenant, now, clockShift }: Starting,
  row: { id: string; sequence: number },
  ladder: ObligationInput['ladder'],
): Promise<void> {
  const workflowId = obligationWorkflowId(idPrefix, tenant, row.id);
  const { id, sequence } = row;
  const input = { tenant, clockShift, bornAt: now, obligation: id, ladder, sequence };
  await startObligationOnce(client, { workflowId, taskQueue }, input);
}

export function createPlanActivities(dependencies: Dependencies): PlanActivities {
  const { database, client, taskQueue, idPrefix, log } = dependencies;

  async function start(tenant: string, id: string, bornAt: Instant, clockShift: number): Promise<void> {
    const round = (await database.inTenant(tenant, (tx) => loadRounds(tx))).find((row) => row.id === id);
    if (!round) throw new TypeError(`round ${id} is missing`);
    const { consolidationAt, closesAt } = round;
    const input: RoundInput = { format: 1, tenant, clockShift, bornAt, round: id, consolidationAt, closesAt };
    await startOnce(client, ROUND_WORKFLOW, { workflowId: roundWorkflowId(idPrefix, tenant, id), taskQueue }, input);
  }

  return {
    startOwnObligations: ({ tenant, plan, now, clockShift }) =>
      withCodes(log, 'startOwnObligations', () =>
        startObligations(dependencies, { tenant, plan, round: null, now, clockShift, onPage: heartbeat }),
      ),
    startRound: ({ tenant, round, bornAt, clockShift }) =>
      withCodes(log, 'startRound', () => start(tenant, round, bornAt, clockShift)),
  };
}
