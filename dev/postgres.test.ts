import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../domain/errors.ts';
import { accountForPostgres } from './account.ts';
import { startPostgres, type RunningPostgres } from './postgres.ts';
import { isAlive } from './processes.ts';
import { temporaryFolder } from './starter-process.fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const start = (durable = false): Promise<RunningPostgres> => startPostgres({ dir: folder.dir, durable, log: () => {} });
const pidFile = (): string => path.join(folder.dir, 'data', 'postmaster.pid');

async function ask<Row>(server: RunningPostgres, query: string): Promise<Row[]> {
  const sql = postgres(server.ownerUrl('postgres'), { max: 1 });
  try {
    return (await sql.unsafe(query)) as unknown as Row[];
  } finally {
    await sql.end();
  }
}

/** Kills the server as a power cut would, and leaves its `postmaster.pid` behind. */
async function crash(server: RunningPostgres): Promise<string> {
  const file = readFileSync(pidFile(), 'utf8');
  process.kill(server.pid, 'SIGKILL');
  while (isAlive(server.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  await server.stop();
  return file;
}

describe('a fresh server', () => {
  test('listens on loopback only, in UTC, in Vietnamese order, with a password of its own', async () => {
    const server = await start();
    const [row] = await ask<Record<string, string>>(
      server,
      `select current_setting('listen_addresses') listen, current_setting('unix_socket_directories') sockets,
        current_setting('timezone') zone, current_setting('max_connections') connections,
        current_setting('fsync') fsync, (select datlocale from pg_database where datname = 'template1') locale,
        (select string_agg(n, ' ' order by n) from unnest(array['Đà Nẵng','Cà Mau','Ân Thi','An Giang','Ba Vì','Ăn']) n) sorted`,
    );
    expect(row).toEqual({
      listen: '127.0.0.1',
      sockets: '',
      zone: 'UTC',
      connections: '250',
      fsync: 'off',
      locale: 'vi',
      sorted: 'An Giang Ăn Ân Thi Ba Vì Cà Mau Đà Nẵng',
    });
    expect(server.port).toBeGreaterThanOrEqual(12_000);
    expect(server.port).toBeLessThan(32_000);
    expect(statSync(path.join(folder.dir, 'owner.password')).mode & 0o777).toBe(0o600);
    const wrong = postgres(server.ownerUrl('postgres').replace(server.password, 'guess'), { max: 1 });
    await expect(wrong`select 1`).rejects.toMatchObject({ code: '28P01' });
    await wrong.end();
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  test('keeps its data over a restart, and is durable when asked', async () => {
    const first = await start();
    await ask(first, 'create table kept as select 7 as number');
    await first.stop();
    const second = await start(true);
    expect(second.adopted).toBe(false);
    expect(await ask(second, `select number, current_setting('fsync') fsync from kept`)).toEqual([
      { number: 7, fsync: 'on' },
    ]);
    await second.stop();
    await second.stop(); // a second stop finds nothing to do
  });
});

describe('after a crash', () => {
  test('a stale postmaster.pid does not stop it', async () => {
    const server = await start(true);
    await ask(server, 'create table kept as select 7 as number');
    await crash(server);
    expect(existsSync(pidFile())).toBe(true);
    const next = await start(true);
    expect(next.adopted).toBe(false);
    expect(await ask(next, 'select number from kept')).toEqual([{ number: 7 }]);
    await next.stop();
  });

  // Under the account that PostgreSQL runs as: only then would it believe the number by itself.
  test("a postmaster.pid whose number is another program's does not stop it, and that program lives on", async () => {
    const server = await start();
    const file = await crash(server);
    const stranger = spawn('sleep', ['600'], { ...accountForPostgres(), cwd: '/' });
    onTestFinished(() => void stranger.kill());
    await once(stranger, 'spawn');
    writeFileSync(pidFile(), file.replace(/^\d+/, String(stranger.pid)));
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await ask(next, 'select 1 as one')).toEqual([{ one: 1 }]);
    await next.stop();
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test('our own number in postmaster.pid is no server either', async () => {
    const file = await crash(await start());
    writeFileSync(pidFile(), file.replace(/^\d+/, String(process.pid)));
    const next = await start();
    expect(next.adopted).toBe(false);
    await next.stop();
  });
});

describe('what it cannot start', () => {
  test('is told in one sentence with its reason and the log', async () => {
    await (await start()).stop();
    writeFileSync(path.join(folder.dir, 'data', 'postgresql.conf'), 'max_connections = many\n');
    const failure = await start().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refusal);
    expect(failure).toMatchObject({ code: 'postgres-start' });
    expect((failure as Error).message).toMatch(/không khởi động được \(FATAL: .*postgres\.log/);
  });

  test('data of another release is refused', async () => {
    await (await start()).stop();
    writeFileSync(path.join(folder.dir, 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toMatchObject({ code: 'postgres-version' });
  });
});
