import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** One run of one program: a number alone is handed out again, a number with its start is not. */
export interface ProcessMark {
  pid: number;
  /** Opaque; only good for comparing. Empty where the system does not tell. */
  startedAt: string;
}

/** What `/proc/<pid>/stat` says after the program's name, which may itself hold spaces and brackets. */
function linuxStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string {
  return spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** True while the process runs, whoever owns it. A zombie is gone: in a container nobody may ever reap it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') {
    const state = linuxStat(pid)?.[0];
    return state !== undefined && state !== 'Z' && state !== 'X';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The mark of a live process, undefined when there is none. */
export function markOf(pid: number): ProcessMark | undefined {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') return { pid, startedAt: linuxStat(pid)?.[19] ?? '' };
  return { pid, startedAt: process.platform === 'win32' ? '' : ps(pid, 'lstart') };
}

/** True when the very process that was marked still runs, and not another one under its number. */
export function isStillRunning(mark: ProcessMark): boolean {
  return markOf(mark.pid)?.startedAt === mark.startedAt;
}

/** The arguments a live process was started with; empty when unknown. Off Linux spaces inside arguments split them. */
export function argumentsOf(pid: number): string[] {
  if (process.platform === 'win32') return [];
  if (process.platform !== 'linux') return ps(pid, 'command').split(' ');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}

/** The folder a live process works in; undefined when it is another user's or the system does not tell. */
export function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Waits up to `patience` ms; false if the process is still there. */
export async function waitUntilGone(pid: number, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(10)) if (!isAlive(pid)) return true;
  return !isAlive(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Sends each signal in turn until the process is gone, leaving it `grace` ms after each. Throws if it outlives all. */
export async function stopProcess(pid: number, steps: { signal: NodeJS.Signals; grace: number }[]): Promise<void> {
  for (const step of steps) {
    if (!isAlive(pid)) return;
    signal(pid, step.signal);
    if (await waitUntilGone(pid, step.grace)) return;
  }
  throw new Error(`process ${pid} is still running after ${steps.map((step) => step.signal).join(', ')}`);
}

const lastResort = new Map<number, NodeJS.Signals>();

/**
 * If this process ends without having stopped the server, the server gets the signal: nothing may wait at that point,
 * so it is a last resort beside a real stop. One listener for all, or Node warns of a leak at the eleventh server.
 * @returns what takes the promise back
 */
export function signalAtExit(pid: number, name: NodeJS.Signals): () => void {
  if (lastResort.size === 0) process.on('exit', signalAll);
  lastResort.set(pid, name);
  return () => {
    lastResort.delete(pid);
    if (lastResort.size === 0) process.off('exit', signalAll);
  };
}

function signalAll(): void {
  for (const [pid, name] of lastResort) {
    try {
      process.kill(pid, name);
    } catch {
      // Already gone, and an exit handler has nobody to tell.
    }
  }
}
