import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { zaloAccounts } from '../schema/index.ts';
import { open, seal } from '../sealed.ts';

export type ZaloAccountRow = typeof zaloAccounts.$inferSelect;

/** A pair of tokens as Zalo gave it. `expiresAt`: of the access token, technical time. */
export interface ZaloTokens {
  access: string;
  refresh: string;
  expiresAt: Instant;
}

/** The tenant's account with its tokens sealed, or null before it is authorised. */
export async function loadZaloAccount(tx: Transaction): Promise<ZaloAccountRow | null> {
  const [row] = await tx.select().from(zaloAccounts);
  return row ?? null;
}

/** The same, locked: whoever refreshes is alone until the transaction ends. */
export async function lockZaloAccount(tx: Transaction): Promise<ZaloAccountRow | null> {
  const [row] = await tx.select().from(zaloAccounts).for('update');
  return row ?? null;
}

/** Writes both tokens, in place of those before. The trouble there was is over. */
export async function storeZaloTokens(
  tx: Transaction,
  key: Buffer,
  { tenant, appId, refreshedAt }: Pick<ZaloAccountRow, 'tenant' | 'appId' | 'refreshedAt'>,
  { access, refresh, expiresAt }: ZaloTokens,
): Promise<void> {
  const accessToken = seal(key, access, boundTo(tenant, 'access'));
  const refreshToken = seal(key, refresh, boundTo(tenant, 'refresh'));
  const values = { appId, accessToken, refreshToken, expiresAt, refreshedAt, trouble: null };
  await tx
    .insert(zaloAccounts)
    .values({ tenant, ...values })
    .onConflictDoUpdate({ target: zaloAccounts.tenant, set: values });
}

/** @throws Error where the key is not the one they were sealed with */
export function openZaloTokens(key: Buffer, row: ZaloAccountRow): ZaloTokens {
  return {
    access: open(key, row.accessToken, boundTo(row.tenant, 'access')),
    refresh: open(key, row.refreshToken, boundTo(row.tenant, 'refresh')),
    expiresAt: row.expiresAt,
  };
}

/** True where the account was in no trouble before: one trouble is one matter. */
export async function markZaloTrouble(tx: Transaction, trouble: string): Promise<boolean> {
  const marked = await tx
    .update(zaloAccounts)
    .set({ trouble })
    .where(isNull(zaloAccounts.trouble))
    .returning({ tenant: zaloAccounts.tenant });
  return marked.length > 0;
}

/** True where there was a trouble. */
export async function clearZaloTrouble(tx: Transaction, tenant: string): Promise<boolean> {
  const cleared = await tx
    .update(zaloAccounts)
    .set({ trouble: null })
    .where(and(eq(zaloAccounts.tenant, tenant), isNotNull(zaloAccounts.trouble)))
    .returning({ tenant: zaloAccounts.tenant });
  return cleared.length > 0;
}

const boundTo = (tenant: string, column: string): string => `zalo_accounts/${tenant}/${column}`;
