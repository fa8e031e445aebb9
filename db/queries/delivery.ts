import { asc, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { deliveries } from '../schema/index.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export async function storeDelivery(tx: Transaction, row: typeof deliveries.$inferInsert): Promise<void> {
  await tx.insert(deliveries).values(row);
}

/** What became of the newest try of a message, or null where none has had an answer yet. */
export async function lastDelivery(tx: Transaction, envelope: string): Promise<DeliveryRow | null> {
  const of = eq(deliveries.envelope, envelope);
  const [row] = await tx.select().from(deliveries).where(of).orderBy(desc(deliveries.id)).limit(1);
  return row ?? null;
}

/** True where a server said no to each of the tries before `attempt`: none can have the message. */
export async function isSurelyUntaken(tx: Transaction, envelope: string, attempt: number): Promise<boolean> {
  const refused = new Set(
    (await deliveriesOf(tx, envelope))
      .filter(({ outcome }) => outcome === 'refused' || outcome === 'refused-for-now')
      .map((one) => one.attempt),
  );
  return Array.from({ length: attempt }, (_, index) => index).every((index) => refused.has(index));
}

/** Every try of a message, in order. */
export async function deliveriesOf(tx: Transaction, envelope: string): Promise<DeliveryRow[]> {
  return tx.select().from(deliveries).where(eq(deliveries.envelope, envelope)).orderBy(asc(deliveries.id));
}
