import { chownSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountForPostgres } from './account.ts';
import { startPostgres } from './postgres.ts';
import { isAlive } from './processes.ts';
import { spawnStarter, temporaryFolder } from './starter-process.fixture.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const log = (): void => {};

describe('several starters', () => {
  test('two at once share one server, and only its owner stops it', async () => {
    const starters = await Promise.all([spawnStarter('postgres', folder.dir), spawnStarter('postgres', folder.dir)]);
    const guest = starters.find((starter) => starter.ready.adopted);
    const owner = starters.find((starter) => !starter.ready.adopted);
    expect(guest?.ready.pid).toBe(owner?.ready.pid);
    const pid = owner?.ready.pid ?? 0;
    expect(await guest?.finish()).toBe(0);
    expect(isAlive(pid)).toBe(true);
    expect(await owner?.finish()).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('a server that outlived its killed starter is adopted and really stopped', async () => {
    const starter = await spawnStarter('postgres', folder.dir);
    const before = postgres(starter.ready.url, { max: 1 });
    await before`create table kept as select 7 as number`;
    await before.end();
    await starter.kill();
    expect(isAlive(starter.ready.pid)).toBe(true);
    const server = await startPostgres({ dir: folder.dir, durable: false, log });
    expect(server).toMatchObject({ adopted: true, pid: starter.ready.pid, port: starter.ready.port });
    const sql = postgres(server.ownerUrl('postgres'), { max: 1 });
    expect(await sql`select number from kept`).toMatchObject([{ number: 7 }]);
    await sql.end();
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  test('twice in one process: the second is a guest', async () => {
    const options = { dir: path.join(folder.dir, 'deep', 'er'), durable: false, log };
    const [one, two] = await Promise.all([startPostgres(options), startPostgres(options)]);
    expect([one.adopted, two.adopted].sort()).toEqual([false, true]);
    expect(one.pid).toBe(two.pid);
    const [owner, guest] = one.adopted ? [two, one] : [one, two];
    await guest.stop();
    expect(isAlive(owner.pid)).toBe(true);
    await owner.stop();
    expect(isAlive(owner.pid)).toBe(false);
  });

  test.skipIf(process.getuid?.() !== 0)('a plain user starts it as itself', async () => {
    const account = accountForPostgres();
    chownSync(folder.dir, account.uid ?? 0, account.gid ?? 0);
    const starter = await spawnStarter('postgres', folder.dir, account);
    expect(starter.ready.adopted).toBe(false);
    expect(await starter.finish()).toBe(0);
    expect(isAlive(starter.ready.pid)).toBe(false);
  });
});
