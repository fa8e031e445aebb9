import { spawn } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { ensureDatabase } from './databases.ts';
import type { TemporalStore } from './temporal-config.ts';

/** What `update` of the schema tool of TEMPORAL_VERSION arrives at: `schema/postgresql/v12/version.go` of its source. */
const SCHEMAS = {
  main: { name: 'postgresql/v12/temporal', version: '1.19' },
  visibility: { name: 'postgresql/v12/visibility', version: '1.14' },
};

/** The version a database's schema has, undefined when it has none. */
async function versionOf(url: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1 });
  try {
    const [table] = await sql`select 1 from pg_tables where schemaname = 'public' and tablename = 'schema_version'`;
    if (!table) return undefined;
    const [row] = await sql<{ curr_version: string }[]>`select curr_version from schema_version`;
    return row?.curr_version;
  } finally {
    await sql.end();
  }
}

async function runTool(tool: string, store: TemporalStore, database: string, command: string[]): Promise<void> {
  // By the environment, since arguments are open for every user of the machine to read.
  const env = {
    SQL_PLUGIN: 'postgres12_pgx',
    SQL_HOST: store.host,
    SQL_PORT: String(store.port),
    SQL_USER: store.user,
    SQL_PASSWORD: store.password,
    SQL_DATABASE: database,
  };
  const child = spawn(tool, command, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4_000)));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`temporal-sql ${command.join(' ')} on ${database} failed (${code}): ${words}`);
}

async function prepareOne(tool: string, store: TemporalStore, kind: keyof typeof SCHEMAS): Promise<void> {
  const database = store.databases[kind];
  const schema = SCHEMAS[kind];
  const credentials = `${encodeURIComponent(store.user)}:${encodeURIComponent(store.password)}`;
  const url = (name: string): string => `postgres://${credentials}@${store.host}:${store.port}/${name}`;
  await ensureDatabase(url('postgres'), database, 'bytes');
  const version = await versionOf(url(database));
  if (version === schema.version) return kind === 'main' ? forgetMembers(url(database)) : undefined;
  if (version === undefined) await runTool(tool, store, database, ['setup', '-v', '0.0']);
  await runTool(tool, store, database, ['update', '--schema-name', schema.name]);
}

/**
 * The server looks for its fellows under the addresses of the last twenty seconds' heartbeats, and after a restart on
 * other ports it waits for ghosts: 49 s measured, 1 s without them. Only for the sole server of its database.
 */
async function forgetMembers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    await sql`delete from cluster_membership`;
  } finally {
    await sql.end();
  }
}

/** Creates both databases and brings their schemas to the server's version; next to nothing when they are there. */
export async function prepareSchemas(tool: string, store: TemporalStore): Promise<void> {
  await Promise.all([prepareOne(tool, store, 'main'), prepareOne(tool, store, 'visibility')]);
}
