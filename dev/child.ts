import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** After a crash a process is started again, a little later each time, until it has stayed up for a while. */
const RESTART_MS = [500, 1000, 2000, 5000, 10_000];
const STEADY_MS = 60_000;
const STOP_GRACE_MS = 15_000;

export interface Child<Ready> {
  /** What the process said when it was ready. */
  ready: Ready;
  stop(): Promise<void>;
}

export interface ChildOptions {
  /** The root to run, a TypeScript file. */
  file: string;
  env: Record<string, string>;
  log: Logger;
}

/**
 * Runs a root of the product as a process of its own, as production does, and again when it dies. It ends with us: its
 * channel to us closes when we are killed, and it leaves by itself.
 */
export async function startChild<Ready>(options: ChildOptions): Promise<Child<Ready>> {
  let stopping = false;
  let restarts = 0;
  let child: ChildProcess;

  const launch = async (): Promise<Ready> => {
    const began = Date.now();
    child = fork(options.file, {
      env: { ...process.env, ...options.env },
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const ready = await readyMessage<Ready>(child, options.file);
    child.once('exit', (code, signal) => {
      if (stopping) return;
      options.log.error({ file: options.file, code, signal }, 'process died, starting it again');
      restarts = Date.now() - began > STEADY_MS ? 0 : restarts + 1;
      const wait = RESTART_MS[Math.min(restarts, RESTART_MS.length - 1)];
      void sleep(wait).then(() =>
        stopping ? undefined : launch().catch((error: unknown) => options.log.error(error)),
      );
    });
    return ready;
  };

  return {
    ready: await launch(),
    stop: async () => {
      stopping = true;
      await stopChild(child);
    },
  };
}

function readyMessage<Ready>(child: ChildProcess, file: string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${file} ended before it was ready (${code ?? signal})`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const patience = new AbortController();
  const late = sleep(STOP_GRACE_MS, 'late' as const, { signal: patience.signal }).catch(() => 'gone' as const);
  if ((await Promise.race([gone, late])) === 'late') child.kill('SIGKILL');
  patience.abort();
  await gone;
}
