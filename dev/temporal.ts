import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.ts';
import { freePorts } from './ports.ts';
import { isStillRunning, signalAtExit } from './processes.ts';
import { claim, isClaimed } from './starter.ts';
import { noTemporal, temporalWays, type Environment, type TemporalWay } from './temporal-binary.ts';
import { buildTemporal } from './temporal-build.ts';
import { dynamicConfig, namePorts, serverConfig, type TemporalStore } from './temporal-config.ts';
import { downloadCommand } from './temporal-download.ts';
import { launchServer, recordedServer, stopServer, type ServerCommand, type ServerRecord } from './temporal-process.ts';
import { prepareSchemas } from './temporal-schema.ts';

export const NAMESPACE = 'dondoc';
/** A second starter may have to wait for the first one's build. */
const LOCK_PATIENCE = 45 * 60_000;

export interface RunningTemporal {
  /** host:port of the front, for the SDK. */
  address: string;
  namespace: string;
  pid: number;
  /** Ends when the server is gone. A guest of a starter that still runs leaves the server to it. */
  stop(): Promise<void>;
}

export interface TemporalOptions {
  /** Keeps configuration, log and, for the `temporal` command, the data; made if missing. */
  dir: string;
  postgres: Omit<TemporalStore, 'databases'>;
  databases: TemporalStore['databases'];
  /** A clock that skips waiting: for rehearsals and tests, never for live work. */
  timeSkipping: boolean;
  /** Where programs and the cache are looked for; `process.env` if left out. TEMPORAL_ADDRESS is the caller's to use. */
  env?: Environment;
  log: (line: string) => void;
  /** Vietnamese lines for the user, every few seconds of whatever takes time. */
  progress: (line: string) => void;
}

type Kept = 'postgres' | 'file';

/**
 * Starts a Temporal server of our own by the first way open on this machine. One that a killed starter left is stopped
 * first; one whose starter still runs is shared with it.
 * @throws Refusal with one sentence for the user when there is no way, or the server does not come up
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningTemporal> {
  const dir = path.resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return withLock(path.join(dir, 'start.lock'), LOCK_PATIENCE, async () => {
    const starterFile = path.join(dir, 'starter.json');
    const found = recordedServer(dir);
    if (found && isClaimed(starterFile)) return describe(found, async () => {});
    if (found) await stopServer(found.mark.pid);
    claim(starterFile);
    const began = Date.now();
    const record = await launchServer(dir, await firstOpenWay(dir, options), NAMESPACE);
    options.log(`Temporal started: ${record.address}, pid ${record.mark.pid}, ${Date.now() - began} ms`);
    return describe(record, stopper(record, options.log));
  });
}

/** Stops the server a killed starter left on this folder, unless its starter still runs. */
export async function stopOrphanedTemporal(dir: string): Promise<void> {
  const found = recordedServer(path.resolve(dir));
  if (found && !isClaimed(path.join(dir, 'starter.json'))) await stopServer(found.mark.pid);
}

function describe(record: ServerRecord, stop: () => Promise<void>): RunningTemporal {
  return { address: record.address, namespace: NAMESPACE, pid: record.mark.pid, stop };
}

function stopper(record: ServerRecord, log: (line: string) => void): () => Promise<void> {
  const { pid } = record.mark;
  const cancelLastResort = signalAtExit(pid, 'SIGKILL'); // its database goes at the same moment, nobody stays to insist
  return async () => {
    cancelLastResort();
    if (!isStillRunning(record.mark)) return;
    await stopServer(pid);
    log(`Temporal stopped: pid ${pid}`);
  };
}

/** Goes through the ways until one yields a server: only a download may fail without ending the search. */
async function firstOpenWay(dir: string, options: TemporalOptions): Promise<ServerCommand> {
  const env = options.env ?? process.env;
  const keptFile = path.join(dir, 'kept-in');
  const kept = existsSync(keptFile) ? (readFileSync(keptFile, 'utf8').trim() as Kept) : undefined;
  for (const way of temporalWays(env, options.timeSkipping)) {
    // Running workflows are where the first start put them; a way found later must not begin an empty server beside.
    if (way.kind === 'address' || (kept !== undefined && kept !== keptBy(way))) continue;
    const command = await commandFor(way, dir, options, env);
    if (command === undefined) continue;
    writeFileSync(keptFile, keptBy(way));
    return command;
  }
  throw noTemporal(options.timeSkipping);
}

function keptBy(way: TemporalWay): Kept {
  return way.kind === 'command' || way.kind === 'download' ? 'file' : 'postgres';
}

async function commandFor(
  way: Exclude<TemporalWay, { kind: 'address' }>,
  dir: string,
  options: TemporalOptions,
  env: Environment,
): Promise<ServerCommand | undefined> {
  if (way.kind === 'command') return developmentServer(way.program, dir);
  if (way.kind === 'download') {
    const program = await downloadCommand(env, options.log, options.progress);
    return program === undefined ? undefined : developmentServer(program, dir);
  }
  const { server, sqlTool } =
    way.kind === 'server'
      ? way
      : await buildTemporal({ go: way.go, environment: env, log: options.log, progress: options.progress });
  const store = { ...options.postgres, databases: options.databases };
  await prepareSchemas(sqlTool, store);
  return realServer(server, dir, store, options.timeSkipping);
}

async function realServer(
  program: string,
  dir: string,
  store: TemporalStore,
  timeSkipping: boolean,
): Promise<ServerCommand> {
  const ports = namePorts(await freePorts(9));
  const configFile = path.join(dir, 'temporal.yaml');
  const dynamicConfigFile = path.join(dir, 'dynamicconfig.yaml');
  writeFileSync(dynamicConfigFile, dynamicConfig(timeSkipping));
  writeFileSync(configFile, serverConfig(store, ports, dynamicConfigFile), { mode: 0o600 });
  const words = ['--config-file', configFile, '--allow-no-auth', 'start'];
  return { program, arguments: words, address: `127.0.0.1:${ports.frontend}` };
}

async function developmentServer(program: string, dir: string): Promise<ServerCommand> {
  const [port] = await freePorts(1);
  const place = ['--db-filename', path.join(dir, 'temporal.db'), '--ip', '127.0.0.1', '--port', String(port)];
  const words = ['server', 'start-dev', ...place, '--headless', '--log-level', 'warn'];
  return { program, arguments: words, address: `127.0.0.1:${port}` };
}
