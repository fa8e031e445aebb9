import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** One number for all starters of this product: two that migrate at once on an empty database would clash. */
const MIGRATION_LOCK = 730_120;

/**
 * Brings the database of `ownerUrl` to the newest schema. Safe to call from several processes at once: the lock is
 * held by the session, and ending the session frees it.
 */
export async function migrateDatabase(ownerUrl: string): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: fileURLToPath(new URL('migrations', import.meta.url)) });
  } finally {
    await client.end();
  }
}

/** Lets the application's role sign in with `password`; returns its URL. The owner's URL names host and database. */
export async function enableApplicationRole(ownerUrl: string, password: string): Promise<string> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    // Two starters that alter the role at once would clash ("tuple concurrently updated").
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await client.unsafe(`alter role dondoc_app login password '${password.replaceAll("'", "''")}'`);
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = 'dondoc_app';
  url.password = password;
  return url.toString();
}
