import type { CalendarDay } from './calendar.ts';
import type { DeliveryOutcome, NotificationState } from './letter.ts';
import type { RungId } from './rung.ts';
import type { HeldBack } from './sending.ts';
import { isoInstant, localDateOf, weekday, type Instant, type LocalDate } from './time.ts';

/** Sunday first, as `weekday` counts; written as they stand inside a sentence. */
const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];

/** `24/11/2025` */
export function shortDate(date: LocalDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** `thứ Hai 24/11/2025`: people plan by the day of the week, and see at once when a date was mistyped. */
export function longDate(date: LocalDate): string {
  return `${WEEKDAYS[weekday(date)]} ${shortDate(date)}`;
}

/** `16 giờ 00`, as official papers write a time of day. */
export function timeOfDay(instant: Instant): string {
  const iso = isoInstant(instant);
  return `${iso.slice(11, 13)} giờ ${iso.slice(14, 16)}`;
}

/** `16 giờ 00 thứ Năm 27/11/2025` */
export function longInstant(instant: Instant): string {
  return `${timeOfDay(instant)} ${longDate(localDateOf(instant))}`;
}

/** `04`, `1.150`: official papers write a zero before one digit, so that none can be put there, and a point at thousands. */
export function count(number: number): string {
  return String(number)
    .padStart(2, '0')
    .replace(/\B(?=(\d{3})+$)/g, '.');
}

/** `a`, `a và b`, `a, b và c` */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} và ${last}`;
}

/** For a title inside a sentence. An abbreviation stays as it is: `UBND tỉnh` does not become `uBND tỉnh`. */
export function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  const isAbbreviation = second !== second.toLowerCase();
  return isAbbreviation ? text : first.toLowerCase() + text.slice(first.length);
}

/** For words that begin a sentence or a row. */
export function upperFirst(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}

/** What people read for the state of an obligation or of one item of it. */
export const STATE_LABELS = {
  waiting: 'chờ sự kiện',
  planned: 'chưa mở',
  open: 'chưa gửi',
  submitted: 'đã gửi, chờ rà soát',
  returned: 'đề nghị hoàn thiện',
  accepted: 'đã chấp nhận',
  waived: 'không phải gửi',
  cancelled: 'đã hủy',
  moved: 'theo dõi ở việc khác',
  unreported: 'không có báo cáo',
} as const;

/** What people read for timeliness; `named-day` is neutral, neither praise nor blame. */
export const TIMELINESS_LABELS = {
  'in-time': 'đúng hạn',
  'named-day': 'trong ngày mốc',
  late: 'sau hạn',
} as const;

/** What people read for a row of the table of working days. */
export const DAY_KIND_LABELS: Readonly<Record<CalendarDay['kind'], string>> = {
  holiday: 'nghỉ lễ',
  compensatory: 'nghỉ bù',
  'swap-off': 'nghỉ hoán đổi',
  'swap-work': 'làm bù',
};

/** What stands behind a row of it. */
export const DAY_STATUS_LABELS: Readonly<Record<CalendarDay['status'], string>> = {
  official: 'chính thức',
  provisional: 'tạm tính',
  pending: 'chưa quyết định',
};

/** What people read for levels that have different dates. */
export const TIER_LABELS = { commune: 'cấp xã', district: 'cấp huyện', other: 'các cơ quan khác' } as const;

/** What people read for a message: another server's "taken" is not yet "delivered", so nobody says so. */
export const MESSAGE_STATE_LABELS: Readonly<Record<NotificationState, string>> = {
  pending: 'chờ đến giờ gửi',
  sending: 'đang gửi',
  sent: 'đã chuyển máy chủ',
  superseded: 'thay bằng thư sau',
  failed: 'không gửi được',
  unknown: 'không rõ đã chuyển hay chưa',
  returned: 'bị trả lại',
  shadow: 'chỉ lập, không gửi',
};

/** What people read for one try. */
export const DELIVERY_LABELS: Readonly<Record<DeliveryOutcome, string>> = {
  taken: 'máy chủ nhận chuyển',
  refused: 'bị từ chối',
  'refused-for-now': 'tạm từ chối, sẽ gửi lại',
  unanswered: 'không có trả lời',
  returned: 'bị trả lại',
  confirmed: 'đã xác nhận nhận',
};

/** Where a message stands: the reader's own confirmation says more than any server's. */
export const fateOf = (state: NotificationState, last: DeliveryOutcome | undefined): string =>
  state === 'sent' && last === 'confirmed' ? DELIVERY_LABELS.confirmed : MESSAGE_STATE_LABELS[state];

/** What people read for a rung, in lists of what was sent. */
export const RUNG_LABELS: Readonly<Record<RungId, string>> = {
  opening: 'thư mở đầu',
  'before-7': 'thư nhắc trước 7 ngày làm việc',
  'before-2': 'thư nhắc trước 2 ngày làm việc',
  morning: 'thư sáng ngày cuối',
  'late-1': 'thư báo chưa nhận được',
  'late-list': 'danh sách chưa gửi',
  'late-head': 'thư xin ý kiến lãnh đạo',
  'head-letter': 'thư gửi lãnh đạo đơn vị',
  returned: 'thư đề nghị hoàn thiện',
  'returned-eve': 'thư nhắc hoàn thiện',
  'review-3': 'danh sách chờ rà soát',
  'event-question': 'câu hỏi về sự kiện',
  'lead-due': 'thư nhắc cơ quan đầu mối',
  'catch-up': 'thư gộp',
};

/** What people read for why a message was not to leave. */
export const HELD_LABELS: Readonly<Record<HeldBack, string>> = {
  off: 'vì đang tắt',
  'stopped-all': 'vì dừng toàn hệ thống',
  'stopped-plan': 'vì kế hoạch bị dừng',
  'stopped-organisation': 'vì cơ quan bị dừng',
  shadow: 'vì đang chạy thử',
  'not-released': 'vì cơ quan chưa đến đợt gửi kỳ đầu',
  'not-on-allow-list': 'vì ngoài danh sách thí điểm',
};
