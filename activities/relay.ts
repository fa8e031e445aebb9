import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import type { Logger } from 'pino';
import { change, CLOCK } from '../db/change.ts';
import type { Database } from '../db/database.ts';
import { markDelivered, markUndelivered, type OutboxRow, undelivered } from '../db/queries/fact.ts';
import { loadLadder, lockedForReading, markStarted, wasStarted } from '../db/queries/obligation.ts';
import { loadActivation } from '../db/queries/plan.ts';
import { activatedAt } from '../domain/activation.ts';
import { isSettled } from '../domain/obligation.ts';
import {
  FACT_UPDATE,
  type FactAnswer,
  type ObligationFact,
  PLAN_WORKFLOW,
  type PlanFact,
  type PlanInput,
  type RoundFact,
} from '../workflows/messages.ts';
import type { AtFailpoint } from './failpoint.ts';
import { startObligationOnce, startOnce } from './start.ts';

/** So many words to Temporal are taken at once; those of one workflow stay in order. */
const PAGE = 100;
/** An update that is not answered by then is asked again: the worker may be away for hours. */
const PATIENCE_MS = 2000;

export interface RelayOptions {
  database: Database;
  client: Client;
  log: Logger;
  taskQueue: string;
  clockShift: number;
  /** Tests only; see failpoint.ts. */
  failpoint?: AtFailpoint | undefined;
}

/**
 * The only part that tells Temporal what the services decided. It reads the outbox in order, keeps the order of each
 * workflow, and tries for ever: what was answered to a person is never lost, with Temporal down too. A workflow that
 * has ended counts as told; one that is not there yet is told when it is.
 */
export class Relay {
  private readonly options: RelayOptions;

  constructor(options: RelayOptions) {
    this.options = options;
  }

  /** Delivers what waits; returns how much could not be delivered now. */
  async flush(): Promise<number> {
    let left = 0;
    for (const tenant of await this.options.database.tenants()) left += await this.flushTenant(tenant);
    return left;
  }

  private async flushTenant(tenant: string): Promise<number> {
    for (;;) {
      const rows = await this.options.database.inTenant(tenant, (tx) => undelivered(tx, PAGE));
      if (rows.length === 0) return 0;
      const left = await Promise.all(inOrder(rows).map((queue) => this.deliverInOrder(queue)));
      const failed = left.reduce((sum, count) => sum + count, 0);
      if (failed > 0) return failed;
    }
  }

  /** Stops at the first that fails: what comes after it must not overtake it. */
  private async deliverInOrder(queue: OutboxRow[]): Promise<number> {
    for (const [index, row] of queue.entries()) {
      const { database, log } = this.options;
      try {
        await this.deliver(row);
        await this.options.failpoint?.('outbox-told');
        await database.inTenant(row.tenant, (tx) => markDelivered(tx, row.id, Date.now()));
      } catch (error) {
        log.warn({ err: error, workflow: row.workflowId, outbox: row.id }, 'not delivered yet');
        await database.inTenant(row.tenant, (tx) =>
          markUndelivered(tx, row.id, error instanceof Error ? error.name : 'unknown'),
        );
        return queue.length - index;
      }
    }
    return 0;
  }

  private async deliver(row: OutboxRow): Promise<void> {
    const { message } = row;
    if (message.kind === 'start-plan') return this.startPlan(row, message.plan);
    if (message.kind === 'plan-fact') {
      await this.tell(row.workflowId, { sequence: message.sequence } satisfies PlanFact);
      return;
    }
    if (message.kind === 'start-obligation') return this.startObligation(row, message.obligation);
    if (message.kind === 'round-fact') {
      const { kind: _kind, round: _round, ...fact } = message;
      await this.tell(row.workflowId, fact satisfies RoundFact);
      return;
    }
    const { sequence, settled } = message;
    const { ladder, started } = await this.options.database.inTenant(row.tenant, async (tx) => ({
      ladder: (await loadLadder(tx, message.obligation, message.ladder))?.ladder ?? null,
      started: await wasStarted(tx, message.obligation),
    }));
    const there = await this.tell(row.workflowId, { sequence, settled, ladder } satisfies ObligationFact);
    // Its start may be under way from the row as it was before this fact, and must hear of it afterwards.
    if (!there && !started) throw new NotStarted(message.obligation);
  }

  /** False where no such workflow runs. */
  private async tell(workflowId: string, fact: Fact): Promise<boolean> {
    const { client } = this.options;
    const handle = client.workflow.getHandle(workflowId);
    try {
      // The number is the update's id too: asked twice, it is answered from the first time.
      const options: { args: [Fact]; updateId: string } = {
        args: [fact],
        updateId: `fact-${fact.sequence}`,
      };
      await client.withDeadline(Date.now() + PATIENCE_MS, () =>
        handle.executeUpdate<FactAnswer, [Fact]>(FACT_UPDATE, options),
      );
      return true;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || endedMeanwhile(error)) return false;
      throw error;
    }
  }

  /** One that a person's act made, apart from its round's opening; told again, it is found started. */
  private async startObligation({ tenant, workflowId }: OutboxRow, id: string): Promise<void> {
    const { database, client, taskQueue, clockShift } = this.options;
    const held = await database.inTenant(tenant, (tx) => lockedForReading(tx, id));
    if (!held) throw new TypeError(`obligation ${id} is missing`);
    const { row, standing, ladder } = held;
    if (row.startedAt !== null) return;
    // Business now: a rehearsal's rows are ahead of the shifted clock of the machine.
    const now = Math.max(ladder.inForceFrom, Date.now() - clockShift);
    const input = { tenant, clockShift, bornAt: now, obligation: id, ladder: ladder.ladder, sequence: row.sequence };
    if (!isSettled(standing)) await startObligationOnce(client, { workflowId, taskQueue }, input);
    const entry = { tenant, at: now, actor: CLOCK, action: 'obligation.started', entity: id, payload: {} };
    await database.inTenant(tenant, (tx) => change(tx, entry, () => markStarted(tx, [id], now)));
  }

  private async startPlan(row: OutboxRow, plan: string): Promise<void> {
    const { database, client, taskQueue, clockShift } = this.options;
    const activation = await database.inTenant(row.tenant, (tx) => loadActivation(tx, plan));
    if (!activation) throw new TypeError(`plan ${plan} is not active`);
    const bornAt = Math.max(activatedAt(activation), activation.activatedAt);
    const input: PlanInput = { format: 2, tenant: row.tenant, plan, clockShift, bornAt, sequence: 0 };
    await startOnce(client, PLAN_WORKFLOW, { workflowId: row.workflowId, taskQueue }, input);
  }
}

type Fact = ObligationFact | RoundFact | PlanFact;

class NotStarted extends Error {
  override readonly name = 'NotStarted';

  constructor(obligation: string) {
    super(`the workflow of ${obligation} is not started yet`);
  }
}

/** An update to a workflow that ended while it was under way is refused by the server, not by the workflow. */
function endedMeanwhile(error: unknown): boolean {
  return error instanceof WorkflowUpdateFailedError && /completed/i.test(error.cause?.message ?? '');
}

function inOrder(rows: OutboxRow[]): OutboxRow[][] {
  const queues = new Map<string, OutboxRow[]>();
  for (const row of rows) queues.set(row.workflowId, [...(queues.get(row.workflowId) ?? []), row]);
  return [...queues.values()];
}
