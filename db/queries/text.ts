import { desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { texts } from '../schema/index.ts';

export type TextRow = typeof texts.$inferSelect;

/** The newest version of every text that was ever changed; a null body is the default again. */
export async function newestTexts(tx: Transaction): Promise<TextRow[]> {
  return tx.selectDistinctOn([texts.id]).from(texts).orderBy(texts.id, desc(texts.version));
}

/** The words that a lead has in place of the default, by text. */
export async function changedBodies(tx: Transaction): Promise<Map<string, string>> {
  const rows = await newestTexts(tx);
  return new Map(rows.flatMap(({ id, body }) => (body === null ? [] : [[id, body] as const])));
}

/** All versions of one text, the newest first. */
export async function versionsOfText(tx: Transaction, id: string): Promise<TextRow[]> {
  return tx.select().from(texts).where(eq(texts.id, id)).orderBy(desc(texts.version));
}

/** Two people with one text in hand come one after the other; until the transaction ends. */
export async function lockText(tx: Transaction, tenant: string, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`text ${id} of ${tenant}`}))`);
}

export async function storeText(tx: Transaction, row: TextRow): Promise<void> {
  await tx.insert(texts).values(row);
}
