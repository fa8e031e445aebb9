import { EPOCH_GUARD, RESTORED } from '../domain/sending.ts';
import type { Instant } from '../domain/time.ts';
import { count as countWords, longDate } from '../domain/vietnamese.ts';
import { localDateOf } from '../domain/time.ts';
import { change, CLOCK } from './change.ts';
import type { Transaction } from './database.ts';
import { adoptSwitch, fingerprintOf, loadSwitch, SENDING, storeStop } from './queries/sending.ts';
import { storeWorkItem } from './queries/work-item.ts';

/**
 * A copy of a live installation must not send on: where the switch was set on another database it becomes `shadow`,
 * and a person is told. What was off stays off. True where this call found it.
 */
export async function noticeRestore(tx: Transaction, tenant: string, now: Instant): Promise<boolean> {
  const found = await loadSwitch(tx);
  if (!found) return false;
  const fingerprint = await fingerprintOf(tx);
  if (found.fingerprint === fingerprint) return false;
  const mode = found.mode === 'off' ? ('off' as const) : ('shadow' as const);
  const values = { mode, fingerprint, changedAt: now, changedBy: CLOCK, reason: RESTORED };
  const adopted = await adoptSwitch(tx, found, values);
  if (!adopted) return false;
  const payload = { mode, before: found.mode, from: found.fingerprint, to: fingerprint };
  const entry = { tenant, at: now, actor: CLOCK, action: 'sending.restored', entity: SENDING, payload };
  await change(tx, entry, () =>
    storeWorkItem(tx, {
      ...{ tenant, kind: 'epoch', key: `${RESTORED}/${fingerprint}/${now}`, createdAt: now },
      content: {
        title:
          'Cơ sở dữ liệu này là một bản khôi phục hoặc bản sao: việc gửi thư đã chuyển sang chạy thử, chờ người quyết định.',
        evidence: [
          { at: found.changedAt, text: `Lần đặt trước: “${found.mode}”, ${found.changedBy}, lý do: ${found.reason}.` },
          { at: now, text: `Nhận ra cơ sở dữ liệu khác: trước là ${found.fingerprint ?? '–'}, nay là ${fingerprint}.` },
        ],
      },
    }),
  );
  return true;
}

/** Entries that fell due together long after their minute: nothing leaves before a person has looked. */
export async function stopForEpoch(
  tx: Transaction,
  tenant: string,
  asOf: Instant,
  late: readonly { plan: string; sendAt: Instant }[],
): Promise<void> {
  const stop = { tenant, scope: 'all' as const, subject: '', since: asOf, by: CLOCK, reason: EPOCH_GUARD };
  if (!(await storeStop(tx, stop))) return;
  const entry = {
    ...{ tenant, at: asOf, actor: CLOCK, action: 'sending.stop', entity: SENDING },
    payload: { scope: 'all', subject: '', reason: EPOCH_GUARD, entries: late.length },
  };
  await change(tx, entry, () =>
    storeWorkItem(tx, {
      ...{ tenant, kind: 'epoch', key: `${EPOCH_GUARD}/${asOf}`, createdAt: asOf },
      content: {
        title: `${countWords(late.length)} nội dung quá giờ gửi hơn một ngày cùng đến lượt: đã dừng gửi toàn hệ thống, chờ người xem.`,
        evidence: byPlan(late),
      },
    }),
  );
}

function byPlan(late: readonly { plan: string; sendAt: Instant }[]): { at: Instant; text: string }[] {
  return [...new Set(late.map(({ plan }) => plan))].sort().map((plan) => {
    const minutes = late.filter((one) => one.plan === plan).map(({ sendAt }) => sendAt);
    const [first, last] = [Math.min(...minutes), Math.max(...minutes)];
    const days = [first, last].map((at) => longDate(localDateOf(at)));
    return {
      at: first,
      text: `Kế hoạch ${plan}: ${countWords(minutes.length)} nội dung, giờ gửi từ ${days.join(' đến ')}.`,
    };
  });
}
