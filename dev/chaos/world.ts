import { setTimeout as sleep } from 'node:timers/promises';
import { desc, inArray } from 'drizzle-orm';
import type { Logger } from 'pino';
import { Relay } from '../../activities/relay.ts';
import { makeActive } from '../../api/services/activate.ts';
import { publishCalendar } from '../../api/services/calendar.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import type { AtFailpoint } from '../../activities/failpoint.ts';
import { openDatabase, type Database } from '../../db/database.ts';
import { outbox } from '../../db/schema/index.ts';
import { activatedAt } from '../../domain/activation.ts';
import { HOUR_MS, type Instant } from '../../domain/time.ts';
import type { InboxFaults } from '../inbox/inbox.ts';
import { type Bench, type Servers, startBench } from '../rehearsal/bench.ts';
import { goLive, releaseAll } from '../rehearsal/sending.ts';
import { MailWeather } from './mail-weather.ts';
import type { Scenario } from './scenario.ts';
import { once } from './servers.ts';

/** The real engine in the middle of a scenario. */
export interface World {
  scenario: Scenario;
  bench: Bench;
  /** The same rows over a pool of its own: what checks must not be what is cut off. */
  watch: Database;
  ownerUrl: string;
  context: ServiceContext;
  weather: MailWeather;
  now: Instant;
  /** How far workflows may go by themselves. */
  horizon: Instant;
  /** Envelopes of which nobody can know whether they were taken: they may come twice. */
  doubtful: Set<string>;
  /** What happens at a place where an activity can be stopped. */
  atFailpoint: AtFailpoint | null;
  workerAway: boolean;
  stop(): Promise<void>;
}

/** Faults of the product itself, for the test that the checks find them. */
export interface Planted {
  inbox?: InboxFaults;
  /** Statements of the owner, done to the database before anything runs on it. */
  database?: string;
}

/** Brings up bench, calendar and plan, with the plan's workflow told and nothing else done. */
export async function startWorld(scenario: Scenario, servers: Servers, log: Logger, planted: Planted): Promise<World> {
  const { activation, tenant, days, faults } = scenario;
  const began = activatedAt(activation);
  const weather = new MailWeather(faults);
  const world = { scenario, weather, now: began, horizon: began + HOUR_MS, atFailpoint: null } as unknown as World;
  if (planted.database) await once(servers.databaseUrl, planted.database);
  const bench = await startBench({
    ...{ log, servers, progress: () => undefined, startsAt: began - HOUR_MS },
    nextInput: () => world.horizon,
    faults: weather.faults(planted.inbox),
    failpoint: async (name) => world.atFailpoint?.(name),
    // Whole outages are meant to be made good here, without a person who looks first.
    epochGuard: Infinity,
  });
  const watch = steadfast(openDatabase(servers.applicationUrl ?? servers.databaseUrl, 2));
  const context: ServiceContext = {
    ...{ database: bench.database, tenant, idPrefix: bench.idPrefix },
    now: () => world.now,
  };
  Object.assign(world, {
    ...{ bench, watch, context, ownerUrl: servers.databaseUrl, doubtful: new Set(), workerAway: false },
    stop: async () => {
      await watch.close();
      await bench.stop();
    },
  });
  try {
    if (days.length > 0) {
      const file = { format: 'dondoc.calendar/1' as const, year: null, days };
      await publishCalendar(context, file, { by: 'quản trị viên', basis: 'Quyết định thử' });
    }
    await goLive(context);
    await makeActive(context, activation, 'người thử');
    await releaseAll(context, activation.id);
    await tell(world);
    await bench.clock.settle(bench.connection);
    return world;
  } catch (error) {
    await world.stop();
    throw error;
  }
}

/** Of a pool whose sessions were all cut off each says so once. */
const ASKED_AGAIN = 8;

/** Asks again where its session is cut off with all others: what it does may be done twice. */
function steadfast(database: Database): Database {
  return {
    ...database,
    async inTenant(tenant, work) {
      for (let attempt = 1; attempt < ASKED_AGAIN; attempt++) {
        const answer = await database.inTenant(tenant, work).then(
          (result) => ({ result }),
          () => null,
        );
        if (answer) return answer.result;
        await sleep(30);
      }
      return database.inTenant(tenant, work);
    },
  };
}

/** The relay is given up on after this, in real time. */
const TELLING_MS = 90_000;
const LAST_WORDS = 12;

/** The relay's turn, until all is told. Where the database is cut off meanwhile it begins again, as it does in life. */
export async function tell({ bench }: World): Promise<void> {
  const end = Date.now() + TELLING_MS;
  for (;;) {
    const left = await bench.relay.flush().catch(() => 1);
    if (left === 0) return;
    if (Date.now() > end) throw new Error('the relay could not deliver what was decided');
    await sleep(50);
  }
}

/** Two relays at once, over the last words once more: as after a relay that died before it had noted them down. */
export async function tellTwice(world: World): Promise<void> {
  const { database, client, log, taskQueue } = world.bench.dependencies;
  await world.watch.inTenant(world.scenario.tenant, async (tx) => {
    const last = await tx.select({ id: outbox.id }).from(outbox).orderBy(desc(outbox.id)).limit(LAST_WORDS);
    const ids = last.map(({ id }) => id);
    await tx.update(outbox).set({ deliveredAt: null }).where(inArray(outbox.id, ids));
  });
  const other = new Relay({ database, client, log, taskQueue, clockShift: world.bench.clockShift });
  await Promise.all([world.bench.relay.flush(), other.flush()].map((flushing) => flushing.catch(() => 1)));
  await tell(world);
}
