import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { Refusal } from '../domain/errors.ts';
import { DAY_MS, type Instant, MINUTE_MS } from '../domain/time.ts';
import { buildWorkflowBundle, cachedWorkflowBundle } from './bundle.ts';
import { createEmailChannel } from './channels/email.ts';
import { createZaloChannel, type ZaloChannel, type ZaloChannelOptions } from './channels/zalo/channel.ts';
import type { Dependencies } from './dependencies.ts';
import { ensureDispatchSchedule } from './dispatch-schedule.ts';
import type { AtFailpoint } from './failpoint.ts';
import { openDatabase } from '../db/database.ts';
import { disagreementLine, reconcile } from './reconcile.ts';
import { Relay } from './relay.ts';
import { noticeRestores } from './sending.ts';
import { sweep } from './sweep.ts';
import { createWorker, quietRuntime } from './worker.ts';

/** How often the outbox is looked at: a person's act reaches its workflow within a second. */
const RELAY_EVERY_MS = 500;
/** How often rows are looked for that were written but never started. */
const SWEEP_EVERY_MS = 10 * MINUTE_MS;
/** How often rows and workflows are compared. */
const RECONCILE_EVERY_MS = DAY_MS;

const NOT_FOUND = 5;

/** What the process of a worker is told by its root. */
export interface WorkerSettings {
  databaseUrl: string;
  databasePool: number;
  temporalAddress: string;
  temporalNamespace: string;
  taskQueue: string;
  idPrefix: string;
  smtpUrl: string;
  mailFrom: string;
  messageIdDomain: string;
  /** Null where nothing goes by Zalo. */
  zalo: Omit<ZaloChannelOptions, 'database' | 'log'> | null;
  clockShift: number;
  dispatchEverySeconds: number;
  /** Entries long over their minute that may leave together without a person. (Default: EPOCH_GUARD_ENTRIES) */
  epochGuard?: number | undefined;
}

export interface WorkerProcess {
  settings: WorkerSettings;
  log: Logger;
  /** Keeps the workflows' code from start to start; null builds it each time. */
  bundleFolder: string | null;
  /** Tests only; see failpoint.ts. */
  failpoint?: AtFailpoint | undefined;
}

/**
 * Runs the workflows and activities, the relay and the sweep, until it is told to stop or its parent leaves.
 * @throws Refusal with one sentence where the namespace is not there
 */
export async function runWorker({ settings, log, bundleFolder, failpoint }: WorkerProcess): Promise<void> {
  const { temporalAddress: address, temporalNamespace: namespace, clockShift } = settings;
  quietRuntime();
  const bundle = bundleOf(bundleFolder);
  const connection = await Connection.connect({ address });
  await requireNamespace(connection, address, namespace);
  const native = await NativeConnection.connect({ address });
  const dependencies = { ...dependenciesOf(settings, new Client({ connection, namespace }), log), failpoint };
  await noticeRestores(dependencies, Date.now() - clockShift);
  const worker = await createWorker({ connection: native, namespace, workflowBundle: await bundle, dependencies });
  await ensureDispatchSchedule(dependencies, settings.dispatchEverySeconds, clockShift);

  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    worker.shutdown();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The parent is gone, killed perhaps: nobody would stop us later.
  process.on('disconnect', stop);
  const running = worker.run();
  process.send?.({ kind: 'ready' });
  await Promise.all([running.finally(stop), attend(dependencies, clockShift, stopping.signal)]);
  dependencies.email.close();
  dependencies.zalo?.close();
  await dependencies.database.close();
  await connection.close();
  await native.close();
}

/** Without this a worker of a misspelt namespace would end with a bare code of the server's. */
async function requireNamespace(connection: Connection, address: string, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (!isGrpcServiceError(error) || Number(error.code) !== NOT_FOUND) throw error;
    const words = `Temporal tại ${address} không có không gian “${namespace}” (TEMPORAL_NAMESPACE).`;
    throw new Refusal('namespace-missing', words);
  }
}

async function bundleOf(folder: string | null): Promise<{ code: string } | { codePath: string }> {
  return folder ? { codePath: await cachedWorkflowBundle(folder) } : { code: await buildWorkflowBundle() };
}

type WorkerDependencies = Dependencies & { zalo: ZaloChannel | null };

function dependenciesOf(settings: WorkerSettings, client: Client, log: Logger): WorkerDependencies {
  const { databaseUrl, databasePool, smtpUrl, mailFrom, messageIdDomain, taskQueue, idPrefix, zalo } = settings;
  const database = openDatabase(databaseUrl, databasePool);
  return {
    database,
    client,
    email: createEmailChannel({ smtpUrl, address: mailFrom, messageIdDomain }),
    zalo: zalo && createZaloChannel({ database, log, ...zalo }),
    log,
    taskQueue,
    idPrefix,
    epochGuard: settings.epochGuard,
  };
}

/**
 * The relay, the sweep and the reconciler: they fail with the database or Temporal, say so, and go on after. Counted by
 * a clock that nobody can put back.
 */
async function attend(dependencies: WorkerDependencies, clockShift: number, signal: AbortSignal): Promise<void> {
  const { log } = dependencies;
  const relay = new Relay({ ...dependencies, clockShift });
  let nextSweep = 0;
  let nextReconcile = performance.now() + SWEEP_EVERY_MS;
  while (!signal.aborted) {
    try {
      await relay.flush();
      if (performance.now() >= nextSweep) {
        nextSweep = performance.now() + SWEEP_EVERY_MS;
        await sweep(dependencies, clockShift, log);
      }
      if (performance.now() >= nextReconcile) {
        nextReconcile = performance.now() + RECONCILE_EVERY_MS;
        await compare(dependencies);
        await keepZaloAlive(dependencies, Date.now() - clockShift);
      }
    } catch (error) {
      log.error({ err: error }, 'relay, sweep or reconciler failed, they go on');
    }
    await sleep(RELAY_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** An account that sends nothing for three months could not be used any more. */
async function keepZaloAlive({ database, zalo, log }: WorkerDependencies, now: Instant): Promise<void> {
  if (!zalo) return;
  for (const tenant of await database.tenants()) {
    await zalo.keepAlive(tenant, now).catch((error: unknown) => log.error({ err: error, tenant }, 'Zalo tokens'));
  }
}

async function compare(dependencies: Dependencies): Promise<void> {
  for (const tenant of await dependencies.database.tenants()) {
    for (const found of await reconcile(dependencies, tenant)) dependencies.log.error(found, disagreementLine(found));
  }
}
