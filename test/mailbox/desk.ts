import { activationCache } from '../../activities/activation-cache.ts';
import type { MessageChannel } from '../../activities/channels/channel.ts';
import { claimLetters } from '../../activities/claim.ts';
import { createObligationActivities } from '../../activities/obligation.ts';
import { send } from '../../activities/send.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { type Database, openDatabase, type Transaction } from '../../db/database.ts';
import { messagesOf } from '../../db/queries/notification.ts';
import { loadLadder, storeObligations } from '../../db/queries/obligation.ts';
import { loadActivation, updateRound } from '../../db/queries/plan.ts';
import { listWorkItems, workItemFilesOf } from '../../db/queries/work-item.ts';
import { goLive, releaseAll } from '../../dev/rehearsal/sending.ts';
import { derive } from '../../domain/derivation.ts';
import type { RungId } from '../../domain/rung.ts';
import { firstLadder } from '../../domain/subject.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { freshDatabase } from '../support/database.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';

/** The small plan with its round opened, in a database of its own and without Temporal: rungs are fired by hand. */
export interface Desk {
  database: Database;
  context: ServiceContext;
  applicationUrl: string;
  setNow(now: Instant): void;
  inTenant<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Writes the rungs that bodies have under that name, as their workflows do. */
  fire(rung: RungId, bodies: string[]): Promise<void>;
  /** Sends what is due. */
  dispatch(email: MessageChannel, asOf: Instant): Promise<void>;
  /** `rung state`, of one body's report. */
  messages(body: string): Promise<string[]>;
  workItems(): ReturnType<typeof listWorkItems>;
  files(item: number): ReturnType<typeof workItemFilesOf>;
  stop(): Promise<void>;
}

export async function startDesk(): Promise<Desk> {
  const home = await freshDatabase();
  const database = openDatabase(home.applicationUrl, 4);
  const { tenant } = SMALL;
  let now = instantAt('2025-04-29', '08:00');
  const context: ServiceContext = { database, tenant, idPrefix: '', now: () => now };
  const inTenant: Desk['inTenant'] = (work) => database.inTenant(tenant, work);
  await goLive(context);
  await activatePlan(context, smallPlan(), 'Người Thử');
  await releaseAll(context, SMALL.id);
  await inTenant(openRound);
  const activities = createObligationActivities({ database, log: silentLog });
  const activations = activationCache();
  return {
    ...{ database, context, inTenant, applicationUrl: home.applicationUrl },
    setNow: (at) => void (now = at),
    async fire(rung, bodies) {
      for (const body of bodies) {
        const obligation = SMALL.report(body);
        const row = await inTenant((tx) => loadLadder(tx, obligation, 1));
        const rungs = (row?.ladder.rungs ?? []).filter(({ id }) => id === rung);
        const [first] = rungs;
        if (!first) throw new Error(`${obligation} has no ${rung}`);
        await activities.fireRungs({ tenant, obligation, ladder: 1, rungs, now: first.wakeAt, spent: false });
      }
    },
    async dispatch(email, asOf) {
      const claimed = await inTenant((tx) => claimLetters(tx, tenant, asOf, activations));
      for (const message of claimed)
        await send(
          { database, email, zalo: null, log: silentLog },
          { tenant, message, asOf, attempt: 0, isUntaken: true },
        );
    },
    messages: async (body) =>
      (await inTenant((tx) => messagesOf(tx, SMALL.report(body)))).map(({ rung, state }) => `${rung} ${state}`),
    workItems: () => inTenant((tx) => listWorkItems(tx)),
    files: (item) => inTenant((tx) => workItemFilesOf(tx, item)),
    stop: async () => {
      await database.close();
      await home.drop();
    },
  };
}

/** As the round's workflow does on its opening day. */
async function openRound(tx: Transaction): Promise<void> {
  const activation = await loadActivation(tx, SMALL.id);
  if (!activation) throw new Error('the plan is not active');
  const at = instantAt('2025-05-29', '00:10');
  const list = derive(activation)
    .obligations.filter(({ round }) => round === SMALL.round)
    .map((obligation, position) => ({ obligation, position, ladder: firstLadder(obligation, activation) }));
  await storeObligations(tx, SMALL.tenant, list, at);
  await updateRound(tx, SMALL.round, { openedAt: at, unsettled: list.length });
}
