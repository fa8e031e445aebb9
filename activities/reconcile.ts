import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  isGrpcServiceError,
  QueryNotRegisteredError,
  ServiceError,
  type WorkflowHandle,
  WorkflowNotFoundError,
} from '@temporalio/client';
import type { Database } from '../db/database.ts';
import { type ObligationRow, toldObligations } from '../db/queries/obligation.ts';
import { isSettled } from '../domain/obligation.ts';
import {
  OBLIGATION_WORKFLOW,
  type ObligationMemory,
  obligationWorkflowId,
  STATE_QUERY,
} from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/** So many workflows are asked side by side. */
const PAGE = 25;
/** What is just being decided, told or ended agrees with itself a moment later. */
const MOMENT_MS = 2000;

/** An obligation whose row and workflow say different things. */
export interface Disagreement {
  obligation: string;
  row: { sequence: number; ladder: number; settled: boolean };
  /** What the workflow knows; null where there is none, its memory null where it was not asked or gives no answer. */
  workflow: { running: boolean; memory: ObligationMemory | null } | null;
}

type Asked = Pick<Dependencies, 'database' | 'client' | 'idPrefix' | 'taskQueue'>;

/**
 * Compares what people decided, which is in rows, with what time knows, which is in workflows: an open obligation has a
 * workflow that knows its last fact and its ladder and has left no rung out, and a settled one has none that still
 * runs. What is not started yet is the sweep's, what is not told yet the relay's.
 */
export async function reconcile(asked: Asked, tenant: string): Promise<Disagreement[]> {
  const first = await compareAll(asked, tenant);
  if (first.length === 0) return [];
  await sleep(MOMENT_MS);
  return compareAll(
    asked,
    tenant,
    first.map(({ obligation }) => obligation),
  );
}

async function compareAll(asked: Asked, tenant: string, ids?: string[]): Promise<Disagreement[]> {
  const rows = await rowsOf(asked.database, tenant, ids);
  const running = await runningWorkflows(asked.client, asked.taskQueue);
  // A settled one is asked for only where the server's list still names it: there are years of them.
  const doubtful = rows.filter(
    (row) => !settled(row) || (running?.has(obligationWorkflowId(asked.idPrefix, tenant, row.id)) ?? true),
  );
  const found: Disagreement[] = [];
  for (let from = 0; from < doubtful.length; from += PAGE) {
    const page = doubtful.slice(from, from + PAGE);
    const compared = await Promise.all(page.map((row) => compare(asked, tenant, row)));
    found.push(...compared.filter((one) => one !== null));
  }
  return found;
}

const rowsOf = (database: Database, tenant: string, ids?: string[]): Promise<ObligationRow[]> =>
  database.inTenant(tenant, (tx) => toldObligations(tx, ids));

/** Null where the server has no list to show: then each is asked, which is slow and as good. */
async function runningWorkflows(client: Client, taskQueue: string): Promise<Set<string> | null> {
  const query = `TaskQueue = '${taskQueue}' AND ExecutionStatus = 'Running' AND WorkflowType = '${OBLIGATION_WORKFLOW}'`;
  const running = new Set<string>();
  try {
    for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId);
  } catch (error) {
    if (error instanceof ServiceError || isGrpcServiceError(error)) return null;
    throw error;
  }
  return running;
}

async function compare({ client, idPrefix }: Asked, tenant: string, row: ObligationRow): Promise<Disagreement | null> {
  const workflow = await workflowOf(client, obligationWorkflowId(idPrefix, tenant, row.id), !settled(row));
  const said = { sequence: row.sequence, ladder: row.ladderNumber, settled: settled(row) };
  return agree(said, workflow) ? null : { obligation: row.id, row: said, workflow };
}

function agree(row: Disagreement['row'], workflow: Disagreement['workflow']): boolean {
  if (row.settled) return !workflow?.running;
  if (!workflow?.running || !workflow.memory) return false;
  const { sequence, ladder, broken } = workflow.memory;
  return sequence === row.sequence && ladder === row.ladder && broken.length === 0;
}

async function workflowOf(client: Client, id: string, ask: boolean): Promise<Disagreement['workflow']> {
  const handle = client.workflow.getHandle(id);
  try {
    const { status } = await handle.describe();
    const running = status.name === 'RUNNING';
    return { running, memory: running && ask ? await memoryOf(handle) : null };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Null where it can't say: its worker died a moment ago, or its code can't replay it. The others are asked all the same. */
async function memoryOf(handle: WorkflowHandle): Promise<ObligationMemory | null> {
  try {
    return await handle.query<ObligationMemory>(STATE_QUERY);
  } catch (error) {
    if (error instanceof ServiceError || error instanceof QueryNotRegisteredError) return null;
    throw error;
  }
}

const settled = ({ decision, unreportedAt }: ObligationRow): boolean =>
  isSettled({ decision, unreported: unreportedAt !== null });

/** One disagreement as a sentence, with ids and numbers only. */
export function disagreementLine({ obligation, row, workflow }: Disagreement): string {
  const data = row.settled ? 'đã xong' : `số ${row.sequence}, thang ${row.ladder}`;
  return `dữ liệu và quy trình không khớp: ${obligation}: dữ liệu ${data}; quy trình ${workflowWords(row, workflow)}`;
}

function workflowWords(row: Disagreement['row'], workflow: Disagreement['workflow']): string {
  if (!workflow) return 'không có';
  if (!workflow.running) return 'đã kết thúc';
  if (!workflow.memory) return row.settled ? 'còn chạy' : 'không trả lời';
  const { sequence, ladder, broken } = workflow.memory;
  const left = broken.length === 0 ? '' : `, bỏ sót ${broken.join(', ')}`;
  return `số ${sequence}, thang ${ladder}${left}`;
}
