import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Installation } from '../api/services/connection.ts';
import { openDatabase } from '../db/database.ts';
import { deliveries, notifications } from '../db/schema/index.ts';
import { stopOrphans } from './stack.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const READY = 'Đã sẵn sàng:';
/** One to each body of the demonstration, the lead's question among them. */
const LETTERS = 7;
/** To the two contacts who agreed. */
const BY_ZALO = 2;
let state: string;
let running: Started | null = null;

interface Started {
  child: ChildProcess;
  printed: () => string;
}

function start(): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'start.ts', '--no-rehearsal'], {
    cwd: ROOT,
    env: { ...process.env, DONDOC_STATE: state, PORT: '0', DATABASE_URL: '', TEMPORAL_ADDRESS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  }
  running = { child, printed: () => printed };
  return running;
}

async function until(what: string, done: () => boolean | Promise<boolean>, patience = 90_000): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await sleep(50)) if (await done()) return;
  throw new Error(`waited in vain for ${what}: ${running?.printed()}`);
}

async function end(started: Started, signal: NodeJS.Signals): Promise<number | null> {
  const { child } = started;
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await new Promise((resolve) => child.once('exit', resolve));
  }
  return child.exitCode;
}

const installation = (): Installation => JSON.parse(readFileSync(path.join(state, 'run.json'), 'utf8')) as Installation;

async function letters(): Promise<number> {
  const [, inbox] = installation().pages;
  const page = await (await fetch(inbox ?? '')).text();
  return Number(/Đang có (\d+) thư/.exec(page)?.[1] ?? 0);
}

/** Messages that the Zalo of this machine has. */
async function byZalo(): Promise<number> {
  const [, , zalo] = installation().pages;
  const page = await (await fetch(zalo ?? '')).text();
  return Number(/Đang có (\d+) tin/.exec(page)?.[1] ?? 0);
}

/** Entries that are still to be sent today. */
async function waiting(): Promise<number> {
  const { databaseUrl, tenant } = installation();
  const database = openDatabase(databaseUrl, 1);
  const rows = await database.inTenant(tenant ?? '', (tx) => tx.select().from(notifications));
  await database.close();
  return rows.filter(({ state: stands }) => stands === 'pending').length;
}

/** Messages that their readers' devices have. */
async function confirmed(): Promise<number> {
  const { databaseUrl, tenant } = installation();
  const database = openDatabase(databaseUrl, 1);
  const rows = await database.inTenant(tenant ?? '', (tx) => tx.select().from(deliveries));
  await database.close();
  return rows.filter(({ outcome }) => outcome === 'confirmed').length;
}

beforeAll(() => {
  state = mkdtempSync(path.join(os.tmpdir(), 'dondoc-start-'));
});

afterAll(async () => {
  if (running) await end(running, 'SIGKILL');
  // The processes it forked leave when its channel to them closes.
  await sleep(1000);
  await stopOrphans(state);
  rmSync(state, { recursive: true, force: true });
});

describe('npm start', () => {
  it('goes on where it was after kill -9 at any point, and sends nothing twice', async () => {
    // While the servers come up, while the processes do, and when people read already.
    for (const moment of ['Đôn Đốc:', 'khởi động bộ xử lý', READY]) {
      const started = start();
      await until(moment, () => started.printed().includes(moment));
      // Killed in the middle of sending, the rest would wait for its lease: that is tried where time can be skipped.
      const isSent = async (): Promise<boolean> => (await letters()) === LETTERS && (await byZalo()) === BY_ZALO;
      if (moment === READY) await until('the first reminders', isSent);
      await end(started, 'SIGKILL');
    }
    const again = start();
    await until(READY, () => again.printed().includes(READY));
    const [pages] = installation().pages;
    expect(await (await fetch(pages ?? '')).text()).toContain('Báo cáo năm');
    expect(await waiting()).toBe(0);
    expect(await letters()).toBe(LETTERS);
    expect(await byZalo()).toBe(BY_ZALO);
    await until('Zalo’s word that they were received', async () => (await confirmed()) === BY_ZALO);
  });

  it('tells a second starter where the first one is', async () => {
    const first = running;
    const second = start();
    await until('the second to leave', () => second.child.exitCode !== null);
    expect(second.child.exitCode).toBe(0);
    expect(second.printed()).toContain('đang chạy rồi');
    running = first;
  });

  it('stops cleanly on a Ctrl-C that comes twice, as from a terminal and from npm, and leaves no process behind', async () => {
    if (!running) throw new Error('nothing is running');
    const { temporalAddress, pages } = installation();
    running.child.kill('SIGINT');
    expect(await end(running, 'SIGINT')).toBe(0);
    await expect(fetch(pages[0] ?? '')).rejects.toThrow();
    await expect(fetch(`http://${temporalAddress}`)).rejects.toThrow();
  });
});
