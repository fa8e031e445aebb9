import { sql } from 'drizzle-orm';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Transaction } from '../../db/database.ts';
import { asOwner, emptyDatabase, type TestDatabase } from '../support/database.ts';

let home: TestDatabase;
let database: Database;
beforeEach(async () => {
  home = await emptyDatabase();
  database = openDatabase(home.ownerUrl, 2);
});
afterEach(async () => {
  await database.close();
  await home.drop();
});

/** Ends the session of a transaction from another one, as a server does that is restarted. */
async function end(tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await asOwner(home.ownerUrl, async (owner) => void (await owner`select pg_terminate_backend(${row?.pid ?? 0})`));
  await sleep(50); // real time: the news comes over a socket
}

const alive = async (): Promise<unknown> =>
  database.inTenant('an-ha', async (tx) => [...(await tx.execute(sql`select 1 as one`))]);

// Whatever is thrown where nobody can catch it ends the test run, as it would end the process.
describe('a session that dies within a transaction', () => {
  it.each<[string, (tx: Transaction) => Promise<unknown>]>([
    ['asks for more', (tx) => tx.execute(sql`select 2`)],
    ['is given up', () => Promise.reject(new Error('mine'))],
    ['comes to its end', () => Promise.resolve('done')],
  ])('that %s: the transaction fails, and the pool goes on', async (_what, next) => {
    const working = database.inTenant('an-ha', async (tx) => {
      await end(tx);
      return next(tx);
    });
    await expect(working).rejects.toThrow('CONNECTION_CLOSED');
    await sleep(20);
    for (let index = 0; index < 5; index++) expect(await alive()).toEqual([{ one: 1 }]);
  });

  it('in the middle of a statement: the same', async () => {
    const working = database.inTenant('an-ha', async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      const ending = asOwner(home.ownerUrl, async (owner) => {
        await owner`select pg_terminate_backend(${row?.pid ?? 0})`;
      });
      try {
        await tx.execute(sql`select pg_sleep(20)`);
      } finally {
        await ending;
      }
    });
    await expect(working).rejects.toThrow();
    expect(await alive()).toEqual([{ one: 1 }]);
  });

  it('asks nothing of its own, whose answer nobody would wait for', async () => {
    const said: string[] = [];
    const { hostname, port, pathname, username, password } = new URL(home.ownerUrl);
    const relay = createServer((from) => {
      const to = connect(Number(port), hostname);
      from.on('data', (chunk) => said.push(chunk.toString('latin1')));
      from.pipe(to).pipe(from);
    });
    await once(relay.listen(0, '127.0.0.1'), 'listening');
    const own = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const fresh = openDatabase(`postgres://${username}:${password}@${own}${pathname}`, 1);
    await fresh.ping();
    await fresh.close();
    relay.close();
    expect(said.join('')).toContain('select 1');
    expect(said.join('')).not.toContain('pg_catalog');
  });

  it('leaves what fails for another reason as it is, and rolled back', async () => {
    const working = database.inTenant('an-ha', (tx) => tx.execute(sql`select 1/0`));
    await expect(working).rejects.toMatchObject({ cause: { code: '22012' } });
    expect(await alive()).toEqual([{ one: 1 }]);
  });
});
