import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../db/database.ts';
import { activatePlan } from '../../api/services/activate.ts';
import { instantAt } from '../../domain/time.ts';
import { asOwner, freshDatabase, type TestDatabase } from '../support/database.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';

const OTHER = 'ubnd-tinh-khac';

/** SQLSTATE of what a statement is refused with; drizzle wraps the server's error. */
async function refusal(run: Promise<unknown>): Promise<unknown> {
  try {
    await run;
  } catch (error) {
    return ((error as Error).cause as { code?: unknown } | undefined)?.code ?? error;
  }
  return 'not refused';
}

const DENIED = '42501';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await freshDatabase();
  database = openDatabase(home.applicationUrl, 2);
  const now = (): number => instantAt('2025-04-29', '08:00');
  await activatePlan({ database, tenant: SMALL.tenant, idPrefix: '', now }, smallPlan(), 'người thử');
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

const run = (statement: string, tenant = SMALL.tenant): Promise<unknown> =>
  database.inTenant(tenant, (tx) => tx.execute(sql.raw(statement)));

describe('the role of the application', () => {
  it('is not the owner, and no superuser', async () => {
    const rows = await database.inTenant(SMALL.tenant, (tx) =>
      tx.execute(
        sql`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user`,
      ),
    );
    expect(rows[0]).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false });
  });

  it.each([
    'create table strange (id int)',
    'drop table notifications',
    'alter table audit_log disable row level security',
    'truncate notifications',
    'truncate audit_log',
    'delete from audit_log',
    'delete from obligations',
    'delete from facts',
    "update audit_log set actor = 'ai đó'",
    "update facts set by = 'ai đó'",
    'update submissions set version = 2',
    'update ladders set number = 2',
    'update consolidated_reports set version = 2',
    "update calendar_days set kind = 'holiday'",
    'create schema strange',
  ])('is refused: %s', async (statement) => {
    expect(await refusal(run(statement))).toBe(DENIED);
  });
});

describe('tenants', () => {
  it('see their own rows, and nobody else’s', async () => {
    const count = async (tenant: string): Promise<unknown> => {
      const rows = await database.inTenant(tenant, (tx) => tx.execute(sql`select count(*)::int from obligations`));
      return rows[0]?.['count'];
    };
    expect(await count(SMALL.tenant)).toBe(2);
    expect(await count(OTHER)).toBe(0);
    expect(await count('')).toBe(0);
  });

  it('are refused a row of another, new or changed', async () => {
    const insert = `insert into drafts values ('${SMALL.tenant}', 'o', '{}', now(), 'ai đó')`;
    expect(await refusal(run(insert, OTHER))).toBe(DENIED);
    expect(await refusal(run(`update obligations set tenant = '${OTHER}'`))).toBe(DENIED);
  });

  it('have to be named: a transaction without one sees no row of any table and writes none', async () => {
    await asOwner(home.applicationUrl, async (bare) => {
      const tables = await bare<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'tenants'`;
      for (const { name } of tables) {
        expect([name, ...(await bare`select count(*)::int from ${bare(name)}`)]).toEqual([name, { count: 0 }]);
      }
      const written = bare`insert into drafts values (${SMALL.tenant}, 'o', '{}', now(), 'ai đó')`;
      await expect(written).rejects.toMatchObject({ code: DENIED });
    });
  });

  it('do not leak into the next transaction of the same connection', async () => {
    const single = openDatabase(home.applicationUrl, 1);
    await single.inTenant(SMALL.tenant, async () => undefined);
    const rows = await single.inTenant(OTHER, (tx) => tx.execute(sql`select count(*)::int from obligations`));
    await single.close();
    expect(rows[0]).toEqual({ count: 0 });
  });

  it('are walled off in every table, in one that comes tomorrow too', async () => {
    const open = await asOwner(
      home.ownerUrl,
      (owner) => owner<{ name: string }[]>`
      select relname as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and not (relrowsecurity and relforcerowsecurity and exists (
          select from pg_policies where tablename = c.relname and qual like '%app.tenant%' and with_check like '%app.tenant%'))`,
    );
    expect(open.map(({ name }) => name)).toEqual(['tenants']);
  });
});
