import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { guardedClient } from './guarded-client.ts';
import { sqlState } from './sql-state.ts';

/** A transaction that has named its tenant. Query functions take it first and so join their caller's transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

export interface Database {
  /**
   * Runs `work` in one transaction that sees and writes the rows of `tenant` only. Where PostgreSQL ended it for the
   * sake of another one (a deadlock, a conflict, a lock that was not let go) all of it is undone and `work` runs again,
   * three times at most: it does nothing but through its transaction.
   */
  inTenant<Result>(tenant: string, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** All trees of organisations in this installation. */
  tenants(): Promise<string[]>;
  /** Round trip to the server, for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Ended for the sake of another transaction: deadlock, serialization failure, lock timeout. */
const WORTH_ANOTHER_TRY = ['40P01', '40001', '55P03'];
const TRIES = 3;
const PAUSE_MS = 50;

/**
 * In ms, unless the URL says otherwise. Nobody waits without end for a lock; and a process that was halted in the middle
 * of a transaction loses it, with its locks, instead of holding up all the others.
 */
const LIMITS = { lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 };

/** Opens a pool. `max` connections; idle ones are closed after a minute, so that a quiet worker holds few. */
export function openDatabase(url: string, max = 10): Database {
  const client = postgres(url, {
    max,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: LIMITS,
    // The library asks each new connection for the types of arrays and waits for the answer nowhere: a session that is
    // ended in that moment would end the process. Arrays are written by `textArray`.
    fetch_types: false,
  });
  const orm = drizzle(guardedClient(client));
  return {
    inTenant: (tenant, work) =>
      withTries(() =>
        orm.transaction(async (tx) => {
          await tx.execute(sql`select set_config('app.tenant', ${tenant}, true)`);
          return work(tx);
        }),
      ),
    async tenants() {
      const rows = await orm.execute<{ tenant: string }>(sql`select tenant from tenants order by tenant`);
      return rows.map(({ tenant }) => tenant);
    },
    async ping() {
      await orm.execute(sql`select 1`);
    },
    close: () => client.end({ timeout: 5 }),
  };
}

async function withTries<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (tries === TRIES || !WORTH_ANOTHER_TRY.includes(sqlState(error) ?? '')) throw error;
      // By chance, so that two that ended each other do not meet again.
      await sleep(PAUSE_MS * tries * (1 + Math.random()));
    }
  }
}
