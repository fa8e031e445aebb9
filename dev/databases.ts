import postgres from 'postgres';

const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/;
/** Both are what a creator that came second is told, by chance of timing. */
const ALREADY_THERE = ['42P04', '23505'];
/** Any fixed number: creators that came through the same database go one after the other. */
const CREATION_LOCK = 20_261_122;

/**
 * Creates a database if it is not there. Two callers at once are fine.
 * @param url the owner's URL of any database of the server
 * @param locale `own`: the server's Vietnamese order; `bytes`: for programs that only compare, and faster
 * @returns true when it was created now
 */
export async function ensureDatabase(url: string, name: string, locale: 'own' | 'bytes'): Promise<boolean> {
  if (!PLAIN_NAME.test(name)) throw new TypeError(`not a plain database name: ${name}`);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${CREATION_LOCK})`; // let go with the connection
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (found) return false;
    const how = locale === 'bytes' ? "template template0 encoding 'UTF8' locale_provider libc locale 'C'" : '';
    await sql.unsafe(`create database "${name}" ${how}`);
    return true;
  } catch (error) {
    if (ALREADY_THERE.includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  } finally {
    await sql.end();
  }
}
