import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection } from '@temporalio/worker';
import { inject } from 'vitest';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createWorker } from '../../activities/worker.ts';
import type { Installation } from '../../api/services/connection.ts';
import type { Engine } from './engine.ts';

/** The workflows of another release, from a file beside the test that imports this. */
export async function bundleOf(file: URL): Promise<string> {
  const logger = new DefaultLogger('WARN');
  return (await bundleWorkflowCode({ workflowsPath: fileURLToPath(file), logger })).code;
}

export interface Released {
  stop(): Promise<void>;
}

/** A worker of some release on the engine's task queue, beside its own. */
export async function startRelease(
  engine: Engine,
  code: string,
  buildId: string | null,
  dependencies: Dependencies = engine.dependencies,
): Promise<Released> {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const { namespace } = engine;
  const worker = await createWorker({ connection, namespace, workflowBundle: { code }, dependencies, buildId });
  const running = worker.run();
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await running;
    await connection.close();
  };
  return { stop: () => (stopped ??= stop()) };
}

/** The engine as a command finds it. */
export function installationOf({ home, namespace, taskQueue, idPrefix, clockShift }: Engine): Installation {
  return {
    ...{ databaseUrl: home.applicationUrl, temporalAddress: inject('temporalAddress'), temporalNamespace: namespace },
    ...{
      ...{ smtpUrl: null, imapUrl: null, imapFolder: 'INBOX', mailReturnPath: null },
      tenant: null,
      idPrefix,
      taskQueue,
      clockShift,
      pages: [],
    },
  };
}
