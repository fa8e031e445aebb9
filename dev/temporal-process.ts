import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import { lastWords, spawnDetached, type DetachedProcess } from './detached.ts';
import { argumentsOf, isStillRunning, markOf, stopProcess, type ProcessMark } from './processes.ts';
import { ensureNamespace } from './temporal-namespace.ts';

const START_PATIENCE = 90_000;

/** How a server is run: always with an argument that names a file in its own folder, by which it is known again. */
export interface ServerCommand {
  program: string;
  arguments: string[];
  address: string;
}

/** What is written down of a server, for the next start to find. */
export interface ServerRecord {
  mark: ProcessMark;
  address: string;
}

function recordFile(dir: string): string {
  return path.join(dir, 'server.json');
}

/** The server that a starter left running on this folder; undefined when it is gone or its number is another's. */
export function recordedServer(dir: string): ServerRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(recordFile(dir), 'utf8')) as ServerRecord;
    const known = process.platform === 'win32' || argumentsOf(record.mark.pid).some((word) => word.startsWith(dir));
    return known && isStillRunning(record.mark) ? record : undefined;
  } catch {
    return undefined;
  }
}

async function listens(address: string): Promise<boolean> {
  const [host = '', port] = address.split(':');
  const socket = connect(Number(port), host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Never ends well: throws as soon as the process is gone, with what it said last. */
async function failWhenEnded(child: DetachedProcess, logFile: string, watching: AbortSignal): Promise<never> {
  while (child.ended() === undefined) await sleep(50, undefined, { signal: watching });
  const words = lastWords(logFile).trim().split('\n').slice(-3).join(' ').slice(-600);
  throw new Refusal(
    'temporal-start',
    `Máy chủ Temporal không khởi động được (${child.ended()}: ${words}); nhật ký ở "${logFile}".`,
  );
}

async function waitUntilUsable(address: string, namespace: string): Promise<void> {
  for (const end = Date.now() + START_PATIENCE; !(await listens(address)); await sleep(20)) {
    if (Date.now() > end) throw new Error(`Temporal does not listen on ${address} after ${START_PATIENCE} ms`);
  }
  await ensureNamespace(address, namespace, START_PATIENCE);
}

/** Starts a server and waits until workflows can be started in the namespace. */
export async function launchServer(dir: string, command: ServerCommand, namespace: string): Promise<ServerRecord> {
  const logFile = path.join(dir, 'temporal.log');
  const child = spawnDetached({ program: command.program, arguments: command.arguments, folder: dir, logFile });
  const mark = child.pid === undefined ? undefined : markOf(child.pid);
  const record = { mark: mark ?? { pid: child.pid ?? 0, startedAt: '' }, address: command.address };
  writeFileSync(recordFile(dir), JSON.stringify(record), { mode: 0o600 });
  const watching = new AbortController();
  try {
    const usable = waitUntilUsable(command.address, namespace);
    await Promise.race([usable, failWhenEnded(child, logFile, watching.signal)]);
    return record;
  } catch (error) {
    if (isStillRunning(record.mark)) await stopServer(record.mark.pid);
    throw error;
  } finally {
    watching.abort();
  }
}

/** Asks the server to hand over and leave, and does not wait for ever: its state is in the database at every moment. */
export async function stopServer(pid: number): Promise<void> {
  await stopProcess(pid, [
    { signal: 'SIGTERM', grace: 5_000 },
    { signal: 'SIGKILL', grace: 5_000 },
  ]);
}
