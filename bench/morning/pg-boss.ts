import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import PgBoss from 'pg-boss';
import { runChild } from './child.ts';
import { type Contender, realOf, type Running, type Stage } from './contender.ts';
import { supersede } from './digest.ts';
import { storeMatters } from './matter.ts';
import type { Due } from './night.ts';
import { SLOT } from './night.ts';
import { DIGEST_QUEUE, digestPages, RUNG_QUEUE, rungJob } from './queue-jobs.ts';
import { writtenFor } from './ours.ts';

export const pgBoss: Contender = { name: 'pg-boss', needsTemporal: false, sends: true, start };

const WORKER = fileURLToPath(new URL('pg-boss-worker.ts', import.meta.url));
const PAGE = 500;

async function start(stage: Stage): Promise<Running> {
  const { night, owner } = stage;
  await storeMatters(owner, stage.application, night);
  const boss = new PgBoss({ connectionString: stage.ownerUrl, max: 4, supervise: false, schedule: false });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  for (const queue of [RUNG_QUEUE, DIGEST_QUEUE]) await boss.createQueue(queue);
  const worker = await runChild(WORKER, { DATABASE_URL: stage.ownerUrl, SMTP_URL: stage.smtpUrl });
  const ids = new Map(night.due.map((one) => [one, randomUUID()]));
  const jobOf = (one: Due): PgBoss.JobInsert => ({
    id: ids.get(one) as string,
    name: RUNG_QUEUE,
    data: rungJob(one, 1),
    startAfter: new Date(realOf(one.wakeAt, stage)).toISOString(),
  });
  return {
    pid: worker.pid,
    schedule: async () => {
      for (let from = 0; from < night.due.length; from += PAGE) {
        await boss.insert(night.due.slice(from, from + PAGE).map(jobOf));
      }
      const startAfter = new Date(realOf(SLOT, stage)).toISOString();
      await boss.insert(
        digestPages(night).map((recipients) => ({ name: DIGEST_QUEUE, data: { recipients }, startAfter })),
      );
    },
    move: async () => {
      const moved = night.due.filter(({ isMoved }) => isMoved);
      await boss.cancel(
        RUNG_QUEUE,
        moved.map((one) => ids.get(one) as string),
      );
      await supersede(
        owner,
        moved.map(({ obligation }) => obligation.id),
      );
      await boss.insert(moved.map((one) => ({ name: RUNG_QUEUE, data: rungJob(one, 2) })));
    },
    written: () => writtenFor(owner),
    stop: async () => {
      await worker.stop();
      await boss.stop({ graceful: false });
    },
  };
}
