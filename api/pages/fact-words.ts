import type { OnBehalf } from '../../domain/submission.ts';
import { joinWords, shortDate } from '../../domain/vietnamese.ts';
import type { FactRow } from '../routes/reading/obligation.ts';

/** What ids are called: organisations and the duties of one obligation. */
interface Called {
  names: Map<string, string>;
  titles: Map<string, string>;
}

/** A fact's payload as text. */
class Said {
  private readonly payload: FactRow['payload'];
  private readonly called: Called;

  constructor(payload: FactRow['payload'], called: Called) {
    this.payload = payload;
    this.called = called;
  }

  text(key: string): string {
    const value = this.payload[key];
    return typeof value === 'string' ? value : '';
  }

  day(key: string): string {
    const text = this.text(key);
    return /^\d{4}-\d\d-\d\d$/.test(text) ? shortDate(text) : text;
  }

  name(key: string): string {
    return this.called.names.get(this.text(key)) ?? this.text(key);
  }

  count(key: string): string {
    const value = this.payload[key];
    return typeof value === 'number' ? String(value) : '';
  }

  /** ` riêng “…” và “…”` for single items; nothing for the whole. */
  part(): string {
    return this.payload['items'] ? ` riêng ${this.items()}` : '';
  }

  /** `“…” và “…”` */
  items(): string {
    const items = (this.payload['items'] ?? []) as string[];
    return joinWords(items.map((item) => `“${this.called.titles.get(item) ?? item}”`));
  }

  /** `: lý do (căn cứ: …)` */
  why(): string {
    return `: ${this.text('reason')} (căn cứ: ${this.text('basis')})`;
  }

  /** ` (Sở Nội vụ nộp thay, căn cứ: …)` */
  sender(): string {
    const onBehalf = this.payload['onBehalf'] as OnBehalf | undefined;
    if (!onBehalf) return '';
    return ` (${this.called.names.get(onBehalf.organisation) ?? onBehalf.organisation} nộp thay, căn cứ: ${onBehalf.basis})`;
  }
}

type Words = (said: Said) => string;

/** Each act with what it turned on. */
const WORDS: Readonly<Record<string, Words>> = {
  submit: (said) =>
    `Gửi báo cáo lần ${said.count('submission')}, ghi nhận ngày ${said.day('receivedOn')}${said.sender()}`,
  declarePaper: (said) =>
    `Khai văn bản số ${said.text('number')} ngày ${said.day('date')}, ghi nhận ngày ${said.day('receivedOn')}${said.sender()}`,
  review: (said) =>
    said.text('outcome') === 'accepted'
      ? 'Chấp nhận'
      : `Đề nghị hoàn thiện trước hết ngày ${said.day('until')}: ${said.text('reason')}`,
  extend: (said) =>
    said.text('from') === ''
      ? `Gia hạn${said.part()} đến ngày ${said.day('until')}${said.why()}`
      : `Tách khỏi báo cáo, gia hạn đến ngày ${said.day('until')}${said.why()}`,
  reassign: (said) =>
    said.text('from') === ''
      ? `Chuyển${said.part()} cho ${said.name('to')}${said.why()}`
      : `Nhận ${said.items()} từ ${said.name('fromOrganisation')}${said.why()}`,
  waive: (said) => `Miễn gửi${said.part()}${said.why()}`,
  cancel: (said) => `Hủy${said.part()}${said.why()}`,
  promise: (said) => `Hẹn gửi ngày ${said.day('on')}`,
  recordEvent: (said) => `Ghi nhận “${said.text('event')}” diễn ra ngày ${said.day('on')}, thời hạn ${said.day('due')}`,
  withdrawEvent: (said) => `Rút ghi nhận “${said.text('event')}”: ${said.text('reason')}`,
  amend: (said) => `${AMENDED[said.text('outcome')] ?? 'Điều chỉnh'} (căn cứ: ${said.text('basis')})`,
  calendar: (said) => `Công bố lịch làm việc mới (căn cứ: ${said.text('basis')})`,
};

/** What an amendment made of the obligation. */
const AMENDED: Readonly<Record<string, string>> = {
  cancelled: 'Điều chỉnh kế hoạch: thôi theo dõi',
  kept: 'Điều chỉnh kế hoạch: giữ nguyên việc đã gửi',
  changed: 'Điều chỉnh kế hoạch: đổi thời hạn hoặc nội dung',
};

/** The act in words; a kind that is not known here stands under its own name rather than unseen. */
export const factWordsWith =
  (called: Called) =>
  ({ kind, payload }: FactRow): string =>
    WORDS[kind]?.(new Said(payload, called)) ?? kind;
