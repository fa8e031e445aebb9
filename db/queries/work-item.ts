import { and, asc, eq } from 'drizzle-orm';
import type { WorkItemKind } from '../../domain/work-item.ts';
import type { Transaction } from '../database.ts';
import { workItemFiles, workItems } from '../schema/index.ts';

export type WorkItemRow = typeof workItems.$inferSelect;
export type WorkItemFileRow = typeof workItemFiles.$inferSelect;

/** A file beside a work item: a draft, or what somebody sent. `sha256` in lower-case hex. */
export type WorkItemFile = Pick<WorkItemFileRow, 'name' | 'type' | 'sha256' | 'content'>;

/** Writes one, with its files; the same matter that is there already stays as it is: then null. */
export async function storeWorkItem(
  tx: Transaction,
  row: typeof workItems.$inferInsert,
  files: WorkItemFile[] = [],
): Promise<number | null> {
  const [stored] = await tx.insert(workItems).values(row).onConflictDoNothing().returning({ id: workItems.id });
  if (!stored) return null;
  const rows = files.map((file, position) => ({ tenant: row.tenant, workItem: stored.id, position, ...file }));
  if (rows.length > 0) await tx.insert(workItemFiles).values(rows);
  return stored.id;
}

/** The one about a matter, or null. */
export async function workItemOf(tx: Transaction, kind: WorkItemKind, key: string): Promise<WorkItemRow | null> {
  const about = and(eq(workItems.kind, kind), eq(workItems.key, key));
  const [row] = await tx.select().from(workItems).where(about);
  return row ?? null;
}

/** Locked for the decision that follows; null where there is none. */
export async function lockWorkItem(tx: Transaction, id: number): Promise<WorkItemRow | null> {
  const [row] = await tx.select().from(workItems).where(eq(workItems.id, id)).for('update');
  return row ?? null;
}

export async function updateWorkItem(
  tx: Transaction,
  id: number,
  values: Pick<typeof workItems.$inferInsert, 'state' | 'decidedAt' | 'decidedBy' | 'decision'>,
): Promise<void> {
  await tx.update(workItems).set(values).where(eq(workItems.id, id));
}

/** In the order they were made. */
export async function listWorkItems(
  tx: Transaction,
  filter: { kind?: WorkItemKind; obligation?: string; open?: boolean } = {},
): Promise<WorkItemRow[]> {
  const { kind, obligation, open } = filter;
  return tx
    .select()
    .from(workItems)
    .where(
      and(
        kind === undefined ? undefined : eq(workItems.kind, kind),
        obligation === undefined ? undefined : eq(workItems.obligation, obligation),
        open === true ? eq(workItems.state, 'open') : undefined,
      ),
    )
    .orderBy(asc(workItems.id));
}

export async function workItemFilesOf(tx: Transaction, workItem: number): Promise<WorkItemFileRow[]> {
  return tx.select().from(workItemFiles).where(eq(workItemFiles.workItem, workItem)).orderBy(workItemFiles.position);
}
