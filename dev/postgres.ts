import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { accountForPostgres } from './account.ts';
import { withLock } from './lock.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { OWNER, prepareData } from './postgres-data.ts';
import { launchPostmaster, runningPostmaster, stopPostmaster } from './postgres-process.ts';
import { readPostmaster, serves } from './postmaster-file.ts';
import { signalAtExit } from './processes.ts';
import { claim, isClaimed } from './starter.ts';

const LOCK_PATIENCE = 150_000;

/** An embedded PostgreSQL that takes connections on 127.0.0.1. */
export interface RunningPostgres {
  host: string;
  port: number;
  /** The superuser and its password. */
  user: string;
  password: string;
  pid: number;
  /** True when it ran before us: an orphan of a killed starter, or the server of one that still runs. */
  adopted: boolean;
  ownerUrl(database: string): string;
  /** Ends when the server is gone. A guest of a starter that still runs leaves the server to it. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Keeps the data, the password and the log; made if missing. */
  dir: string;
  /** False gives up safety on a power cut for speed: for tests and rehearsals only. */
  durable: boolean;
  log: (line: string) => void;
}

/**
 * Starts PostgreSQL from its npm binaries, or adopts the one that already runs on this folder.
 * @throws Refusal with one sentence for the user when it cannot
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dir = path.resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o711); // the borrowed account passes through; only the data folder inside is its own
  return withLock(path.join(dir, 'start.lock'), LOCK_PATIENCE, () => startLocked(dir, options));
}

async function startLocked(dir: string, { durable, log }: PostgresOptions): Promise<RunningPostgres> {
  const data = path.join(dir, 'data');
  const account = accountForPostgres();
  const binaries = postgresBinaries(account);
  const began = Date.now();
  const password = prepareData({ binaries, dir, data, durable, account });
  const found = await runningPostmaster(data);
  const starterFile = path.join(dir, 'starter.json');
  const guest = found !== undefined && isClaimed(starterFile);
  const logFile = path.join(dir, 'postgres.log');
  const { pid, port } = found ?? (await launchPostmaster({ binaries, data, logFile, durable, account }));
  if (!guest) claim(starterFile);
  log(`PostgreSQL ${found ? 'adopted' : 'started'}: port ${port}, pid ${pid}, ${Date.now() - began} ms`);
  const ownerUrl = (database: string): string => `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  const stop = guest ? async () => {} : stopper(pid, data, log);
  return { host: '127.0.0.1', port, user: OWNER, password, pid, adopted: found !== undefined, ownerUrl, stop };
}

function stopper(pid: number, data: string, log: (line: string) => void): () => Promise<void> {
  const cancelLastResort = signalAtExit(pid, 'SIGINT');
  return async () => {
    cancelLastResort();
    if (!serves(pid, data)) return; // gone already; its number may be another program's by now
    await stopPostmaster(pid);
    log(`PostgreSQL stopped: pid ${pid}`);
  };
}

/** Stops the server a killed starter left on this folder, unless its starter still runs. */
export async function stopOrphanedPostgres(dir: string): Promise<void> {
  const data = path.join(path.resolve(dir), 'data');
  const found = readPostmaster(data);
  if (found === undefined || isClaimed(path.join(dir, 'starter.json')) || !serves(found.pid, data)) return;
  await stopPostmaster(found.pid);
}
