import type { Transaction } from '../database.ts';
import { zaloEvents } from '../schema/index.ts';

/** True where the event is new: Zalo tells one again until it was answered. */
export async function storeZaloEvent(tx: Transaction, row: typeof zaloEvents.$inferInsert): Promise<boolean> {
  const stored = await tx.insert(zaloEvents).values(row).onConflictDoNothing().returning({ id: zaloEvents.id });
  return stored.length > 0;
}
