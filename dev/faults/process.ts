import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reached } from './failpoint.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;

/** A process of the product with a fault in it. Nobody starts it again. */
export interface FaultyProcess {
  pid: number;
  /** Its first message: `ready`, or the answer of a command. */
  ready: Promise<Record<string, unknown>>;
  /** It has come to its failpoint. */
  reached: Promise<void>;
  /** The signal that ended it, or null where it ended by itself; the status beside it. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** What it wrote to stderr so far. */
  words(): string;
  /** Lets a held one go on. */
  go(): void;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** SIGTERM, and SIGKILL where that is not enough; nothing where it is gone. */
  stop(): Promise<void>;
}

/** @param file a root, relative to the checkout */
export function runFaulty(file: string, env: Record<string, string>): FaultyProcess {
  const child = fork(path.join(ROOT, file), {
    env: { ...process.env, ...env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk.toString()}`.slice(-20_000)));
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  const said = (wanted: (kind: unknown) => boolean, what: string): Promise<Record<string, unknown>> =>
    message(child, wanted, () => `${file} ${what}: ${words}`);
  const ready = said((kind) => kind !== 'reached', 'was not ready');
  const atFailpoint = said((kind) => kind === ('reached' satisfies Reached['kind']), 'did not come to its failpoint');
  const reached = atFailpoint.then(() => undefined);
  // Which of the two a test waits for is its own affair.
  ready.catch(() => undefined);
  reached.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ...{ ready, ended, reached },
    words: () => words,
    go: () => void child.send({ kind: 'go' }),
    signal: (name) => void child.kill(name),
    stop: () => stop(child),
  };
}

function message(child: ChildProcess, wanted: (kind: unknown) => boolean, failure: () => string) {
  return new Promise<Record<string, unknown>>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(failure())), PATIENCE_MS).unref();
    child.on('message', (said: Record<string, unknown>) => {
      if (!wanted(said['kind'])) return;
      clearTimeout(late);
      resolve(said);
    });
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(failure()));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const patience = new AbortController();
  const late = sleep(15_000, 'late', { signal: patience.signal }).catch(() => 'gone');
  if ((await Promise.race([gone, late])) === 'late') child.kill('SIGKILL');
  patience.abort();
  await gone;
}
