import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import type { Account } from './account.ts';
import { lastWords, spawnDetached } from './detached.ts';
import { freePorts } from './ports.ts';
import { dataArgument } from './postgres-data.ts';
import { disarmPostmasterFile, readPostmaster, serves, type Postmaster } from './postmaster-file.ts';
import { isAlive, stopProcess } from './processes.ts';

/** Recovery after a crash may take a while on a slow disk. */
const START_PATIENCE = 120_000;
/** What may pass by itself: a port taken meanwhile, backends of a killed server that have not noticed yet. */
const WORTH_ANOTHER_TRY = /could not bind|could not create any TCP|shared memory block/i;
const TRIES = 4;

export interface PostmasterOptions {
  binaries: string;
  data: string;
  logFile: string;
  durable: boolean;
  account: Account;
}

/**
 * The server that already runs on this data, once it is ready. One that is shutting down is waited for; a file that
 * names another program is disarmed.
 */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  for (const end = Date.now() + START_PATIENCE; Date.now() < end; await sleep(20)) {
    const found = readPostmaster(data);
    if (found === undefined) return undefined;
    if (serves(found.pid, data)) {
      if (found.ready) return found;
      continue;
    }
    if (isAlive(found.pid)) disarmPostmasterFile(data);
    return undefined;
  }
  throw new Refusal(
    'postgres-start',
    `PostgreSQL đang chạy trên "${data}" mãi không sẵn sàng: hãy dừng nó rồi thử lại.`,
  );
}

function settings({ data, account, durable }: PostmasterOptions, port: number): string[] {
  const pairs = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC'];
  pairs.push('max_connections=250');
  if (!durable) pairs.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  return ['-D', dataArgument(data, account), '-p', String(port), ...pairs.flatMap((pair) => ['-c', pair])];
}

/** Starts the server on a fresh port and waits until it takes connections; its last words are in the error otherwise. */
export async function launchPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await launchOnce(options);
    if (typeof outcome !== 'string') return outcome;
    const words = lastWords(options.logFile);
    if (attempt < TRIES && WORTH_ANOTHER_TRY.test(words)) {
      await sleep(500 * attempt);
      continue;
    }
    const reason = /(?:FATAL|PANIC): .*/.exec(words)?.[0] ?? outcome;
    throw new Refusal(
      'postgres-start',
      `PostgreSQL kèm theo không khởi động được (${reason}); nhật ký ở "${options.logFile}".`,
    );
  }
}

/** @returns how it ended, if it did before it was ready */
async function launchOnce(options: PostmasterOptions): Promise<Postmaster | string> {
  const [port] = await freePorts(1);
  const { pid, ended } = spawnDetached({
    program: path.join(options.binaries, 'postgres'),
    arguments: settings(options, port as number),
    folder: options.data,
    logFile: options.logFile,
    account: options.account,
  });
  for (const end = Date.now() + START_PATIENCE; Date.now() < end; await sleep(10)) {
    const ending = ended();
    if (ending !== undefined) return ending;
    const found = readPostmaster(options.data);
    if (found?.pid === pid && found?.ready) return found;
  }
  if (pid !== undefined) await stopPostmaster(pid);
  return `not ready after ${START_PATIENCE / 1_000} s`;
}

/** Fast shutdown: open transactions are rolled back, the data is closed. An immediate one only if that hangs. */
export async function stopPostmaster(pid: number): Promise<void> {
  await stopProcess(pid, [
    { signal: 'SIGINT', grace: 30_000 },
    { signal: 'SIGQUIT', grace: 10_000 },
  ]);
}
