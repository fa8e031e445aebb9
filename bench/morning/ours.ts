import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { startObligations } from '../../activities/start.ts';
import { extend } from '../../api/services/extend.ts';
import type { Database } from '../../db/database.ts';
import { runChild, type RunningChild } from './child.ts';
import type { Contender, Running, Stage } from './contender.ts';
import { EVENING, MOVED_UNTIL, SENDER, SLOT, TENANT } from './night.ts';

/** The product as it is run: `worker.ts`, its Schedule of dispatch, its relay; dates are moved through the services. */
export const ours: Contender = { name: 'ours', needsTemporal: true, sends: true, start };

const WORKER = fileURLToPath(new URL('../../worker.ts', import.meta.url));
/** Moved by so many people side by side. */
const HANDS = 4;

async function start(stage: Stage): Promise<Running> {
  const { application: database, clockShift, id: taskQueue, night } = stage;
  const { address, namespace } = stage.temporal as NonNullable<Stage['temporal']>;
  const idPrefix = prefixOf(stage);
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const email = createEmailChannel({ smtpUrl: stage.smtpUrl, ...SENDER });
  const dependencies = { database, client, email, zalo: null, log: pino({ level: 'silent' }), taskQueue, idPrefix };
  const plan = night.activation.id;
  const worker = await startWorker(stage);
  return {
    pid: worker.pid,
    schedule: async () => {
      const now = Date.now() - clockShift;
      await startObligations(dependencies, { tenant: TENANT, plan, round: null, now, clockShift });
    },
    move: async () => {
      const moved = night.due.filter(({ isMoved }) => isMoved).values();
      const context = { database, tenant: TENANT, idPrefix, now: () => EVENING };
      const until = { until: MOVED_UNTIL, reason: 'đề nghị của xã', basis: 'Công văn 1' };
      const hand = async (): Promise<void> => {
        for (const { obligation } of moved) await extend(context, { obligation: obligation.id, by: 'bench' }, until);
      };
      await Promise.all(Array.from({ length: HANDS }, hand));
    },
    written: () => writtenFor(database),
    stop: async () => {
      await worker.stop();
      await client.schedule.getHandle(`${idPrefix}dispatch`).delete();
      await connection.close();
    },
  };
}

/** The worker as a process; there may be several. */
export function startWorker(stage: Stage): Promise<RunningChild> {
  const { address, namespace } = stage.temporal as NonNullable<Stage['temporal']>;
  return runChild(WORKER, {
    DATABASE_URL: stage.applicationUrl,
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TASK_QUEUE: stage.id,
    ID_PREFIX: prefixOf(stage),
    SMTP_URL: stage.smtpUrl,
    MAIL_FROM: SENDER.address,
    MESSAGE_ID_DOMAIN: SENDER.messageIdDomain,
    CLOCK_SHIFT_MS: String(stage.clockShift),
    DISPATCH_EVERY_SECONDS: String(stage.dispatchEverySeconds),
    WORKFLOW_BUNDLE_DIR: path.join(os.tmpdir(), `dondoc-bundles-${process.getuid?.() ?? 0}`),
    LOG_LEVEL: 'error',
  });
}

const prefixOf = ({ id }: Stage): string => `${id}/`;

/** Obligations that have a row of this night. */
export async function writtenFor(database: Database): Promise<number> {
  const [row] = await database.inTenant(TENANT, (tx) =>
    tx.execute<{ count: number }>(sql`
      select count(distinct obligation)::int as count from notifications
      where send_at >= ${new Date(SLOT).toISOString()}::timestamptz`),
  );
  return row?.count ?? 0;
}
