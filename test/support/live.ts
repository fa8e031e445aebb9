import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { inject } from 'vitest';
import { activatePlan } from '../../api/services/activate.ts';
import { type ServiceContext, shiftedClock } from '../../api/services/context.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { envelopes, obligations, outbox } from '../../db/schema/index.ts';
import type { AskedCommand } from '../../dev/faults/command.ts';
import { type FaultyProcess, runFaulty } from '../../dev/faults/process.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { goLive, releaseAll } from '../../dev/rehearsal/sending.ts';
import { cacheFolder } from '../../dev/temporal-binary.ts';
import type { Activation } from '../../domain/activation.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { DISPATCH_WORKFLOW, type DispatchInput, obligationWorkflowId } from '../../workflows/messages.ts';
import { eq, isNull } from 'drizzle-orm';
import { freshDatabase, type TestDatabase } from './database.ts';
import { SMALL } from './small-plan.ts';
import { widePlan } from './wide-plan.ts';

/** The day on which the round of the wide plan opens, when its messages of the morning are due. */
export const OPENING_DAY = '2025-05-29';

/**
 * An installation whose clock runs at its own speed, as in production: a worker that is a process of its own, and may
 * be killed, on the real servers. Its business time begins in the morning of the opening day.
 */
export interface Live {
  home: TestDatabase;
  database: Database;
  client: Client;
  inbox: Inbox;
  /** For services, in the test's own process. */
  context: ServiceContext;
  taskQueue: string;
  idPrefix: string;
  /** A worker that is ready. Without a failpoint it is the production worker, from its own root. */
  worker(faults?: { failpoint?: string; env?: Record<string, string> }): Promise<FaultyProcess>;
  /** Runs one command in a process of its own. */
  command(asked: AskedCommand, failpoint?: string): FaultyProcess;
  /** One run of dispatch, as the Schedule starts it, for now or for another instant; the worker may die of it. */
  dispatch(asOf?: Instant, taskQueue?: string): Promise<{ done: Promise<number>; abandon(): Promise<void> }>;
  /**
   * As it is some minutes after a worker was killed: its leases are over, and Temporal keeps no work for it any more.
   */
  minutesLater(): Promise<void>;
  /** Waits until all that was decided is told. */
  told(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveOptions {
  activation?: Activation;
  /** Where Temporal and PostgreSQL are, if not on the shared servers. */
  temporalAddress?: string;
  home?: TestDatabase;
}

/** Polls until `holds`; `what` stands in the failure. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, patience = 60_000): Promise<void> {
  for (const end = Date.now() + patience; !(await holds()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${what}`);
  }
}

export async function startLive(options: LiveOptions = {}): Promise<Live> {
  const run = randomBytes(4).toString('hex');
  const [taskQueue, idPrefix, namespace] = [`live-${run}`, `live/${run}/`, inject('temporalNamespace')];
  const address = options.temporalAddress ?? inject('temporalAddress');
  const clockShift = Date.now() - instantAt(OPENING_DAY, '09:00');
  const home = options.home ?? (await freshDatabase());
  const database = openDatabase(home.applicationUrl, 4);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const inbox = await startInbox();
  const { tenant } = SMALL;
  const context: ServiceContext = { database, tenant, idPrefix, now: shiftedClock(clockShift) };
  const activation = options.activation ?? widePlan();
  await activatePlan(context, activation, 'người thử');
  await goLive(context);
  await releaseAll(context, activation.id);

  const env = {
    DATABASE_URL: home.applicationUrl,
    ...{ DATABASE_POOL: '6', DISPATCH_EVERY_SECONDS: '3600', LOG_LEVEL: 'warn', NODE_NO_WARNINGS: '1' },
    ...{ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, TASK_QUEUE: taskQueue, ID_PREFIX: idPrefix },
    ...{ SMTP_URL: `smtp://127.0.0.1:${inbox.smtpPort}`, MAIL_FROM: 'theo-doi@dondoc.example' },
    ...{ MESSAGE_ID_DOMAIN: 'dondoc.example', CLOCK_SHIFT_MS: String(clockShift) },
    WORKFLOW_BUNDLE_DIR: path.join(cacheFolder(process.env), 'bundles'),
  };
  const processes: FaultyProcess[] = [];
  const begin = (file: string, more: Record<string, string>): FaultyProcess => {
    const process = runFaulty(file, { ...env, ...more });
    processes.push(process);
    return process;
  };
  return {
    ...{ home, database, client, inbox, context, taskQueue, idPrefix },
    async worker({ failpoint = '', env: more = {} } = {}) {
      const root = failpoint || more['CLOCK_JUMP_MS'] ? 'dev/faults/worker.ts' : 'worker.ts';
      const worker = begin(root, { ...more, FAILPOINT: failpoint });
      await worker.ready;
      return worker;
    },
    command: (asked, failpoint = '') =>
      begin('dev/faults/command.ts', { COMMAND: JSON.stringify(asked), FAILPOINT: failpoint }),
    async dispatch(asOf, queue = taskQueue) {
      const input: DispatchInput = { format: 1, clockShift, asOf: asOf === undefined ? null : [asOf] };
      const workflowId = `${idPrefix}d/${randomBytes(4).toString('hex')}`;
      const handle = await client.workflow.start(DISPATCH_WORKFLOW, { taskQueue: queue, workflowId, args: [input] });
      const done = handle.result() as Promise<number>;
      done.catch(() => undefined);
      return { done, abandon: async () => void (await handle.terminate('abandoned')) };
    },
    async minutesLater() {
      const open = await database.inTenant(tenant, async (tx) => {
        await tx.update(envelopes).set({ leaseUntil: 0 }).where(eq(envelopes.state, 'sending'));
        return tx.select({ id: obligations.id }).from(obligations);
      });
      for (const { id } of open) {
        const execution = { workflowId: obligationWorkflowId(idPrefix, tenant, id) };
        await client.workflowService.resetStickyTaskQueue({ namespace, execution }).catch(() => undefined);
      }
    },
    told: () =>
      until('all is told', async () => {
        const rows = await database.inTenant(tenant, (tx) =>
          tx.select().from(outbox).where(isNull(outbox.deliveredAt)),
        );
        return rows.length === 0;
      }),
    async stop() {
      await Promise.all(processes.map((process) => process.stop()));
      await client.schedule
        .getHandle(`${idPrefix}dispatch`)
        .delete()
        .catch(() => undefined);
      await inbox.stop();
      await connection.close();
      await database.close();
      await home.drop();
    },
  };
}
