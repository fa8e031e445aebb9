import { fileURLToPath } from 'node:url';
import { makeWorkerUtils } from 'graphile-worker';
import { runChild } from './child.ts';
import { type Contender, realOf, type Running, type Stage } from './contender.ts';
import { supersede } from './digest.ts';
import { storeMatters } from './matter.ts';
import { type Due, SLOT } from './night.ts';
import { writtenFor } from './ours.ts';
import { DIGEST_QUEUE, digestPages, RUNG_QUEUE, rungJob } from './queue-jobs.ts';

export const graphileWorker: Contender = { name: 'graphile-worker', needsTemporal: false, sends: true, start };

const WORKER = fileURLToPath(new URL('graphile-worker-process.ts', import.meta.url));
const PAGE = 500;

async function start(stage: Stage): Promise<Running> {
  const { night, owner } = stage;
  await storeMatters(owner, stage.application, night);
  const utils = await makeWorkerUtils({ connectionString: stage.ownerUrl });
  await utils.migrate();
  const worker = await runChild(WORKER, { DATABASE_URL: stage.ownerUrl, SMTP_URL: stage.smtpUrl });
  const job = (one: Due, ladder: 1 | 2, runAt: Date) => ({
    ...{ identifier: RUNG_QUEUE, payload: rungJob(one, ladder), jobKey: one.obligation.id, runAt },
  });
  return {
    pid: worker.pid,
    schedule: async () => {
      for (let from = 0; from < night.due.length; from += PAGE) {
        const page = night.due.slice(from, from + PAGE);
        await utils.addJobs(page.map((one) => job(one, 1, new Date(realOf(one.wakeAt, stage)))));
      }
      const runAt = new Date(realOf(SLOT, stage));
      await utils.addJobs(
        digestPages(night).map((recipients) => ({ identifier: DIGEST_QUEUE, payload: { recipients }, runAt })),
      );
    },
    move: async () => {
      const moved = night.due.filter(({ isMoved }) => isMoved);
      // Under the same key: a job that has not run is replaced, one that has run is followed by another.
      await utils.addJobs(moved.map((one) => job(one, 2, new Date())));
      await supersede(
        owner,
        moved.map(({ obligation }) => obligation.id),
      );
    },
    written: () => writtenFor(owner),
    stop: async () => {
      await worker.stop();
      await utils.release();
    },
  };
}
