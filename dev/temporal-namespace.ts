import { setTimeout as sleep } from 'node:timers/promises';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const RETENTION = '90 days';

function codeOf(error: unknown): number | undefined {
  return isGrpcServiceError(error) ? error.code : undefined;
}

/** Asks for a workflow that does not exist: it is history that must answer so, not the front about its namespace. */
async function historyAnswers(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'is-it-ready' } });
    return true;
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) return false;
    return !/namespace/i.test((error as Error).message);
  }
}

async function matchingAnswers(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'is-it-ready' } });
    return true;
  } catch {
    return false;
  }
}

/**
 * Registers the namespace if it is not there, and waits until workflows can be started in it: the server's parts learn
 * of a new namespace, and take over their shards, one after the other.
 * @param patience ms
 */
export async function ensureNamespace(address: string, namespace: string, patience: number): Promise<void> {
  const end = Date.now() + patience;
  const connection = await Connection.connect({ address, connectTimeout: patience });
  try {
    for (let registered = false; ; await sleep(50)) {
      registered ||= await register(connection, namespace);
      if (registered && (await historyAnswers(connection, namespace)) && (await matchingAnswers(connection, namespace)))
        return;
      if (Date.now() > end) throw new Error(`namespace ${namespace} at ${address} not usable after ${patience} ms`);
    }
  } finally {
    await connection.close();
  }
}

async function register(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
    return true;
  } catch (error) {
    return codeOf(error) === ALREADY_EXISTS;
  }
}
