import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import type { BareActivities, BareInput } from './bare-workflow.ts';
import { type Engine, runWorker } from './engine.ts';
import { MEMBERS, ROUNDS } from './invented-year.ts';
import { runUnanswered, type Servers, type Unanswered } from './unanswered-year.ts';

const { History } = proto.temporal.api.history.v1;
type Event = proto.temporal.api.history.v1.IHistoryEvent;
/** `EVENT_TYPE_WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED`: a production server never writes it. */
const SKIPPED = 60;

export interface Size {
  events: number;
  bytes: number;
  /** Events by kind, for whoever wants to know where they come from. */
  kinds: Record<string, number>;
}

export interface Measured {
  ours: Size;
  bare: Size;
  wakes: number;
}

/**
 * One obligation-year that nobody answers, every rung and the close, beside a bare workflow that wakes at the same
 * instants and runs an empty local activity at each. Counted without the events of skipping, so that it is what a real
 * year leaves behind.
 */
export async function measureHistory(servers: Servers): Promise<Measured> {
  return runUnanswered(servers, ROUNDS.silent, MEMBERS[0], async (engine, unanswered) => {
    const wakes = wakesOf(unanswered);
    const bareId = await runBare(engine, unanswered, wakes);
    const ours = await sizeOf(engine, unanswered.workflowId);
    return { ours, bare: await sizeOf(engine, bareId), wakes: wakes.length };
  });
}

function wakesOf({ ladder }: Unanswered): number[] {
  const instants = ladder.rungs.map(({ wakeAt }) => wakeAt);
  return [...new Set([...instants, ...(ladder.closesAt === null ? [] : [ladder.closesAt])])].sort((a, b) => a - b);
}

async function runBare(engine: Engine, { workflowId, bornAt }: Unanswered, wakes: number[]): Promise<string> {
  const { client, clock, clockShift, connection, namespace, native: nativeConnection } = engine;
  // The id stands in several events: one of the same length and queue, so that names make no difference.
  const id = `b${workflowId.slice(1)}`;
  const taskQueue = `b${engine.taskQueue.slice(1)}`;
  const activities: BareActivities = { touch: async () => undefined };
  const stop = runWorker(
    await Worker.create({
      connection: nativeConnection,
      namespace,
      taskQueue,
      workflowsPath: fileURLToPath(new URL('bare-workflow.ts', import.meta.url)),
      activities,
    }),
  );
  try {
    const input: BareInput = { clockShift, bornAt, wakes };
    await client.workflow.start('bareWorkflow', { workflowId: id, taskQueue, args: [input] });
    await clock?.settle(connection);
    return id;
  } finally {
    await stop();
  }
}

async function sizeOf({ client }: Engine, workflowId: string): Promise<Size> {
  const history = await client.workflow.getHandle(workflowId).fetchHistory();
  const events: Event[] = (history.events ?? []).filter(({ eventType }) => Number(eventType) !== SKIPPED);
  const kinds: Record<string, number> = {};
  for (const { eventType } of events) {
    const kind = proto.temporal.api.enums.v1.EventType[eventType ?? 0] ?? String(eventType);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return { events: events.length, bytes: History.encode({ events }).finish().length, kinds };
}
