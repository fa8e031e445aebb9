import { sql } from 'drizzle-orm';
import { buildApp } from '../../api/app.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { statusOf } from '../../api/services/status.ts';
import { openDatabase } from '../../db/database.ts';
import { lockObligation, storeObligations, updateObligation } from '../../db/queries/obligation.ts';
import { loadActivation, loadRounds, type RoundRow, updateRound } from '../../db/queries/plan.ts';
import type { OutboxMessage } from '../../db/schema/index.ts';
import { outbox } from '../../db/schema/index.ts';
import { derive } from '../../domain/derivation.ts';
import { firstLadder } from '../../domain/subject.ts';
import { type Instant, instantAt, type LocalDate } from '../../domain/time.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { silentLog } from './rehearsing.ts';
import { SHARED, sharedPlan } from './shared-plan.ts';

/** The shared plan with its round opened, in a database of its own and without Temporal. */
export interface Opened {
  home: TestDatabase;
  context: ServiceContext;
  setNow(now: Instant): void;
  /** Ten in the morning of that day. */
  goTo(day: LocalDate): void;
  held(obligation: string): ReturnType<typeof heldOf>;
  /** Item states, as `{ a: 'open' }`. */
  items(obligation: string): Promise<Record<string, string>>;
  status(obligation: string, on?: LocalDate): Promise<Awaited<ReturnType<typeof statusOf>>[number] | undefined>;
  round(): Promise<RoundRow>;
  /** What Temporal has to be told, the newest last. */
  words(): Promise<OutboxMessage[]>;
  /** A page as one line. */
  page(url: string): Promise<string>;
  /** All that a command may write. */
  everything(): Promise<unknown>;
  stop(): Promise<void>;
}

/** Opened on Thu 29/5/2025, 00:10; the clock stands at ten that day. */
export async function openShared(): Promise<Opened> {
  const home = await freshDatabase();
  const database = openDatabase(home.applicationUrl, 4);
  let now = instantAt('2025-04-29', '08:00');
  const context: ServiceContext = { database, tenant: SHARED.tenant, idPrefix: '', now: () => now };
  await activatePlan(context, sharedPlan(), 'Người Thử');
  await openRound(context, instantAt('2025-05-29', '00:10'));
  now = instantAt('2025-05-29', '10:00');
  return {
    ...{ home, context, setNow: (at) => void (now = at), goTo: (day) => void (now = instantAt(day, '10:00')) },
    held: (obligation) => heldOf(context, obligation),
    items: async (obligation) =>
      Object.fromEntries((await heldOf(context, obligation)).standing.items.map(({ id, state }) => [id, state])),
    status: async (obligation, on) =>
      (await statusOf(context, { plan: SHARED.id, on })).find(({ id }) => id === obligation),
    round: () => inTenant(context, async (tx) => (await loadRounds(tx, SHARED.id))[0]!),
    words: () =>
      inTenant(context, async (tx) =>
        (await tx.select().from(outbox).orderBy(outbox.id)).map(({ message }) => message),
      ),
    page: (url) => pageOf(context, url),
    everything: () => everything(context),
    stop: async () => {
      await database.close();
      await home.drop();
    },
  };
}

const inTenant: <T>(context: ServiceContext, work: Parameters<typeof context.database.inTenant<T>>[1]) => Promise<T> = (
  { database, tenant },
  work,
) => database.inTenant(tenant, work);

async function heldOf(context: ServiceContext, obligation: string) {
  const held = await inTenant(context, (tx) => lockObligation(tx, obligation));
  if (!held) throw new Error(`${obligation} is missing`);
  return held;
}

async function pageOf(context: ServiceContext, url: string): Promise<string> {
  const { database } = context;
  const now = (): Instant => context.now();
  const app = buildApp({ database, now, clockShift: 0, inboxUrl: null, rehearsalsDir: null, log: silentLog });
  return (await app.inject(url)).body.replace(/\s+/g, ' ');
}

/** As the round's workflow does on its opening day, with every obligation as started. */
export async function openRound(context: ServiceContext, at: Instant): Promise<void> {
  await inTenant(context, async (tx) => {
    const activation = await loadActivation(tx, SHARED.id);
    if (!activation) throw new Error('the plan is not active');
    const list = derive(activation)
      .obligations.map((obligation, position) => ({
        obligation,
        position,
        ladder: firstLadder(obligation, activation),
      }))
      .filter(({ obligation }) => obligation.round === SHARED.round);
    await storeObligations(tx, SHARED.tenant, list, at);
    for (const { obligation } of list) await updateObligation(tx, obligation.id, { openedAt: at, startedAt: at });
    const members = list.filter(({ obligation }) => !obligation.upward);
    await updateRound(tx, SHARED.round, { openedAt: at, unsettled: members.length });
  });
}

/** Every row that a command may write, counted, and what it may change. */
export async function everything(context: ServiceContext): Promise<unknown> {
  const [row] = await inTenant(context, (tx) =>
    tx.execute(sql`select
      (select count(*)::int from audit_log) as log, (select count(*)::int from facts) as facts,
      (select count(*)::int from submissions) as submissions, (select count(*)::int from ladders) as ladders,
      (select count(*)::int from outbox) as outbox, (select count(*)::int from plans) as plans,
      (select count(*)::int from drafts) as drafts,
      (select jsonb_agg(to_jsonb(r) order by id) from rounds r) as rounds,
      (select jsonb_agg(to_jsonb(i) order by obligation, item) from obligation_items i) as items,
      (select jsonb_agg(to_jsonb(o) order by id) from obligations o) as obligations`),
  );
  return row;
}
