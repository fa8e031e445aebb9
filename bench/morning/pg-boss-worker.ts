import PgBoss from 'pg-boss';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { openDatabase } from '../../db/database.ts';
import { type RungJob, sendDigests, writeRungs } from './digest.ts';
import { SENDER } from './night.ts';
import { DIGEST_QUEUE, RUNG_QUEUE } from './queue-jobs.ts';

/** pg-boss with its default of one job each two seconds raised to what drained a burst best. */
const env = process.env as Record<'DATABASE_URL' | 'SMTP_URL', string>;
const database = openDatabase(env.DATABASE_URL, 10);
const email = createEmailChannel({ smtpUrl: env.SMTP_URL, ...SENDER });
const boss = new PgBoss({ connectionString: env.DATABASE_URL, max: 10 });
boss.on('error', (error) => console.error(error));
await boss.start();
const often = { pollingIntervalSeconds: 0.5 };
for (let count = 0; count < 2; count++) {
  await boss.work<RungJob>(RUNG_QUEUE, { ...often, batchSize: 500 }, (jobs) =>
    writeRungs(
      database,
      jobs.map(({ data }) => data),
    ),
  );
}
for (let count = 0; count < 5; count++) {
  await boss.work<{ recipients: string[] }>(DIGEST_QUEUE, often, async (jobs) => {
    for (const { data } of jobs) await sendDigests(database, email, data.recipients);
  });
}
async function stop(): Promise<void> {
  await boss.stop({ graceful: false });
  email.close();
  await database.close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('disconnect', () => void stop());
process.send?.('ready');
