import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client, type Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import type { Logger } from 'pino';
import { cachedWorkflowBundle } from '../../activities/bundle.ts';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { createZaloChannel } from '../../activities/channels/zalo/channel.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { AtFailpoint } from '../../activities/failpoint.ts';
import { Relay } from '../../activities/relay.ts';
import { createWorker, quietRuntime } from '../../activities/worker.ts';
import { authoriseZalo } from '../../api/services/zalo-account.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { enableApplicationRole, migrateDatabase } from '../../db/migration.ts';
import type { Instant } from '../../domain/time.ts';
import { type Inbox, type InboxFaults, startInbox } from '../inbox/inbox.ts';
import { startStack } from '../stack.ts';
import { cacheFolder } from '../temporal-binary.ts';
import { settingsOf } from '../zalo/credentials.ts';
import { type FakeZalo, startZalo, type ZaloFaults } from '../zalo/zalo.ts';
import { skippingConnection } from './skipping-connection.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Everything a rehearsal runs on: its own servers, its own database, its own mail server, its own worker. */
export interface Bench {
  connection: Connection;
  client: Client;
  database: Database;
  relay: Relay;
  inbox: Inbox;
  /** Null where nothing goes by Zalo. */
  zalo: FakeZalo | null;
  clock: VirtualClock;
  /** What the worker's activities work with. */
  dependencies: Dependencies;
  /** Runs from the beginning; a test takes it away for a while. */
  worker: { start(): Promise<void>; stop(): Promise<void> };
  namespace: string;
  taskQueue: string;
  idPrefix: string;
  clockShift: number;
  stop(): Promise<void>;
}

export interface BenchOptions {
  log: Logger;
  progress: (line: string) => void;
  /** The business instant at which the rehearsal begins. */
  startsAt: Instant;
  nextInput: (workflowId: string, after: Instant) => Instant;
  /** Planted faults of the mail server, for tests. */
  faults?: InboxFaults;
  /** As a worker's setting has it, for tests. */
  epochGuard?: number;
  /** What may go wrong at the places where activities can be stopped, for tests. */
  failpoint?: AtFailpoint;
  /** Where messages go by Zalo: whose account it is, and planted faults. */
  zalo?: { tenant: string; faults?: ZaloFaults | undefined };
  /** Servers that are up already (tests); by default the bench starts its own. */
  servers?: Servers;
}

export interface Servers {
  /** The owner's URL of an empty database. */
  databaseUrl: string;
  /** The same database as the application's role. Without it the role is let in, with a new password for all its users. */
  applicationUrl?: string;
  temporalAddress: string;
  temporalNamespace: string;
  stop(): Promise<void>;
}

type Undo = (() => Promise<void> | void)[];

/** Brings the bench up; what was started is stopped again when a later step fails. */
export async function startBench(options: BenchOptions): Promise<Bench> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await build(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(options: BenchOptions, undo: Undo, stop: () => Promise<void>): Promise<Bench> {
  const { log, progress } = options;
  quietRuntime();
  const bundling = cachedWorkflowBundle(path.join(cacheFolder(process.env), 'bundles'));
  const servers = options.servers ?? (await ownServers(undo, progress, log));
  await migrateDatabase(servers.databaseUrl);
  const password = (): string => randomBytes(18).toString('base64url');
  const appUrl = servers.applicationUrl ?? (await enableApplicationRole(servers.databaseUrl, password()));
  const database = openDatabase(appUrl, 12);
  undo.push(() => database.close());

  const run = randomBytes(4).toString('hex');
  const clockShift = Date.now() - options.startsAt;
  const namespace = servers.temporalNamespace;
  const clock = new VirtualClock(namespace, clockShift, options.nextInput);
  const connection = await skippingConnection(servers.temporalAddress, clock.born);
  undo.push(() => connection.close());
  const client = new Client({ connection, namespace });

  const inbox = await startInbox({ store: null, ...(options.faults ? { faults: options.faults } : {}) });
  undo.push(() => inbox.stop());
  const email = createEmailChannel({
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    address: 'theo-doi@dondoc.example',
    messageIdDomain: 'dondoc.example',
  });
  undo.push(() => email.close());

  const taskQueue = `rehearsal-${run}`;
  const idPrefix = `r/${run}/`;
  const byZalo = options.zalo ? await zaloFor(database, options.zalo, { undo, log, idPrefix }) : null;
  const channels = { email, zalo: byZalo?.channel ?? null };
  const { epochGuard, failpoint } = options;
  const dependencies = { database, client, ...channels, log, taskQueue, idPrefix, epochGuard, failpoint };
  const native = await NativeConnection.connect({ address: servers.temporalAddress });
  undo.push(() => native.close());
  const workflowBundle = { codePath: await bundling };
  const worker = await startStop(() => createWorker({ connection: native, namespace, workflowBundle, dependencies }));
  undo.push(() => worker.stop());
  const relay = new Relay({ database, client, log, taskQueue, clockShift });
  return {
    ...{ connection, client, database, relay, inbox, zalo: byZalo?.fake ?? null, clock, dependencies, worker },
    ...{ namespace, taskQueue, idPrefix, clockShift, stop },
  };
}

/** A Zalo of its own, with the tenant's account authorised as an administrator does it. */
async function zaloFor(
  database: Database,
  { tenant, faults }: NonNullable<BenchOptions['zalo']>,
  { undo, log, idPrefix }: { undo: Undo; log: Logger; idPrefix: string },
) {
  const fake = await startZalo({ faults });
  undo.push(() => fake.stop());
  const settings = settingsOf(fake.url, randomBytes(32));
  const grant = { kind: 'refresh_token' as const, refreshToken: fake.grant() };
  await authoriseZalo({ database, tenant, idPrefix, now: () => Date.now() }, settings, { grant, by: 'diễn tập' });
  return { fake, channel: createZaloChannel({ database, log, ...settings }) };
}

/** A worker that runs, and can be taken away and brought back. */
async function startStop(create: () => Promise<Worker>): Promise<Bench['worker']> {
  let stopRunning: (() => Promise<void>) | null = null;
  const start = async (): Promise<void> => {
    const worker = await create();
    const running = worker.run();
    stopRunning = async () => {
      worker.shutdown();
      await running;
    };
  };
  await start();
  return {
    start,
    stop: async () => {
      await stopRunning?.();
      stopRunning = null;
    },
  };
}

async function ownServers(undo: Undo, progress: (line: string) => void, log: Logger): Promise<Servers> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-rehearsal-'));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  const stack = await startStack({
    dir,
    durable: false,
    timeSkipping: true,
    // Never a user's own database or cluster: a rehearsal needs a server that skips time, and leaves nothing behind.
    env: { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined },
    log: (line) => log.debug(line),
    progress,
  });
  undo.push(() => stack.stop());
  return stack;
}
