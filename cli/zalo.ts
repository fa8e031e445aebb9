import type { ZaloAccountView } from '../api/services/zalo-account.ts';
import { isoInstant } from '../domain/time.ts';
import { longInstant } from '../domain/vietnamese.ts';

/** What `zalo show` and `zalo authorise` print: no token. */
export function zaloDocument(account: ZaloAccountView) {
  const { appId, refreshedAt, accessExpiresAt, refreshDaysLeft, trouble } = account;
  return {
    appId,
    refreshedAt: isoInstant(refreshedAt),
    accessExpiresAt: isoInstant(accessExpiresAt),
    refreshDaysLeft,
    trouble,
  };
}

export function zaloLines({ appId, refreshedAt, refreshDaysLeft, expiresSoon, trouble }: ZaloAccountView): string[] {
  return [
    `Ứng dụng Zalo ${appId}, mã truy cập làm mới lúc ${longInstant(refreshedAt)}.`,
    `Quyền gửi còn ${Math.max(0, refreshDaysLeft)} ngày${expiresSoon ? ': cấp quyền lại bằng “dondoc zalo authorise”' : ', tự kéo dài mỗi lần làm mới'}.`,
    trouble === null ? 'Đang gửi được.' : `Tạm dừng: ${trouble}.`,
  ];
}
