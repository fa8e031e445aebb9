import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import { stopOrphans } from './stack.ts';
import { stopOrphanedPostgres } from './postgres.ts';

export interface Starter {
  child: ChildProcess;
  /** What it printed. */
  ready: { pid: number; port: number; adopted: boolean; url: string; address: string };
  /** Ends it as a user would; resolves to its exit code. */
  finish(): Promise<number | null>;
  kill(): Promise<void>;
}

/** Where a starter runs, if not in this checkout. */
export interface StarterPlace {
  program: string;
  folder: string;
  temporary: string;
}

const HERE = fileURLToPath(new URL('starter.fixture.ts', import.meta.url));

/** Runs `starter.fixture.ts` in a process of its own and waits until its servers are ready. */
export async function spawnStarter(
  what: 'postgres' | 'stack',
  dir: string,
  account: Account = {},
  place: StarterPlace = {
    program: HERE,
    folder: process.cwd(),
    temporary: account.uid === undefined ? os.tmpdir() : dir,
  },
): Promise<Starter> {
  const child = spawn(process.execPath, ['--import', 'tsx', place.program, what, dir], {
    ...account,
    cwd: place.folder,
    env: { ...process.env, TMPDIR: place.temporary, ...(account.uid === undefined ? {} : { HOME: dir }) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = new Promise<Starter['ready']>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) resolve(JSON.parse(output) as Starter['ready']);
    });
    void exited.then(([code]) => reject(new Error(`starter ended with ${code}: ${errors}`)));
  });
  const end = async (how: () => void): Promise<number | null> => {
    how();
    return (await exited)[0];
  };
  return {
    child,
    ready: await ready,
    finish: () => end(() => child.stdin.end()),
    kill: async () => void (await end(() => child.kill('SIGKILL'))),
  };
}

/** A folder of mode 0700, as `mktemp -d` makes it; `remove` also stops what a failed test left running in it. */
export function temporaryFolder(): { dir: string; remove(): Promise<void> } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-stack-'));
  const remove = async (): Promise<void> => {
    // A test that failed half way still claims its servers, and a test worker is ended without its exit handlers.
    for (const owned of ['', 'postgres', 'temporal']) rmSync(path.join(dir, owned, 'starter.json'), { force: true });
    await stopOrphanedPostgres(dir);
    await stopOrphans(dir);
    rmSync(dir, { recursive: true, force: true });
  };
  return { dir, remove };
}
