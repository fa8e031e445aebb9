import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'drizzle-orm';
import { DAY_MS } from '../../domain/time.ts';
import { BARE_WORKFLOW, type BareInput, MOVE_UPDATE } from './bare-workflow.ts';
import { runChild } from './child.ts';
import { type Contender, realOf, type Running, type Stage } from './contender.ts';
import { type Due, TENANT } from './night.ts';

/** The floor: as many workflows that wake as often and write one row each, and nothing of ours. */
export const bare: Contender = { name: 'bare', needsTemporal: true, sends: false, start };

const WORKER = fileURLToPath(new URL('bare-worker.ts', import.meta.url));
/** As the product starts them. */
const PAGE = 25;

async function start(stage: Stage): Promise<Running> {
  const { address, namespace } = stage.temporal as NonNullable<Stage['temporal']>;
  const { due } = stage.night;
  // A table of the same shape and indexes, without row level security.
  await stage.owner.inTenant(TENANT, (tx) =>
    tx.execute(sql`create table bare_rows (like notifications including all)`),
  );
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const worker = await runChild(WORKER, {
    ...{ DATABASE_URL: stage.ownerUrl, TEMPORAL_ADDRESS: address },
    ...{ TEMPORAL_NAMESPACE: namespace, TASK_QUEUE: stage.id },
  });
  const idOf = ({ obligation }: Due): string => `${stage.id}/o/${TENANT}/${obligation.id}`;
  const after = Date.now() + 2 * DAY_MS;
  return {
    pid: worker.pid,
    schedule: () =>
      inPages(due, async (one) => {
        const input: BareInput = { row: one.obligation.id, wakes: [realOf(one.wakeAt, stage), after] };
        await client.workflow.start(BARE_WORKFLOW, { workflowId: idOf(one), taskQueue: stage.id, args: [input] });
      }),
    move: () =>
      inPages(
        due.filter(({ isMoved }) => isMoved),
        async (one) => {
          const args: [string, number[]] = [`${one.obligation.id}.2`, [Date.now(), after]];
          await client.workflow.getHandle(idOf(one)).executeUpdate(MOVE_UPDATE, { args });
        },
      ),
    written: () =>
      stage.owner.inTenant(TENANT, async (tx) => {
        const [row] = await tx.execute<{ count: number }>(
          sql`select count(distinct regexp_replace(obligation, '[.]2$', ''))::int as count from bare_rows`,
        );
        return row?.count ?? 0;
      }),
    stop: async () => {
      await worker.stop();
      await connection.close();
    },
  };
}

async function inPages<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += PAGE) await Promise.all(items.slice(from, from + PAGE).map(work));
}
