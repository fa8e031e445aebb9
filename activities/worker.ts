import { DefaultLogger, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Dependencies } from './dependencies.ts';
import { createActivities } from './index.ts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  /** Built once and the same for every worker of a release. */
  workflowBundle: { code: string } | { codePath: string };
  dependencies: Dependencies;
}

/**
 * A worker for the four workflows and all activities. An obligation sleeps for weeks and gains nothing from staying in
 * memory: the cache is capped. Its sticky queue waits long instead, since a morning's backlog costs replays otherwise
 * (measured: 35 s in place of 42 s for 2,000).
 */
export async function createWorker({
  connection,
  namespace,
  workflowBundle,
  dependencies,
}: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: dependencies.taskQueue,
    workflowBundle,
    activities: createActivities(dependencies),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '3 minutes',
    shutdownGraceTime: '10 seconds',
  });
}

let quiet = false;

/** Before any worker of a process: the SDK's own log only says what is wrong. The SDK takes this once. */
export function quietRuntime(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
}
