import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureDatabase } from './databases.ts';
import { withLock } from './lock.ts';
import { startPostgres, stopOrphanedPostgres, type RunningPostgres } from './postgres.ts';
import { NAMESPACE, startTemporal, stopOrphanedTemporal } from './temporal.ts';
import { temporalWay, type Environment } from './temporal-binary.ts';

/** The application's own database, in the embedded server. */
const DATABASE = 'dondoc';
/** A second starter may have to wait for the first one's build. */
const LOCK_PATIENCE = 45 * 60_000;
const TEMPORAL_DATABASES = { main: 'temporal', visibility: 'temporal_visibility' };

/** What everything else of a trial installation stands on. */
export interface Stack {
  /** The application's database, as its owner (who may migrate it). */
  databaseUrl: string;
  /** The embedded server; undefined when DATABASE_URL and TEMPORAL_ADDRESS left nothing for it to do. */
  postgres: RunningPostgres | undefined;
  temporalAddress: string;
  temporalNamespace: string;
  stop(): Promise<void>;
}

export interface StackOptions {
  /** Keeps all state, under `postgres` and `temporal`; made if missing. */
  dir: string;
  /** See {@link startPostgres}. */
  durable: boolean;
  /** See {@link startTemporal}; true also means that TEMPORAL_ADDRESS is not used. */
  timeSkipping: boolean;
  /** `{}` for a stack that must be embedded whatever the user has set. */
  env: Environment;
  log: (line: string) => void;
  progress: (line: string) => void;
}

type Undo = (() => Promise<void>)[];

/** Runs every step, the last one first, even if one fails; then throws the first failure. */
async function undoAll(undo: Undo): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/**
 * Starts PostgreSQL and Temporal, or takes DATABASE_URL and TEMPORAL_ADDRESS in their place. What was started is
 * stopped again when a later step fails.
 * @throws Refusal with one sentence for the user
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: Undo = [];
  mkdirSync(options.dir, { recursive: true });
  try {
    // One lock for both servers: of two starters, one owns both and the other is a guest of both.
    return await withLock(path.join(options.dir, 'stack.lock'), LOCK_PATIENCE, () => startAll(options, undo));
  } catch (error) {
    await undoAll(undo).catch((second: unknown) => options.log(`while undoing: ${String(second)}`));
    throw error;
  }
}

async function startAll({ dir, durable, timeSkipping, env, log, progress }: StackOptions, undo: Undo): Promise<Stack> {
  const postgres = needsPostgres(env, timeSkipping)
    ? await startPostgres({ dir: path.join(dir, 'postgres'), durable, log })
    : undefined;
  if (postgres) undo.push(() => postgres.stop());
  const given = env['DATABASE_URL'];
  if (!given && postgres) await ensureDatabase(postgres.ownerUrl('postgres'), DATABASE, 'own');
  const way = temporalWay(env, timeSkipping);
  const stop = (): Promise<void> => undoAll(undo);
  const databaseUrl = given || (postgres as RunningPostgres).ownerUrl(DATABASE);
  if (way?.kind === 'address') {
    const temporalNamespace = env['TEMPORAL_NAMESPACE'] || NAMESPACE;
    return { databaseUrl, postgres, temporalAddress: way.address, temporalNamespace, stop };
  }
  const temporal = await startTemporal({
    dir: path.join(dir, 'temporal'),
    postgres: postgres as RunningPostgres,
    databases: TEMPORAL_DATABASES,
    timeSkipping,
    env,
    log,
    progress,
  });
  undo.push(() => temporal.stop());
  return { databaseUrl, postgres, temporalAddress: temporal.address, temporalNamespace: temporal.namespace, stop };
}

/** A Temporal of ours keeps its tables in the embedded server: never in a database that the user lent for another use. */
function needsPostgres(env: Environment, timeSkipping: boolean): boolean {
  return !env['DATABASE_URL'] || temporalWay(env, timeSkipping)?.kind !== 'address';
}

/** Stops what a killed starter left running on this folder; what a living one uses stays. */
export async function stopOrphans(dir: string): Promise<void> {
  await stopOrphanedTemporal(path.join(dir, 'temporal'));
  await stopOrphanedPostgres(path.join(dir, 'postgres'));
}
