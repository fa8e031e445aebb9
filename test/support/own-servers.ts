import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateDatabase } from '../../db/migration.ts';
import { ensureDatabase } from '../../dev/databases.ts';
import { type Proxy, startProxy } from '../../dev/faults/proxy.ts';
import { type RunningPostgres, startPostgres } from '../../dev/postgres.ts';
import { waitUntilGone } from '../../dev/processes.ts';
import { type RunningTemporal, startTemporal } from '../../dev/temporal.ts';
import type { TestDatabase } from './database.ts';

/** Servers of one test file alone, which it may kill: each behind a way that stays while they come and go. */
export interface OwnServers {
  temporalAddress: string;
  /** The way of the product and of Temporal to PostgreSQL. */
  toPostgres: Proxy;
  postgresPid(): number;
  /** The owner's URL of a database, by the way. */
  ownerUrl(database: string): string;
  freshDatabase(): Promise<TestDatabase>;
  killTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  stop(): Promise<void>;
}

const DATABASES = { main: 'temporal', visibility: 'temporal_visibility' };
const GONE_MS = 20_000;

export async function startOwnServers(): Promise<OwnServers> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-faults-'));
  const silent = { log: () => undefined, progress: () => undefined };
  const postgresAgain = (): Promise<RunningPostgres> =>
    startPostgres({ dir: path.join(dir, 'postgres'), durable: false, ...silent });
  let postgres = await postgresAgain();
  const toPostgres = await startProxy(postgres.port);
  const { host, user, password } = postgres;
  const temporalAgain = (): Promise<RunningTemporal> =>
    startTemporal({
      ...{ dir: path.join(dir, 'temporal'), databases: DATABASES, timeSkipping: true, ...silent },
      postgres: { host, port: toPostgres.port, user, password },
      env: { ...process.env, TEMPORAL_ADDRESS: undefined },
    });
  let temporal = await temporalAgain();
  const portOf = (address: string): number => Number(address.split(':')[1]);
  const toTemporal = await startProxy(portOf(temporal.address));
  const ownerUrl = (database: string): string =>
    `postgres://${user}:${password}@127.0.0.1:${toPostgres.port}/${database}`;

  return {
    temporalAddress: `127.0.0.1:${toTemporal.port}`,
    ...{ toPostgres, ownerUrl, postgresPid: () => postgres.pid },
    async freshDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      await ensureDatabase(ownerUrl('postgres'), name, 'own');
      await migrateDatabase(ownerUrl(name));
      // It goes with its server.
      const drop = async (): Promise<void> => undefined;
      return { ownerUrl: ownerUrl(name), applicationUrl: `${ownerUrl(name)}?role=dondoc_app`, drop };
    },
    async killTemporal() {
      process.kill(temporal.pid, 'SIGKILL');
      await waitUntilGone(temporal.pid, GONE_MS);
    },
    async startTemporal() {
      temporal = await temporalAgain();
      toTemporal.leadTo(portOf(temporal.address));
    },
    async killPostgres() {
      process.kill(postgres.pid, 'SIGKILL');
      await waitUntilGone(postgres.pid, GONE_MS);
    },
    async startPostgres() {
      postgres = await postgresAgain();
      toPostgres.leadTo(postgres.port);
    },
    async stop() {
      await temporal.stop();
      await postgres.stop();
      await toTemporal.stop();
      await toPostgres.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
