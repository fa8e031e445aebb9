import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { readPostmaster } from './postmaster-file.ts';
import { isAlive } from './processes.ts';
import { startStack, type Stack } from './stack.ts';
import { spawnStarter, temporaryFolder } from './starter-process.fixture.ts';
import { builtServer, type Environment } from './temporal-binary.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const ownEnvironment = { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined };
const start = (timeSkipping = true, env: Environment = ownEnvironment): Promise<Stack> => {
  return startStack({ dir: folder.dir, durable: false, timeSkipping, env, log: () => {}, progress: () => {} });
};

function serverOf(dir: string): { pid: number } {
  const record = JSON.parse(readFileSync(path.join(dir, 'temporal/server.json'), 'utf8')) as { mark: { pid: number } };
  return record.mark;
}

async function withClient<Result>(stack: Stack, use: (client: Client) => Promise<Result>): Promise<Result> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  try {
    return await use(new Client({ connection, namespace: stack.temporalNamespace }));
  } finally {
    await connection.close();
  }
}

const LOOPBACK = '0100007F';
const LISTENING = '0A';

/** The addresses a process listens on, as Linux writes them: its sockets among all that are in that state. */
function listeningAddresses(pid: number): string[] {
  const links = readdirSync(`/proc/${pid}/fd`).map((name) => readlinkSync(`/proc/${pid}/fd/${name}`));
  const rows = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1),
  );
  const sockets = rows.map((row) => row.trim().split(/\s+/));
  return sockets
    .filter((columns) => columns[3] === LISTENING && links.includes(`socket:[${columns[9]}]`))
    .map((columns) => columns[1]?.split(':')[0] ?? '');
}

const workflow = { taskQueue: 'nobody', workflowId: 'kept', args: [] };

describe('a stack', () => {
  test('takes workflows at once, keeps them over a restart, and leaves nothing running', async () => {
    const first = await start();
    await withClient(first, (client) => client.workflow.start('anything', workflow));
    const { pid } = serverOf(folder.dir);
    await first.stop();
    expect([isAlive(pid), isAlive(first.postgres?.pid ?? 0)]).toEqual([false, false]);

    const began = Date.now();
    const second = await start();
    expect(Date.now() - began).toBeLessThan(20_000); // it was 49 s while the server waited for its ghosts
    const status = await withClient(second, (client) => client.workflow.getHandle('kept').describe());
    expect(status.status.name).toBe('RUNNING');
    await second.stop();
  });

  test('has the namespace with 90 days of retention, and listens on loopback only', async () => {
    const stack = await start();
    const answer = await withClient(stack, (client) =>
      client.workflowService.describeNamespace({ namespace: stack.temporalNamespace }),
    );
    expect(Number(answer.config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 86_400);
    if (process.platform === 'linux') {
      expect(listeningAddresses(serverOf(folder.dir).pid)).toEqual(Array.from({ length: 9 }, () => LOOPBACK));
      expect(listeningAddresses(stack.postgres?.pid ?? 0)).toEqual([LOOPBACK]);
    }
    await stack.stop();
  });

  test('skips time only when asked', async () => {
    for (const timeSkipping of [true, false]) {
      const stack = await start(timeSkipping);
      const begun = withClient(stack, (client) =>
        client.workflowService.startWorkflowExecution({
          namespace: stack.temporalNamespace,
          workflowId: randomUUID(),
          requestId: randomUUID(),
          workflowType: { name: 'anything' },
          taskQueue: { name: 'nobody' },
          timeSkippingConfig: { enabled: true },
        }),
      );
      if (timeSkipping) await expect(begun).resolves.toBeDefined();
      else await expect(begun).rejects.toThrow(/skipping/i);
      await stack.stop();
    }
  });

  test('does not begin an empty server beside one that keeps its workflows elsewhere', async () => {
    mkdirSync(path.join(folder.dir, 'temporal'));
    writeFileSync(path.join(folder.dir, 'temporal/kept-in'), 'file');
    await expect(start()).rejects.toMatchObject({ code: 'no-temporal' });
    expect(readPostmaster(path.join(folder.dir, 'postgres/data'))).toBeUndefined(); // undone
  });

  test('tells at once, with the last words, when the server dies while starting, and stops PostgreSQL', async () => {
    const env = { ...process.env, XDG_CACHE_HOME: path.join(folder.dir, 'cache') };
    const { folder: cache, server, sqlTool } = builtServer(env);
    mkdirSync(cache, { recursive: true });
    writeFileSync(server, '#!/bin/sh\necho no such shard; exit 3\n', { mode: 0o755 });
    writeFileSync(sqlTool, '#!/bin/sh\n', { mode: 0o755 });
    const failure = await start(true, env).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'temporal-start' });
    expect((failure as Error).message).toMatch(/exit 3: no such shard/);
    expect(readPostmaster(path.join(folder.dir, 'postgres/data'))).toBeUndefined();
  });

  test('takes DATABASE_URL and TEMPORAL_ADDRESS as they are', async () => {
    const env = { DATABASE_URL: 'postgres://someone@db.example/app', TEMPORAL_ADDRESS: 'temporal.example:7233' };
    const stack = await start(false, env);
    expect(stack).toMatchObject({
      databaseUrl: env.DATABASE_URL,
      temporalAddress: env.TEMPORAL_ADDRESS,
      postgres: undefined,
    });
    await stack.stop();
  });
});

describe('a killed starter', () => {
  test('leaves servers that the next one takes over, and its workflows', async () => {
    const starter = await spawnStarter('stack', folder.dir);
    const orphan = serverOf(folder.dir).pid;
    await starter.kill();
    await sleep(200);
    expect([isAlive(orphan), isAlive(starter.ready.pid)]).toEqual([true, true]);
    const stack = await start();
    expect(stack.postgres?.adopted).toBe(true);
    expect(isAlive(orphan)).toBe(false);
    await withClient(stack, (client) => client.workflow.start('anything', workflow));
    await stack.stop();
    expect(isAlive(starter.ready.pid)).toBe(false);
  });

  test("is not confused with another program that got its server's number", async () => {
    await (await start()).stop();
    const stranger = spawn('sleep', ['600']);
    onTestFinished(() => void stranger.kill());
    await once(stranger, 'spawn');
    const record = { mark: { pid: stranger.pid, startedAt: '1' }, address: '127.0.0.1:1' };
    writeFileSync(path.join(folder.dir, 'temporal/server.json'), JSON.stringify(record));
    const stack = await start();
    await stack.stop();
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test('two starters at once share one stack', async () => {
    const [one, two] = await Promise.all([spawnStarter('stack', folder.dir), spawnStarter('stack', folder.dir)]);
    expect(one.ready.address).toBe(two.ready.address);
    expect([await one.finish(), await two.finish()]).toEqual([0, 0]);
    expect(isAlive(one.ready.pid)).toBe(false);
  });
});
