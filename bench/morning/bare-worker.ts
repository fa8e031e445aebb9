import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import postgres from 'postgres';
import { quietRuntime } from '../../activities/worker.ts';
import type { BareActivities } from './bare-workflow.ts';

/** A worker for the bare workflow, with the caches of ours. */
const env = process.env as Record<'DATABASE_URL' | 'TEMPORAL_ADDRESS' | 'TEMPORAL_NAMESPACE' | 'TASK_QUEUE', string>;
quietRuntime();
const sql = postgres(env.DATABASE_URL, { max: 10, onnotice: () => undefined });
const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS });
const activities: BareActivities = {
  write: async (row) => {
    await sql`
      insert into bare_rows (tenant, plan, obligation, ladder, rung, occurrence, channel, recipient, organisation, send_at)
      values ('bench', 'bench', ${row}, 1, 'before-2', 0, 'email', 'bench', 'bench', now())
      on conflict do nothing`;
  },
};
const worker = await Worker.create({
  connection,
  namespace: env.TEMPORAL_NAMESPACE,
  taskQueue: env.TASK_QUEUE,
  workflowsPath: fileURLToPath(new URL('bare-workflow.ts', import.meta.url)),
  activities,
  maxCachedWorkflows: 500,
  stickyQueueScheduleToStartTimeout: '3 minutes',
});
process.on('SIGTERM', () => worker.shutdown());
process.on('disconnect', () => worker.shutdown());
const running = worker.run();
process.send?.('ready');
await running;
await connection.close();
await sql.end();
process.exit(0);
