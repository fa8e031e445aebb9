import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { pino } from 'pino';
import postgres from 'postgres';
import { cachedWorkflowBundle } from '../activities/bundle.ts';
import { createEmailChannel } from '../activities/channels/email.ts';
import { Relay } from '../activities/relay.ts';
import { createWorker } from '../activities/worker.ts';
import type { ServiceContext } from '../api/services/context.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { migrateDatabase } from '../db/migration.ts';
import type { Instant } from '../domain/time.ts';
import { startInbox } from '../dev/inbox/inbox.ts';
import { goLive } from '../dev/rehearsal/sending.ts';
import { skippingConnection } from '../dev/rehearsal/skipping-connection.ts';
import { VirtualClock } from '../dev/rehearsal/virtual-clock.ts';

/** The product on one server, with a database of its own: real activities, real rows, a mail server that keeps all. */
export interface Engine {
  client: Client;
  connection: Connection;
  native: NativeConnection;
  namespace: string;
  taskQueue: string;
  clockShift: number;
  relay: Relay;
  /** As the application sees its rows. */
  context: ServiceContext;
  /** As the tables' owner, for what the application may not do: a stored ladder never changes. */
  owner: Database;
  /** Only where time skips. */
  clock: VirtualClock | null;
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** Ends in a database's name; a fresh database is made beside it. */
  postgresUrl: string;
  temporalAddress: string;
  namespace: string;
  tenant: string;
  /** The business instant at which it begins. */
  startsAt: Instant;
  /** Skips the time of every workflow up to here; null keeps real time. */
  skipTo: Instant | null;
}

type Undo = (() => Promise<unknown> | void)[];

export async function startEngine(options: EngineOptions): Promise<Engine> {
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

async function build(options: EngineOptions, undo: Undo, stop: () => Promise<void>): Promise<Engine> {
  const { namespace, tenant, startsAt, temporalAddress: address, skipTo } = options;
  const log = pino({ level: 'error' }, pino.destination(2));
  const { database, owner } = await freshDatabase(options.postgresUrl, undo);
  const clockShift = Date.now() - startsAt;
  const clock = skipTo === null ? null : new VirtualClock(namespace, clockShift, () => skipTo);
  const connection = await (clock ? skippingConnection(address, clock.born) : Connection.connect({ address }));
  undo.push(() => connection.close());
  const client = new Client({ connection, namespace });
  const inbox = await startInbox();
  undo.push(() => inbox.stop());
  const smtpUrl = `smtp://127.0.0.1:${inbox.smtpPort}`;
  const email = createEmailChannel({ smtpUrl, address: 'theo-doi@an-ha.example', messageIdDomain: 'an-ha.example' });
  undo.push(() => email.close());
  const native = await NativeConnection.connect({ address });
  undo.push(() => native.close());
  const taskQueue = `engine-${randomBytes(4).toString('hex')}`;
  const dependencies = { database, client, email, zalo: null, log, taskQueue, idPrefix: '' };
  const codePath = await cachedWorkflowBundle(path.join(os.tmpdir(), `dondoc-bundles-${process.getuid?.() ?? 0}`));
  undo.push(
    runWorker(await createWorker({ connection: native, namespace, workflowBundle: { codePath }, dependencies })),
  );
  const relay = new Relay({ database, client, log, taskQueue, clockShift });
  const context = { database, tenant, idPrefix: '', now: () => Date.now() - clockShift };
  await goLive(context);
  return { client, connection, native, namespace, taskQueue, clockShift, relay, context, owner, clock, stop };
}

/** Lets a worker run; gives back what stops it. */
export function runWorker(worker: Worker): () => Promise<void> {
  const running = worker.run();
  return () => {
    worker.shutdown();
    return running;
  };
}

/** The application's role is taken on without its password, which belongs to the whole server and to other tests. */
async function freshDatabase(url: string, undo: Undo): Promise<{ database: Database; owner: Database }> {
  const name = `engine_${randomBytes(6).toString('hex')}`;
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  undo.push(() => admin.end());
  await admin.unsafe(`create database ${name}`);
  undo.push(() => admin.unsafe(`drop database ${name} with (force)`));
  const ownerUrl = url.replace(/\/[^/]*$/, `/${name}`);
  await migrateDatabase(ownerUrl);
  const owner = openDatabase(ownerUrl, 2);
  undo.push(() => owner.close());
  const database = openDatabase(`${ownerUrl}?role=dondoc_app`, 8);
  undo.push(() => database.close());
  return { database, owner };
}
