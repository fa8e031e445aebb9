import { DefaultLogger, type NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Dependencies } from './dependencies.ts';
import { createActivities } from './index.ts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  /** The bundle's file: built once and the same for every worker of a release. */
  workflowBundle: string;
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
    workflowBundle: { codePath: workflowBundle },
    activities: createActivities(dependencies),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '3 minutes',
    shutdownGraceTime: '10 seconds',
  });
}

/** Once per process, before any worker: the SDK's own log only says what is wrong. */
export function quietRuntime(): void {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
}
