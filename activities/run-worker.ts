import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import { Refusal } from '../domain/errors.ts';
import { attend, attendMailbox, type WorkerDependencies } from './attend.ts';
import { buildWorkflowBundle, cachedWorkflowBundle } from './bundle.ts';
import { createEmailChannel } from './channels/email.ts';
import { returnPathOf } from './channels/return-path.ts';
import { createZaloChannel, type ZaloChannelOptions } from './channels/zalo/channel.ts';
import { ensureDispatchSchedule } from './dispatch-schedule.ts';
import type { AtFailpoint } from './failpoint.ts';
import { openDatabase } from '../db/database.ts';
import { noticeRestores } from './sending.ts';
import { createWorker, quietRuntime } from './worker.ts';

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
  /** The mailbox that answers and bounces come to; null: nobody reads it here. */
  imapUrl: string | null;
  imapFolder: string;
  /** The address that messages come back to; null: to the sender's. */
  mailReturnPath: string | null;
  /** Whose mailbox it is, where there is more than one tree of organisations. */
  tenant: string | null;
  /** Of this worker's code, where several run side by side; null for an unversioned worker. */
  buildId: string | null;
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
  const worker = await createWorker({
    ...{ connection: native, namespace, workflowBundle: await bundle, dependencies },
    buildId: settings.buildId,
  });
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
  const { signal } = stopping;
  await Promise.all([
    running.finally(stop),
    attend(dependencies, clockShift, signal),
    attendMailbox(settings, dependencies, signal),
  ]);
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

function dependenciesOf(settings: WorkerSettings, client: Client, log: Logger): WorkerDependencies {
  const { databaseUrl, databasePool, smtpUrl, mailFrom, messageIdDomain, taskQueue, idPrefix, zalo } = settings;
  const database = openDatabase(databaseUrl, databasePool);
  const { mailReturnPath } = settings;
  const returnPath = mailReturnPath === null ? undefined : (id: string): string => returnPathOf(mailReturnPath, id);
  return {
    database,
    client,
    email: createEmailChannel({ smtpUrl, address: mailFrom, messageIdDomain, returnPath }),
    zalo: zalo && createZaloChannel({ database, log, ...zalo }),
    log,
    taskQueue,
    idPrefix,
    epochGuard: settings.epochGuard,
  };
}
