import {
  DefaultLogger,
  type NativeConnection,
  Runtime,
  Worker,
  type WorkerDeploymentOptions,
} from '@temporalio/worker';
import type { Dependencies } from './dependencies.ts';
import { createActivities } from './index.ts';

export interface WorkerOptions {
  connection: NativeConnection;
  namespace: string;
  /** Built once and the same for every worker of a release. */
  workflowBundle: { code: string } | { codePath: string };
  dependencies: Dependencies;
  /** Which build this is, where several run side by side; null: whoever asks gets the work. (Default: null) */
  buildId?: string | null;
}

/**
 * A worker for the four workflows and all activities. An obligation sleeps for weeks and gains nothing from staying in
 * memory: the cache is capped. Its sticky queue waits longer than the default, since a backlog costs replays otherwise,
 * and not much longer: what a killed worker had asked for waits so long for the next one (docs/decisions/0027).
 */
export async function createWorker({
  connection,
  namespace,
  workflowBundle,
  dependencies,
  buildId = null,
}: WorkerOptions): Promise<Worker> {
  const { taskQueue } = dependencies;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities: createActivities(dependencies),
    maxCachedWorkflows: 500,
    stickyQueueScheduleToStartTimeout: '30 seconds',
    shutdownGraceTime: '10 seconds',
    ...(buildId === null ? {} : { workerDeploymentOptions: versionOf(taskQueue, buildId) }),
  });
}

/**
 * Everything goes on under the build that is current: an obligation is open for a year, and no old worker is kept alive
 * so long. Dispatch too: pinned to a build whose last worker is gone, it would hold up its Schedule, which starts no
 * second one beside it, for ever.
 */
const versionOf = (taskQueue: string, buildId: string): WorkerDeploymentOptions => ({
  version: { deploymentName: taskQueue, buildId },
  useWorkerVersioning: true,
  defaultVersioningBehavior: 'AUTO_UPGRADE',
});

let quiet = false;

/** Before any worker of a process: the SDK's own log only says what is wrong. The SDK takes this once. */
export function quietRuntime(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
}
