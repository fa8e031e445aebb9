import type { ServiceContext } from '../../api/services/context.ts';
import { activatePlan } from '../../api/services/activate.ts';
import { type Bench, startBench } from '../../dev/rehearsal/bench.ts';
import { dispatchBefore, tellAll } from '../../dev/rehearsal/driver.ts';
import type { ZaloFaults } from '../../dev/zalo/zalo.ts';
import { messagesOf, type NotificationRow } from '../../db/queries/notification.ts';
import { activatedAt, type Activation } from '../../domain/activation.ts';
import { goLive, releaseAll } from '../../dev/rehearsal/sending.ts';
import type { Policy } from '../../domain/policy.ts';
import { HOUR_MS, type Instant, isoInstant } from '../../domain/time.ts';
import { obligationWorkflowId, type ObligationMemory, STATE_QUERY } from '../../workflows/messages.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { serversOf, silentLog } from './rehearsing.ts';
import { SMALL, smallPlan } from './small-plan.ts';

/** The small plan on the real engine, with a clock that the test moves. */
export interface Engine extends Bench {
  home: TestDatabase;
  /** For services: its clock is where the test last went. */
  context: ServiceContext;
  setNow(now: Instant): void;
  /** Sends every workflow on to `at` and waits for none: the worker may be away. */
  sendOn(at: Instant): Promise<void>;
  /** Every workflow goes to `at`, and what is due until then is sent. */
  goTo(at: Instant): Promise<void>;
  /** The relay's turn, until all is told. */
  tellAll(): Promise<void>;
  memory(obligation: string): Promise<ObligationMemory>;
  notifications(obligation: string): Promise<NotificationRow[]>;
  /** Day, rung and ladder of what the mail server received on an obligation. */
  received(obligation: string): string[];
}

export interface EngineOptions {
  /** (Default: an hour before the activation) */
  startsAt?: Instant;
  /** False: the plan is active, but no word of it has reached Temporal. (Default: true) */
  told?: boolean;
  /** What the small plan sets otherwise than the defaults. */
  policy?: Partial<Policy>;
  /** Of the Zalo that a plan with messages by Zalo sends to. */
  zaloFaults?: ZaloFaults;
  /** Another plan in place of the small one. */
  activation?: Activation;
  /** False: as on a new installation, nobody has decided about sending. (Default: true) */
  live?: boolean;
  epochGuard?: number;
}

export async function startEngine({
  startsAt,
  told = true,
  policy = {},
  zaloFaults,
  activation = smallPlan(policy),
  live = true,
  epochGuard,
}: EngineOptions = {}): Promise<Engine> {
  const began = activatedAt(activation);
  const home = await freshDatabase();
  const known = new Set<string>();
  let horizon = began + HOUR_MS;
  let now = began;
  const bench = await startBench({
    log: silentLog,
    progress: () => undefined,
    startsAt: startsAt ?? began - HOUR_MS,
    nextInput: (workflowId) => {
      known.add(workflowId);
      return horizon;
    },
    servers: serversOf(home),
    ...(epochGuard === undefined ? {} : { epochGuard }),
    ...(activation.policy.zalo ? { zalo: { tenant: SMALL.tenant, faults: zaloFaults } } : {}),
  }).catch(async (error: unknown) => {
    await home.drop();
    throw error;
  });
  const { tenant } = SMALL;
  const context: ServiceContext = { database: bench.database, tenant, idPrefix: bench.idPrefix, now: () => now };

  async function sendOn(at: Instant): Promise<void> {
    horizon = at;
    now = at;
    await Promise.all([...known].map((id) => bench.clock.advance(bench.connection, id, at)));
  }
  async function goTo(at: Instant): Promise<void> {
    await sendOn(at);
    await bench.clock.settle(bench.connection);
    await dispatchBefore(bench, tenant, at);
  }
  const workflow = (obligation: string) =>
    bench.client.workflow.getHandle(obligationWorkflowId(bench.idPrefix, tenant, obligation));

  if (live) await goLive(context);
  await activatePlan(context, activation, 'người thử');
  if (live) await releaseAll(context, activation.id);
  if (told) {
    await tellAll(bench);
    await bench.clock.settle(bench.connection);
  }
  return {
    ...bench,
    ...{ home, context, sendOn, goTo, tellAll: () => tellAll(bench) },
    setNow: (at) => void (now = at),
    memory: (obligation) => workflow(obligation).query<ObligationMemory>(STATE_QUERY),
    notifications: (obligation) => bench.database.inTenant(tenant, (tx) => messagesOf(tx, obligation)),
    received: (obligation) =>
      bench.inbox
        .received()
        .flatMap(({ at, entries }) => entries.map((entry) => ({ at, ...entry })))
        .filter((entry) => entry.obligation === obligation)
        .map(({ at, rung, ladder }) => `${isoInstant(at).slice(0, 10)} ${rung} ${ladder}`)
        .sort(),
    stop: async () => {
      await bench.stop();
      await home.drop();
    },
  };
}
