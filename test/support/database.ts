import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { migrateDatabase } from '../../db/migration.ts';
import { ensureDatabase } from '../../dev/databases.ts';

export interface TestDatabase {
  ownerUrl: string;
  /**
   * As the application's role. The role is taken on by the owner's session instead of signing in: roles belong to the
   * whole server, and a password set here would shut out another file at work.
   */
  applicationUrl: string;
  drop(): Promise<void>;
}

/** An empty database of one's own on the shared server. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const server = inject('postgresOwnerUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(`${server}/postgres`, name, 'own');
  const ownerUrl = `${server}/${name}`;
  return {
    ownerUrl,
    applicationUrl: `${ownerUrl}?role=dondoc_app`,
    drop: () =>
      asOwner(`${server}/postgres`, async (sql) => void (await sql.unsafe(`drop database ${name} with (force)`))),
  };
}

/** A migrated one. */
export async function freshDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await migrateDatabase(database.ownerUrl);
  return database;
}

/** One short session of the owner, for what the application must not do. */
export async function asOwner<Result>(ownerUrl: string, work: (sql: postgres.Sql) => Promise<Result>): Promise<Result> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
