import { basename, join } from 'node:path';
import { change } from '../../db/change.ts';
import { contactWorks } from '../../db/contact-state.ts';
import type { Transaction } from '../../db/database.ts';
import {
  listWorkItems,
  lockWorkItem,
  updateWorkItem,
  type WorkItemFileRow,
  workItemFilesOf,
  type WorkItemRow,
} from '../../db/queries/work-item.ts';
export type { WorkItemRow } from '../../db/queries/work-item.ts';
import { bouncedAddress } from '../../domain/bounce.ts';
import { Refusal } from '../../domain/errors.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { WorkItemDecision, WorkItemKind, WorkItemState } from '../../domain/work-item.ts';
import type { ServiceContext } from './context.ts';
import { writeWhole } from './whole-file.ts';

/** What waits for a person, or has been decided. */
export interface WorkFilter {
  kind?: WorkItemKind | undefined;
  /** (Default: only what is open) */
  all?: boolean | undefined;
}

export async function workItemsOf(context: ServiceContext, { kind, all = false }: WorkFilter): Promise<WorkItemRow[]> {
  return context.database.inTenant(context.tenant, (tx) =>
    listWorkItems(tx, { ...(kind === undefined ? {} : { kind }), open: !all }),
  );
}

/** One, with the files beside it. */
export async function workItemWithFiles(
  context: ServiceContext,
  id: number,
): Promise<{ item: WorkItemRow; files: WorkItemFileRow[] }> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const item = await lockedWorkItem(tx, id);
    return { item, files: await workItemFilesOf(tx, id) };
  });
}

/** Writes the files beside a work item into a folder, numbered, so that two of one name are two. Returns their paths. */
export async function writeWorkItemFiles(files: readonly WorkItemFileRow[], outDir: string): Promise<string[]> {
  const paths: string[] = [];
  for (const { position, name, content } of files) {
    // The name is a stranger's: only its last part, and nothing that a file system would read as more.
    const safe = basename(name.replaceAll('\\', '/')).replace(/[^\p{L}\p{N}._ -]+/gu, '_') || 'tep';
    const path = join(outDir, `${position + 1}-${safe}`);
    await writeWhole(path, content);
    paths.push(path);
  }
  return paths;
}

/** A document of the lead, issued on paper with its number and day: nothing is sent by this system. */
export async function issueOnPaper(
  context: ServiceContext,
  ids: number[],
  { number, date, by }: { number: string; date: LocalDate; by: string },
): Promise<WorkItemRow[]> {
  const decision = { document: { number, date }, reason: null };
  return decideAll(context, ids, by, 'on-paper', decision, (item) => {
    if (item.kind !== 'escalation') throw notALetter(item);
  });
}

/** Looked at and settled without a letter, with the reason. */
export async function closeWorkItems(
  context: ServiceContext,
  ids: number[],
  { reason, by }: { reason: string; by: string },
): Promise<WorkItemRow[]> {
  return decideAll(context, ids, by, 'done', { document: null, reason }, () => undefined);
}

async function decideAll(
  context: ServiceContext,
  ids: number[],
  by: string,
  state: WorkItemState,
  decision: WorkItemDecision,
  refuse: (item: WorkItemRow) => void,
): Promise<WorkItemRow[]> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const rows: WorkItemRow[] = [];
    for (const id of inOrder(ids)) {
      const item = await lockedWorkItem(tx, id);
      refuseDecided(item, ['open']);
      refuse(item);
      rows.push(await decide(tx, context, item, { state, decision, by }));
    }
    return rows;
  });
}

/** Writes what a person decided, with its row in the log. */
export async function decide(
  tx: Transaction,
  context: ServiceContext,
  item: WorkItemRow,
  { state, decision, by }: { state: WorkItemState; decision: WorkItemDecision; by: string },
): Promise<WorkItemRow> {
  const decided = { state, decision, decidedAt: context.now(), decidedBy: by };
  const entry = {
    ...{ tenant: context.tenant, at: context.now(), actor: by, action: `work-item.${state}` },
    ...{ entity: item.obligation ?? String(item.id), payload: { workItem: item.id, kind: item.kind, ...decision } },
  };
  await change(tx, entry, () => updateWorkItem(tx, item.id, decided));
  if (item.kind === 'bounce') {
    // Whoever closes it says that the address works again.
    const finding = { tenant: context.tenant, at: context.now(), actor: by };
    await contactWorks(tx, finding, bouncedAddress(item.key), decision.reason ?? '');
  }
  return { ...item, ...decided };
}

export async function lockedWorkItem(tx: Transaction, id: number): Promise<WorkItemRow> {
  const item = await lockWorkItem(tx, id);
  if (!item) throw new Refusal('work-item-unknown', `Không có việc chờ quyết định nào mang số “${id}”.`);
  return item;
}

/** Refuses what has been decided already; `open` are the states that still take the decision. */
export function refuseDecided(item: WorkItemRow, open: WorkItemState[]): void {
  if (open.includes(item.state)) return;
  const when = item.decidedAt === null ? '' : ` lúc ${longInstant(item.decidedAt)}`;
  throw new Refusal(
    'work-item-decided',
    `Việc số ${item.id} (${item.content.title}) đã được ${item.decidedBy ?? ''} quyết định${when}, không quyết định lại.`,
  );
}

export const notALetter = (item: WorkItemRow): Refusal =>
  new Refusal('work-item-no-letter', `Việc số ${item.id} (${item.content.title}) không có thư nào để gửi.`);

/** Everybody locks several in the same order, so that two people never wait for each other. */
export const inOrder = (ids: number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
