import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface RunningChild {
  pid: number;
  stop(): Promise<void>;
}

/** A program of ours as a process of its own, once it has said that it is ready; it ends with us. */
export async function runChild(file: string, env: Record<string, string>): Promise<RunningChild> {
  const child = fork(file, {
    env: { ...process.env, ...env },
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${file} ended before it was ready (${String(code)})`);
    }),
  ]);
  return { pid: child.pid as number, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
