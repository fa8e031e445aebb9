import { and, eq } from 'drizzle-orm';
import { localDateOf, type LocalDate } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { failingAddresses } from '../schema/index.ts';

type FailingRow = typeof failingAddresses.$inferSelect;

const of = (number: string) => and(eq(failingAddresses.channel, 'zalo'), eq(failingAddresses.address, number));

/** Zalo refuses the number, or its reader refuses Zalo; the newest word stays. */
export async function storeFailingNumber(tx: Transaction, row: Omit<FailingRow, 'channel'>): Promise<void> {
  const { tenant: _tenant, address: _address, ...word } = row;
  await tx
    .insert(failingAddresses)
    .values({ channel: 'zalo', ...row })
    .onConflictDoUpdate({
      target: [failingAddresses.tenant, failingAddresses.channel, failingAddresses.address],
      set: word,
    });
}

/** True where the number failed on or after the day its reader agreed: who agrees anew is written to again. */
export async function isFailingNumber(tx: Transaction, number: string, consent: LocalDate): Promise<boolean> {
  const [row] = await tx.select({ since: failingAddresses.since }).from(failingAddresses).where(of(number));
  return row !== undefined && localDateOf(row.since) >= consent;
}
