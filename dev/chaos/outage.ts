import { laddersOf, lockedForReading, type Held } from '../../db/queries/obligation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import type { Activation } from '../../domain/activation.ts';
import { nextBatch } from '../../domain/ladder.ts';
import { type Ladder, type Rung, rungKey } from '../../domain/rung.ts';
import type { Instant } from '../../domain/time.ts';
import {
  OBLIGATION_WORKFLOW,
  type ObligationInput,
  type ObligationMemory,
  obligationWorkflowId,
  STATE_QUERY,
} from '../../workflows/messages.ts';
import type { World } from './world.ts';

/** An obligation's workflow as the worker left it. */
export interface Left {
  obligation: string;
  ladder: Ladder;
  sequence: number;
}

/** Takes the worker away, and with it relay and dispatch; returns what each obligation's workflow remembers. */
export async function takeWorkerAway(world: World): Promise<Left[]> {
  const { tenant } = world.scenario;
  const running = await runningObligations(world);
  const left: Left[] = [];
  const activation = await world.watch.inTenant(tenant, (tx) => loadActivation(tx, world.scenario.activation.id));
  if (!activation) throw new TypeError('the plan is not active');
  for (const obligation of running) {
    const memory = await handleOf(world, obligation).query<ObligationMemory>(STATE_QUERY);
    const held = await world.watch.inTenant(tenant, (tx) => lockedForReading(tx, obligation));
    if (!held) throw new TypeError(`obligation ${obligation} is missing`);
    const rows = await world.watch.inTenant(tenant, (tx) => laddersOf(tx, obligation));
    const ladder = rows.find(({ number }) => number === memory.ladder)?.ladder;
    if (!ladder) throw new TypeError(`obligation ${obligation} has no ladder ${memory.ladder}`);
    left.push({ obligation, ladder: remaining(ladder, memory, held, activation), sequence: memory.sequence });
  }
  await world.bench.worker.stop();
  world.workerAway = true;
  return left;
}

/** Of the ladder what had not fired; questions beyond the row's last came with the workflow's next six. */
function remaining(ladder: Ladder, { pending }: ObligationMemory, held: Held, activation: Activation): Ladder {
  const rungs = [...ladder.rungs];
  const missing = (): boolean => pending.some((key) => !rungs.some((rung) => rungKey(rung) === key));
  for (let last = rungs.at(-1); last && missing() && rungs.length < 500; last = rungs.at(-1)) {
    rungs.push(...nextBatch(ladder, last, held.row.id, held.standing.deadline, activation).rungs);
  }
  const open = new Set(pending);
  return { ...ladder, rungs: rungs.filter((rung: Rung) => open.has(rungKey(rung))) };
}

/**
 * Brings the worker back at `now`. Virtual time stands still while a workflow waits for its worker, so that none of
 * them would notice: each begins anew at this instant with what it remembers, as after continue-as-new. Plans and rounds
 * go on from where they stood: what they do late they do for the instant it was due at.
 */
export async function bringWorkerBack(world: World, left: Left[], now: Instant): Promise<void> {
  const { bench, scenario } = world;
  bench.clock.pass(now);
  world.horizon = now;
  for (const { obligation, ladder, sequence } of left) {
    await handleOf(world, obligation).terminate('the worker was away');
    const input: ObligationInput = {
      ...{ format: 1, tenant: scenario.tenant, clockShift: bench.clockShift, bornAt: now },
      ...{ obligation, ladder, sequence, fired: [] },
    };
    const workflowId = obligationWorkflowId(bench.idPrefix, scenario.tenant, obligation);
    bench.clock.forget(workflowId);
    await bench.client.workflow.start(OBLIGATION_WORKFLOW, { workflowId, taskQueue: bench.taskQueue, args: [input] });
  }
  await bench.worker.start();
  world.workerAway = false;
}

async function runningObligations({ bench, scenario }: World): Promise<string[]> {
  const prefix = obligationWorkflowId(bench.idPrefix, scenario.tenant, '');
  const ids = bench.clock.workflows().filter((id) => id.startsWith(prefix));
  const found: string[] = [];
  for (const id of ids) {
    const { status } = await bench.client.workflow.getHandle(id).describe();
    if (status.name === 'RUNNING') found.push(id.slice(prefix.length));
  }
  return found;
}

const handleOf = ({ bench, scenario }: World, obligation: string) =>
  bench.client.workflow.getHandle(obligationWorkflowId(bench.idPrefix, scenario.tenant, obligation));
