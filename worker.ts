import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { buildWorkflowBundle, cachedWorkflowBundle } from './activities/bundle.ts';
import { createEmailChannel } from './activities/channels/email.ts';
import { returnPathOf } from './activities/channels/return-path.ts';
import type { Dependencies } from './activities/dependencies.ts';
import { ensureDispatchSchedule } from './activities/dispatch-schedule.ts';
import { mailboxTenant, readMailbox } from './activities/mailbox/read.ts';
import { disagreementLine, reconcile } from './activities/reconcile.ts';
import { Relay } from './activities/relay.ts';
import { noticeRestores } from './activities/sending.ts';
import { sweep } from './activities/sweep.ts';
import { createWorker, quietRuntime } from './activities/worker.ts';
import { type Config, readConfig, refuseOutsideMail } from './config.ts';
import { openDatabase } from './db/database.ts';
import { Refusal } from './domain/errors.ts';
import { DAY_MS, MINUTE_MS } from './domain/time.ts';

/** How often the outbox is looked at: a person's act reaches its workflow within a second. */
const RELAY_EVERY_MS = 500;
/** How often rows are looked for that were written but never started. */
const SWEEP_EVERY_MS = 10 * MINUTE_MS;
/** How often the mailbox is looked into. */
const MAILBOX_EVERY_MS = MINUTE_MS;
/** How often rows and workflows are compared. */
const RECONCILE_EVERY_MS = DAY_MS;

type WorkerConfig = Config &
  Record<'databaseUrl' | 'temporalAddress' | 'smtpUrl' | 'mailFrom' | 'messageIdDomain', string>;

/** Runs the workflows and activities, the relay and the sweep, until it is told to stop or its parent leaves. */
async function work(): Promise<void> {
  const config: WorkerConfig = readConfig(process.env, [
    'databaseUrl',
    'temporalAddress',
    'smtpUrl',
    'mailFrom',
    'messageIdDomain',
  ]);
  refuseOutsideMail(config);
  const log = pino({ level: config.logLevel });
  quietRuntime();
  const bundle = bundleOf(process.env['WORKFLOW_BUNDLE_DIR']);
  const connection = await Connection.connect({ address: config.temporalAddress });
  const native = await NativeConnection.connect({ address: config.temporalAddress });
  const dependencies = dependenciesOf(config, new Client({ connection, namespace: config.temporalNamespace }), log);
  await noticeRestores(dependencies, Date.now() - config.clockShift);
  const worker = await createWorker({
    connection: native,
    namespace: config.temporalNamespace,
    workflowBundle: await bundle,
    dependencies,
  });
  await ensureDispatchSchedule(dependencies, config.dispatchEverySeconds, config.clockShift);

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
    attend(dependencies, config.clockShift, signal),
    attendMailbox(config, dependencies, signal),
  ]);
  dependencies.email.close();
  await dependencies.database.close();
  await connection.close();
  await native.close();
}

async function bundleOf(folder: string | undefined): Promise<{ code: string } | { codePath: string }> {
  return folder ? { codePath: await cachedWorkflowBundle(folder) } : { code: await buildWorkflowBundle() };
}

function dependenciesOf(config: WorkerConfig, client: Client, log: Logger): Dependencies {
  const { databaseUrl, databasePool, smtpUrl, mailFrom, messageIdDomain, mailReturnPath, taskQueue, idPrefix } = config;
  const returnPath = mailReturnPath === null ? undefined : (id: string): string => returnPathOf(mailReturnPath, id);
  return {
    database: openDatabase(databaseUrl, databasePool),
    client,
    email: createEmailChannel({ smtpUrl, address: mailFrom, messageIdDomain, returnPath }),
    log,
    taskQueue,
    idPrefix,
    epochGuard: config.epochGuard,
  };
}

/** The relay, the sweep and the reconciler: they fail with the database or Temporal, say so, and go on after. */
async function attend(dependencies: Dependencies, clockShift: number, signal: AbortSignal): Promise<void> {
  const { log } = dependencies;
  const relay = new Relay({ ...dependencies, clockShift });
  let nextSweep = 0;
  let nextReconcile = Date.now() + SWEEP_EVERY_MS;
  while (!signal.aborted) {
    try {
      await relay.flush();
      if (Date.now() >= nextSweep) {
        nextSweep = Date.now() + SWEEP_EVERY_MS;
        await sweep(dependencies, clockShift, log);
      }
      if (Date.now() >= nextReconcile) {
        nextReconcile = Date.now() + RECONCILE_EVERY_MS;
        await compare(dependencies);
      }
    } catch (error) {
      log.error({ err: error }, 'relay, sweep or reconciler failed, they go on');
    }
    await sleep(RELAY_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The mailbox, apart from the relay: a mail server that is slow holds up nobody's act. */
async function attendMailbox(
  { imapUrl, imapFolder, mailReturnPath, tenant, clockShift }: WorkerConfig,
  { database, log }: Dependencies,
  signal: AbortSignal,
): Promise<void> {
  if (imapUrl === null) return;
  const place = { url: imapUrl, folder: imapFolder, returnPath: mailReturnPath };
  while (!signal.aborted) {
    try {
      const whose = mailboxTenant(await database.tenants(), tenant);
      if (whose !== null) await readMailbox({ ...place, database, log, tenant: whose, clockShift });
    } catch (error) {
      log.error({ err: error }, 'the mailbox could not be read, the next look is in a minute');
    }
    await sleep(MAILBOX_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function compare(dependencies: Dependencies): Promise<void> {
  for (const tenant of await dependencies.database.tenants()) {
    for (const found of await reconcile(dependencies, tenant)) dependencies.log.error(found, disagreementLine(found));
  }
}

work().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof Refusal ? 2 : 1);
  },
);
