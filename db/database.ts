import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { survivingLostSessions } from './lost-session.ts';

/** A transaction that has named its tenant. Query functions take it first and so join their caller's transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

export interface Database {
  /** Runs `work` in one transaction that sees and writes the rows of `tenant` only. */
  inTenant<Result>(tenant: string, work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** All trees of organisations in this installation. */
  tenants(): Promise<string[]>;
  /** Round trip to the server, for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a pool. `max` connections; idle ones are closed after a minute, so that a quiet worker holds few. */
export function openDatabase(url: string, max = 10): Database {
  // The driver would ask each new session for array types, of which there are none here, and a session that dies over
  // that question would end the process: nobody waits for its answer.
  const options = { max, idle_timeout: 60, onnotice: () => undefined, fetch_types: false };
  const client = survivingLostSessions(postgres(url, options));
  const orm = drizzle(client);
  return {
    inTenant: (tenant, work) =>
      orm.transaction(async (tx) => {
        await tx.execute(sql`select set_config('app.tenant', ${tenant}, true)`);
        return work(tx);
      }),
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
