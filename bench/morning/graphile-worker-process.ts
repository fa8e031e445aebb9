import { Logger, run } from 'graphile-worker';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { openDatabase } from '../../db/database.ts';
import { type RungJob, sendDigests, writeRungs } from './digest.ts';
import { SENDER } from './night.ts';
import { DIGEST_QUEUE, RUNG_QUEUE } from './queue-jobs.ts';

/** graphile-worker with the batching that its documentation names for throughput. */
const env = process.env as Record<'DATABASE_URL' | 'SMTP_URL', string>;
const database = openDatabase(env.DATABASE_URL, 10);
const email = createEmailChannel({ smtpUrl: env.SMTP_URL, ...SENDER });
const runner = await run({
  connectionString: env.DATABASE_URL,
  noHandleSignals: true,
  // A line for each job would be a good part of its cost.
  logger: new Logger(() => () => undefined),
  maxPoolSize: 10,
  taskList: {
    [RUNG_QUEUE]: (job) => writeRungs(database, [job as RungJob]),
    [DIGEST_QUEUE]: (job) => sendDigests(database, email, (job as { recipients: string[] }).recipients),
  },
  preset: {
    worker: { concurrentJobs: 10, pollInterval: 500, localQueue: { size: 500 }, completeJobBatchDelay: 50 },
  },
});
async function stop(): Promise<void> {
  await runner.stop();
  email.close();
  await database.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('disconnect', () => void stop());
process.send?.('ready');
