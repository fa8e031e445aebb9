import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { migrateDatabase } from '../../db/migration.ts';
import { ensureDatabase } from '../databases.ts';
import type { Servers } from '../rehearsal/bench.ts';

/** One PostgreSQL and one Temporal for all seeds of a run. */
export interface SharedServers {
  /** The owner's, without a database's name. */
  postgresUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
}

/** The shared servers with a migrated database of a seed's own; stopping drops it. */
export async function ownDatabase({ postgresUrl, ...temporal }: SharedServers): Promise<Servers> {
  const name = `chaos_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(`${postgresUrl}/postgres`, name, 'own');
  const databaseUrl = `${postgresUrl}/${name}`;
  await migrateDatabase(databaseUrl);
  return {
    ...{ databaseUrl, ...temporal },
    // The application's role is taken on by the owner's session: a password would be the whole server's.
    applicationUrl: `${databaseUrl}?role=dondoc_app`,
    stop: () => once(`${postgresUrl}/postgres`, `drop database ${name} with (force)`),
  };
}

/** Ends every session on the application's database, whatever it is doing: as a server does that is restarted. */
export const cutSessions = (databaseUrl: string): Promise<void> =>
  once(
    databaseUrl,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );

/** One statement of the owner in a session of its own. */
export async function once(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
