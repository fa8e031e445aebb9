import { requestTokens, type Grant, type ZaloApp } from '../../activities/channels/zalo/oauth.ts';
import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { listWorkItems, updateWorkItem } from '../../db/queries/work-item.ts';
import {
  clearZaloTrouble,
  loadZaloAccount,
  storeZaloTokens,
  type ZaloAccountRow,
} from '../../db/queries/zalo-account.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { expiresSoon, refreshDaysLeft, troubleWords } from '../../domain/zalo-account.ts';
import type { ServiceContext } from './context.ts';

/** What may be told of an account: no token. Instants are technical. */
export interface ZaloAccountView {
  appId: string;
  refreshedAt: Instant;
  accessExpiresAt: Instant;
  /** Whole days until only a person can authorise again. */
  refreshDaysLeft: number;
  expiresSoon: boolean;
  /** In words; null while all is well. */
  trouble: string | null;
}

/**
 * Gives the tenant's official account to this installation: what the administrator got from Zalo is changed for tokens
 * at once, which proves that it is good, and nobody else has used it.
 * @throws Refusal where Zalo does not take it
 */
export async function authoriseZalo(
  context: ServiceContext,
  { app, tokenKey }: { app: ZaloApp; tokenKey: Buffer },
  { grant, by }: { grant: Grant; by: string },
): Promise<ZaloAccountView> {
  const { database, tenant } = context;
  const at = context.now();
  const tokens = await requestTokens(app, grant).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('zalo-refused', `Zalo không cấp mã truy cập cho ứng dụng ${app.appId} (${reason}).`);
  });
  const refreshedAt = Date.now();
  const entry = { tenant, at, actor: by, action: 'zalo.authorised', entity: tenant, payload: { appId: app.appId } };
  await database.inTenant(tenant, async (tx) => {
    await change(tx, entry, () => storeZaloTokens(tx, tokenKey, { tenant, appId: app.appId, refreshedAt }, tokens));
    await closeTroubles(tx, by, at, 'Đã cấp quyền lại cho tài khoản OA.');
  });
  return showZalo(context);
}

/** @throws Refusal where nobody has authorised an account */
export async function showZalo({ database, tenant }: ServiceContext): Promise<ZaloAccountView> {
  const row = await database.inTenant(tenant, loadZaloAccount);
  if (!row) throw notAuthorised(tenant);
  return viewOf(row);
}

/** The trouble has been mended outside: messages go again. */
export async function resumeZalo(context: ServiceContext, by: string): Promise<void> {
  const { database, tenant } = context;
  const at = context.now();
  await database.inTenant(tenant, async (tx) => {
    const row = await loadZaloAccount(tx);
    if (!row) throw notAuthorised(tenant);
    if (row.trouble === null) throw new Refusal('zalo-not-paused', `Tin Zalo của “${tenant}” không bị tạm dừng.`);
    const payload = { trouble: row.trouble };
    await change(tx, { tenant, at, actor: by, action: 'zalo.resumed', entity: tenant, payload }, () =>
      clearZaloTrouble(tx, tenant),
    );
    await closeTroubles(tx, by, at, 'Đã khắc phục, gửi tin Zalo trở lại.');
  });
}

function viewOf(row: ZaloAccountRow): ZaloAccountView {
  const { appId, refreshedAt, expiresAt, trouble } = row;
  const realNow = Date.now();
  return {
    ...{ appId, refreshedAt, accessExpiresAt: expiresAt },
    refreshDaysLeft: refreshDaysLeft(row, realNow),
    expiresSoon: expiresSoon(row, realNow),
    trouble: trouble === null ? null : troubleWords(trouble),
  };
}

const notAuthorised = (tenant: string): Refusal =>
  new Refusal('zalo-unauthorised', `Chưa cấp quyền tài khoản Zalo OA cho “${tenant}”: chạy “dondoc zalo authorise”.`);

async function closeTroubles(tx: Transaction, by: string, at: Instant, reason: string): Promise<void> {
  for (const { id, key } of await listWorkItems(tx, { kind: 'channel', open: true })) {
    if (!key.startsWith('zalo/')) continue;
    await updateWorkItem(tx, id, { state: 'done', decidedAt: at, decidedBy: by, decision: { document: null, reason } });
  }
}
