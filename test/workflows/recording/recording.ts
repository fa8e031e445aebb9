import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Engine } from '../../../bench/engine.ts';
import { MEMBER, PLAN, REVIEWER, TENANT } from '../../../bench/invented-year.ts';
import { submit } from '../../../api/services/submit.ts';
import { accept } from '../../../api/services/review.ts';
import type { Transaction } from '../../../db/database.ts';
import { enqueue } from '../../../db/queries/fact.ts';
import { loadRounds, lockPlan, lockRound, type RoundRow, updatePlan, updateRound } from '../../../db/queries/plan.ts';
import { newestReport } from '../../../db/queries/report.ts';
import { rehearsedSubmission } from '../../../dev/rehearsal/rehearsed-submission.ts';
import type { Activation } from '../../../domain/activation.ts';
import type { Instant } from '../../../domain/time.ts';
import {
  obligationWorkflowId,
  type ObligationMemory,
  planWorkflowId,
  roundWorkflowId,
  STATE_QUERY,
} from '../../../workflows/messages.ts';
import { fileOf, OLD, type Scenario } from './histories.ts';
import { squeezeStored, STEP_MS } from './squeeze.ts';

const PATIENCE_MS = 90_000;

/** What the scenarios act through: the services, the relay, and eyes on what the workflows have come to. */
export class Recording {
  readonly engine: Engine;
  private readonly activation: Activation;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, activation: Activation) {
    this.engine = engine;
    this.activation = activation;
  }

  /** A person acts on an obligation. One at a time: a new ladder is squeezed before any relay can tell it. */
  async act(obligation: string, command: () => Promise<unknown>, squeeze = true): Promise<void> {
    const { engine } = this;
    const turn = this.turn.then(async () => {
      await command();
      const from = engine.context.now() + STEP_MS;
      if (squeeze) await engine.owner.inTenant(TENANT, (tx) => squeezeStored(tx, obligation, from, STEP_MS));
      if ((await engine.relay.flush()) > 0) throw new Error(`what was decided on ${obligation} was not delivered`);
    });
    this.turn = turn.catch(() => undefined);
    return turn;
  }

  /** Hands in under a name, as people do: it must not come into the history. */
  async submit(obligation: string): Promise<void> {
    const { context } = this.engine;
    await this.act(
      obligation,
      async () => {
        const at = context.now();
        const content = await rehearsedSubmission(context, this.activation, { kind: 'submit', at, obligation });
        if (content.official) content.official.signer = MEMBER;
        await submit(context, { obligation, by: MEMBER }, content);
      },
      // The reviewer's clock, and the lead's own date, run for days: the next act comes before.
      false,
    );
  }

  async accept(obligation: string): Promise<void> {
    await this.act(obligation, () => accept(this.engine.context, { obligation, by: REVIEWER }), false);
  }

  /** Tells a round of other days than those it was started with, as whatever moves them does. */
  async move(round: string, days: { consolidationAt?: Instant; closesAt?: Instant }): Promise<void> {
    const id = this.roundId(round);
    await this.act(id, () => this.write((tx) => this.moveRound(tx, id, days)), false);
  }

  private async moveRound(tx: Transaction, id: string, days: object): Promise<void> {
    const sequence = ((await lockRound(tx, id))?.sequence ?? 0) + 1;
    await updateRound(tx, id, { ...days, sequence });
    const fact = { kind: 'round-fact' as const, round: id, sequence, change: 'moved' as const, ...days };
    await enqueue(tx, TENANT, roundWorkflowId('', TENANT, id), fact);
  }

  /** Tells the plan to look again, as an amendment does. */
  async amend(): Promise<void> {
    await this.act(PLAN, () => this.write((tx) => this.amendPlan(tx)), false);
  }

  private async amendPlan(tx: Transaction): Promise<void> {
    const sequence = ((await lockPlan(tx, PLAN))?.sequence ?? 0) + 1;
    await updatePlan(tx, PLAN, { sequence });
    await enqueue(tx, TENANT, planWorkflowId('', TENANT, PLAN), { kind: 'plan-fact', plan: PLAN, sequence });
  }

  private write(work: (tx: Transaction) => Promise<void>): Promise<void> {
    return this.engine.context.database.inTenant(TENANT, work);
  }

  /** Waits until the plan has looked so often in its present run. */
  async looked(times: number): Promise<void> {
    const handle = this.engine.client.workflow.getHandle(planWorkflowId('', TENANT, PLAN));
    await this.until(`the plan has looked ${times} times`, async () => {
      const { events } = await handle.fetchHistory();
      const done = (events ?? []).filter(
        ({ activityTaskCompletedEventAttributes }) => activityTaskCompletedEventAttributes,
      );
      return done.length >= times;
    });
  }

  async opened(round: string): Promise<void> {
    await this.until(`${round} is open`, async () => (await this.round(round)).openedAt !== null);
  }

  /** Waits until a rung has fired, or all of them. */
  async fired(obligation: string, rung: string | null): Promise<void> {
    await this.until(`${obligation} has fired ${rung ?? 'all'}`, async () => {
      const memory = await this.memoryOf(obligation);
      return memory !== null && (rung === null ? memory.pending.length === 0 : !memory.pending.includes(rung));
    });
  }

  /** Waits until a round has its consolidated report in that version. */
  async drafted(round: string, version: number): Promise<void> {
    await this.until(`${round} has version ${version}`, () =>
      this.engine.context.database.inTenant(
        TENANT,
        async (tx) => ((await newestReport(tx, this.roundId(round)))?.version ?? 0) >= version,
      ),
    );
  }

  async closed(round: string): Promise<void> {
    await this.until(`${round} is closed`, async () => (await this.round(round)).closedAt !== null);
  }

  async ended(workflowId: string): Promise<void> {
    await this.until(`${workflowId} has ended`, async () => {
      const { status } = await this.engine.client.workflow.getHandle(workflowId).describe();
      return status.name === 'COMPLETED';
    });
  }

  /** So many seconds from now. */
  in = (seconds: number): Instant => this.engine.context.now() + seconds * 1000;

  roundId = (round: string): string => `${PLAN}/${round}/2026`;

  async round(round: string): Promise<RoundRow> {
    const rows = await this.engine.context.database.inTenant(TENANT, (tx) => loadRounds(tx, PLAN));
    const row = rows.find(({ id }) => id === this.roundId(round));
    if (!row) throw new Error(`no round ${round}`);
    return row;
  }

  async save(scenario: Scenario, workflowId: string, runId?: string): Promise<void> {
    await save(this.engine, scenario, workflowId, runId);
  }

  private async memoryOf(obligation: string): Promise<ObligationMemory | null> {
    const handle = this.engine.client.workflow.getHandle(obligationWorkflowId('', TENANT, obligation));
    return handle.query<ObligationMemory>(STATE_QUERY).catch(() => null);
  }

  private async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; !(await holds()); await sleep(200)) {
      if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    }
  }
}

/** Scenarios named on the command line; all where none is. */
const WANTED = process.argv.slice(2);

/** Writes a history as replay reads it. The name of the machine that recorded it is nobody's business. */
export async function save(engine: Engine, scenario: Scenario, workflowId: string, runId?: string): Promise<void> {
  if (OLD.includes(scenario) || (WANTED.length > 0 && !WANTED.includes(scenario))) return;
  const history = await engine.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const text = JSON.stringify(JSON.parse(historyToJSON(history)), null, 1);
  writeFileSync(fileOf(scenario), `${text.replaceAll(`${process.pid}@${os.hostname()}`, 'recording')}\n`);
}
