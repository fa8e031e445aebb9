import { listPlans } from '../../db/queries/plan.ts';
import { loadZaloAccount } from '../../db/queries/zalo-account.ts';
import { expiresSoon, refreshDaysLeft, troubleWords } from '../../domain/zalo-account.ts';
import type { Connection } from './connection.ts';

/** What stands against sending by Zalo, for the doctor; where nobody uses it, nothing does. */
export async function checkZalo({ database, tenants }: Connection): Promise<{ ok: boolean; message: string }> {
  const found: { ok: boolean; message: string }[] = [];
  for (const tenant of tenants) {
    const { row, uses } = await database.inTenant(tenant, async (tx) => ({
      row: await loadZaloAccount(tx),
      uses: (await listPlans(tx)).some(({ schedule }) => schedule.policy.zalo === true),
    }));
    if (row) found.push(ofAccount(tenant, row));
    else if (uses)
      found.push({ ok: false, message: `“${tenant}” có kế hoạch gửi tin Zalo nhưng chưa cấp quyền tài khoản OA.` });
  }
  if (found.length === 0) return { ok: true, message: 'Không kế hoạch nào gửi tin Zalo.' };
  return { ok: found.every(({ ok }) => ok), message: found.map(({ message }) => message).join(' ') };
}

function ofAccount(
  tenant: string,
  row: NonNullable<Awaited<ReturnType<typeof loadZaloAccount>>>,
): { ok: boolean; message: string } {
  if (row.trouble !== null)
    return { ok: false, message: `“${tenant}” tạm dừng tin Zalo: ${troubleWords(row.trouble)}.` };
  const days = refreshDaysLeft(row, Date.now());
  const isLate = expiresSoon(row, Date.now());
  const hint = isLate ? ': cấp quyền lại bằng “dondoc zalo authorise”' : '';
  return { ok: !isLate, message: `Quyền gửi tin Zalo của “${tenant}” còn ${Math.max(0, days)} ngày${hint}.` };
}
