import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { CLOCK, change } from '../db/change.ts';
import { markStarted, type ObligationRow, unstarted } from '../db/queries/obligation.ts';
import type { RoundRow } from '../db/queries/plan.ts';
import { isSettled } from '../domain/obligation.ts';
import type { Instant } from '../domain/time.ts';
import {
  OBLIGATION_WORKFLOW,
  type ObligationInput,
  obligationWorkflowId,
  ROUND_WORKFLOW,
  type RoundInput,
  roundWorkflowId,
} from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Starts a workflow once. The id is the key: one that runs, or ran and is still retained, is left alone, and the call
 * counts as done. Every start of the product comes through here.
 */
export async function startOnce(
  client: Client,
  type: string,
  options: { workflowId: string; taskQueue: string },
  input: object,
): Promise<void> {
  try {
    await client.workflow.start(type, {
      ...options,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

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

/** The workflow of one obligation, from its row as it is: with the number of the last fact that its ladder knows. */
export async function startObligationOnce(
  client: Client,
  options: { workflowId: string; taskQueue: string },
  input: Omit<ObligationInput, 'format' | 'fired'>,
): Promise<void> {
  await startOnce(client, OBLIGATION_WORKFLOW, options, { ...input, format: 1, fired: [] } satisfies ObligationInput);
}

export async function startRound(
  { client, taskQueue, idPrefix }: Dependencies,
  { tenant, clockShift }: Pick<Starting, 'tenant' | 'clockShift'>,
  { id, consolidationAt, closesAt }: Pick<RoundRow, 'id' | 'consolidationAt' | 'closesAt'>,
  bornAt: Instant,
): Promise<void> {
  const input: RoundInput = { format: 1, tenant, clockShift, bornAt, round: id, consolidationAt, closesAt };
  await startOnce(client, ROUND_WORKFLOW, { workflowId: roundWorkflowId(idPrefix, tenant, id), taskQueue }, input);
}
