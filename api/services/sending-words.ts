import { EPOCH_GUARD, type HeldBack } from '../../domain/sending.ts';
import { count, HELD_LABELS, longInstant } from '../../domain/vietnamese.ts';
import type { SendingView, Switch } from './sending-view.ts';

/** Why not everything leaves, one sentence each; none where everything does. */
export function notLive(
  { mode, allowList, isRestored, stops }: Switch,
  nameOf: (stop: Switch['stops'][number]) => string = stopName,
): string[] {
  return [
    ...(isRestored ? [RESTORED_WORDS] : []),
    ...(mode === 'live' ? [] : [MODE_WORDS[mode]]),
    ...stops.map((stop) => stopWords(stop, nameOf(stop))),
    ...(mode === 'live' && allowList !== null ? [pilotWords(allowList)] : []),
  ];
}

const RESTORED_WORDS =
  'Cơ sở dữ liệu này là bản khôi phục hoặc bản sao: việc gửi thư đã chuyển sang chạy thử cho đến khi có người quyết định lại.';

const MODE_WORDS = {
  off: 'Gửi thư đang tắt: không thư nào được lập hay gửi đi.',
  shadow: 'Đang chạy thử: thư được lập và lưu lại, không thư nào rời hệ thống.',
};

/** What a stop is for, by its id. */
export function stopName({ scope, subject }: Pick<Switch['stops'][number], 'scope' | 'subject'>): string {
  if (scope === 'all') return 'toàn hệ thống';
  return scope === 'plan' ? `kế hoạch ${subject}` : `tới cơ quan ${subject}`;
}

function stopWords({ since, by, reason }: Switch['stops'][number], subject: string): string {
  if (reason === EPOCH_GUARD) {
    return `Đã tự dừng gửi ${subject} từ ${longInstant(since)}: quá nhiều nội dung quá giờ gửi hơn một ngày cùng đến lượt, chờ người xem.`;
  }
  return `Đã dừng gửi ${subject} từ ${longInstant(since)} (${by}: ${reason}).`;
}

const pilotWords = (allowList: string[]): string =>
  `Đang gửi thí điểm: chỉ ${count(allowList.length)} địa chỉ hoặc tên miền trong danh sách nhận được thư.`;

/** What waits, and what was only made. */
export function waitingWords({ held, due, shadowed, inFlight, plans }: SendingView): string[] {
  return [
    ...Object.entries(held).map(
      ([code, number]) => `${count(number)} nội dung đến giờ đang giữ lại ${HELD_LABELS[code as HeldBack]}.`,
    ),
    ...(due === 0 ? [] : [`${count(due)} nội dung đến giờ chờ lượt gửi tới.`]),
    ...(inFlight === 0 ? [] : [`${count(inFlight)} thư đang trên đường gửi.`]),
    ...(shadowed === 0 ? [] : [`${count(shadowed)} nội dung chỉ lập, không gửi.`]),
    ...plans.flatMap(planWords),
  ];
}

function planWords({ plan, unreleased, untold }: SendingView['plans'][number]): string[] {
  return [
    ...(unreleased.length === 0
      ? []
      : [
          `Kế hoạch ${plan}: ${count(unreleased.length)} cơ quan chưa được gửi kỳ đầu (dondoc sending release ${plan}).`,
        ]),
    ...(untold === 0
      ? []
      : [`Kế hoạch ${plan}: ${count(untold)} nội dung mới nhất chưa tới đơn vị (dondoc sending catch-up ${plan}).`]),
  ];
}
