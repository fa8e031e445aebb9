import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import type { Account } from './account.ts';

/** A server started apart from us. */
export interface DetachedProcess {
  /** undefined when the program could not be run at all. */
  pid: number | undefined;
  /** How it ended, in words; undefined while it runs. */
  ended: () => string | undefined;
}

/**
 * Starts a server so that a Ctrl-C meant for us does not reach it first: those who still write to it stop before it.
 * It logs to a file and not to us, so that one that outlives us keeps somewhere to write. The log of the run before
 * stays beside it as `.1`.
 */
export function spawnDetached(options: {
  program: string;
  arguments: string[];
  folder: string;
  logFile: string;
  account?: Account;
}): DetachedProcess {
  const { program, folder, logFile, account } = options;
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  let ending: string | undefined;
  const child = spawn(program, options.arguments, {
    ...account,
    cwd: folder,
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  });
  child.once('error', (error) => (ending = error.message));
  child.once('exit', (code, name) => (ending ??= `exit ${code ?? name}`));
  child.unref();
  closeSync(output);
  return { pid: child.pid, ended: () => ending };
}

/** The last few thousand characters a server wrote. */
export function lastWords(logFile: string): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-4_000) : '';
}
