import type { Database, Transaction } from '../../../db/database.ts';

/** Where the pages read. Sign-in will narrow `tenants` to the reader's own; until then a page shows all of them. */
export interface Source {
  database: Database;
  /** Null reads every tree of organisations in the installation. */
  tenants: readonly string[] | null;
}

/** The rows of all tenants that are read here, one tenant after the other. */
export async function fromEach<Row>(
  source: Source,
  work: (tx: Transaction, tenant: string) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const tenant of await tenantsOf(source)) {
    rows.push(...(await source.database.inTenant(tenant, (tx) => work(tx, tenant))));
  }
  return rows;
}

/** What the first tenant has that has it, or null where none has. */
export async function fromFirst<Found>(
  source: Source,
  work: (tx: Transaction, tenant: string) => Promise<Found | null>,
): Promise<Found | null> {
  for (const tenant of await tenantsOf(source)) {
    const found = await source.database.inTenant(tenant, (tx) => work(tx, tenant));
    if (found !== null) return found;
  }
  return null;
}

/** All tenants that are read here. */
export async function tenantsOf({ database, tenants }: Source): Promise<readonly string[]> {
  return tenants ?? database.tenants();
}
