import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase, type Transaction } from '../../db/database.ts';
import { type Proxy, startProxy } from '../../dev/faults/proxy.ts';
import { asOwner, emptyDatabase, type TestDatabase } from '../support/database.ts';

let home: TestDatabase;
let proxy: Proxy;
let database: Database;

/** A pool of one, so that whatever a lost transaction leaves behind meets the next one. */
beforeEach(async () => {
  home = await emptyDatabase();
  await asOwner(home.ownerUrl, (owner) => owner`create table marks (who text primary key, n int not null default 0)`);
  const url = new URL(home.ownerUrl);
  proxy = await startProxy(Number(url.port));
  url.port = String(proxy.port);
  database = openDatabase(url.toString(), 1);
});
afterEach(async () => {
  await database.close();
  await proxy.stop();
  await home.drop();
});

const mark = (tx: Transaction, who: string): Promise<unknown> =>
  tx.execute(sql`insert into marks (who) values (${who})`);
const marks = (): Promise<string[]> =>
  asOwner(home.ownerUrl, async (owner) =>
    (await owner`select who from marks order by who`).map(({ who }) => String(who)),
  );
const kill = (pid: number): Promise<unknown> =>
  asOwner(home.ownerUrl, (owner) => owner`select pg_terminate_backend(${pid})`);
async function pidOf(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return row?.pid ?? 0;
}

/** The pool is as good as new: at most one try is refused in place of the connection that was lost. */
async function recovers(): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await database.inTenant('', (tx) => mark(tx, `after ${tries}`));
      break;
    } catch (error) {
      if (tries === 3) throw error;
    }
  }
  for (const who of ['a', 'b', 'c']) await database.inTenant('', (tx) => mark(tx, `later ${who}`));
}

describe('a connection lost in the middle of a transaction', () => {
  it.each(['commits', 'goes on'])(
    'while it thinks, and then it %s: nothing is written, not in the next one either',
    async (then) => {
      let resumed = false;
      const lost = database.inTenant('', async (tx) => {
        await mark(tx, 'first half');
        await kill(await pidOf(tx));
        await sleep(300);
        resumed = true;
        if (then === 'goes on') await mark(tx, 'second half');
      });
      await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' });
      await database
        .inTenant('', async (tx) => {
          await mark(tx, 'the other one');
          await sleep(600);
        })
        .catch(() => undefined);
      expect(resumed).toBe(true);
      await recovers();
      expect((await marks()).filter((who) => who.endsWith('half'))).toEqual([]);
    },
  );

  it('while PostgreSQL works: the caller hears of it, the process lives', async () => {
    const lost = database.inTenant('', async (tx) => {
      await mark(tx, 'first half');
      const pid = await pidOf(tx);
      setTimeout(() => void kill(pid), 100);
      await tx.execute(sql`select pg_sleep(10)`);
    });
    await expect(lost).rejects.toThrow();
    await recovers();
    expect((await marks()).filter((who) => who.endsWith('half'))).toEqual([]);
  });

  it('in a savepoint: the same', async () => {
    const lost = database.inTenant('', async (tx) => {
      await tx
        .transaction(async (inner) => {
          await mark(inner, 'first half');
          const pid = await pidOf(inner);
          setTimeout(() => void kill(pid), 100);
          await inner.execute(sql`select pg_sleep(10)`);
        })
        .catch(() => undefined);
      await mark(tx, 'second half');
    });
    await expect(lost).rejects.toThrow();
    await recovers();
    expect((await marks()).filter((who) => who.endsWith('half'))).toEqual([]);
  });

  it.each([
    ['reset', { kind: 'reset' } as const],
    ['cut in the middle of an answer', { kind: 'cut', afterBytes: 3, direction: 'to-client' } as const],
  ])('by a way that is %s', async (_words, fault) => {
    const lost = database.inTenant('', async (tx) => {
      await mark(tx, 'first half');
      setTimeout(() => void proxy.set(fault), 100);
      await tx.execute(sql`select pg_sleep(0.3)`);
      await mark(tx, 'second half');
    });
    await expect(lost).rejects.toThrow();
    await proxy.set({ kind: 'none' });
    await recovers();
    expect((await marks()).filter((who) => who.endsWith('half'))).toEqual([]);
  });

  it.each(['and then commits', 'and then goes on'])('of a process that is halted, %s', async (words) => {
    await database.close();
    const url = `${home.ownerUrl}?idle_in_transaction_session_timeout=100`;
    database = openDatabase(url, 1);
    const lost = database.inTenant('', async (tx) => {
      await mark(tx, 'first half');
      // As by SIGSTOP: nothing runs, and nothing is heard.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
      if (words === 'and then goes on') await mark(tx, 'second half');
    });
    await expect(lost).rejects.toThrow();
    await recovers();
    expect((await marks()).filter((who) => who.endsWith('half'))).toEqual([]);
  });

  it('between COMMIT and its answer: what was committed stays, and the caller is told that nobody knows', async () => {
    const lost = database.inTenant('', async (tx) => {
      await mark(tx, 'committed');
      await proxy.set({ kind: 'cut', afterBytes: 1, direction: 'to-client' });
    });
    await expect(lost).rejects.toThrow();
    await proxy.set({ kind: 'none' });
    await recovers();
    expect(await marks()).toContain('committed');
  });
});

describe('a connection lost while it opens', () => {
  it('wherever it breaks off, the caller hears of it, the process lives, and the next one opens', async () => {
    await database.close();
    const url = new URL(home.ownerUrl);
    url.port = String(proxy.port);
    let refused = 0;
    for (let afterBytes = 1; afterBytes < 1500; afterBytes += 37) {
      await proxy.set({ kind: 'cut', afterBytes, direction: 'to-client' });
      database = openDatabase(url.toString(), 1);
      await database.ping().catch(() => refused++);
      await proxy.set({ kind: 'none' });
      await recovers();
      await asOwner(home.ownerUrl, (owner) => owner`truncate marks`);
      await database.close();
    }
    expect(refused).toBeGreaterThan(10);
  });
});

describe('a transaction that another one stands in the way of', () => {
  beforeEach(async () => {
    await database.close();
    await asOwner(home.ownerUrl, (owner) => owner`insert into marks (who) values ('a'), ('b')`);
  });
  const add = (tx: Transaction, who: string): Promise<unknown> =>
    tx.execute(sql`update marks set n = n + 1 where who = ${who}`);
  const sums = (): Promise<number[]> =>
    asOwner(home.ownerUrl, async (owner) => (await owner`select n from marks order by who`).map(({ n }) => Number(n)));

  it('deadlock: PostgreSQL ends one of the two, which runs again', async () => {
    database = openDatabase(home.ownerUrl, 2);
    let runs = 0;
    const both = (first: string, second: string): Promise<void> =>
      database.inTenant('', async (tx) => {
        runs++;
        await add(tx, first);
        if (runs <= 2) await sleep(200);
        await add(tx, second);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect(await sums()).toEqual([2, 2]);
    expect(runs).toBe(3);
  });

  it('a conflict: tried three times, and then told', async () => {
    database = openDatabase(home.ownerUrl, 2);
    let runs = 0;
    const conflict = database.inTenant('', async (tx) => {
      runs++;
      await tx.execute(sql`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`);
    });
    await expect(conflict).rejects.toMatchObject({ cause: { code: '40001' } });
    expect(runs).toBe(3);
  });

  it('a lock that is not let go: waited for, not without end, and got when it is let go', async () => {
    database = openDatabase(`${home.ownerUrl}?lock_timeout=150`, 3);
    let letGo = (): void => undefined;
    const holding = database.inTenant('', async (tx) => {
      await add(tx, 'a');
      await new Promise<void>((resolve) => (letGo = resolve));
    });
    await sleep(100);
    await expect(database.inTenant('', (tx) => add(tx, 'a'))).rejects.toMatchObject({ cause: { code: '55P03' } });
    const patient = database.inTenant('', (tx) => add(tx, 'a'));
    await sleep(200);
    letGo();
    await Promise.all([holding, patient]);
    expect(await sums()).toEqual([2, 0]);
  });

  it('a pool that is spent: the others wait their turn, and each has it', async () => {
    database = openDatabase(home.ownerUrl, 2);
    await Promise.all(Array.from({ length: 60 }, () => database.inTenant('', (tx) => add(tx, 'a'))));
    expect(await sums()).toEqual([60, 0]);
  });
});
