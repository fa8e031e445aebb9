import type { Instant, LocalDate } from './time.ts';

/**
 * `escalation`: a letter to another body's head, drafted, that a person signs or releases. `bounce`: a contact that
 * messages come back from. `incoming-mail`: an answer that may hold a report. `channel`: a channel that needs an
 * administrator. `epoch`: messages that fell due together long after their time.
 */
export const WORK_ITEM_KINDS = ['escalation', 'bounce', 'incoming-mail', 'channel', 'epoch'] as const;
export type WorkItemKind = (typeof WORK_ITEM_KINDS)[number];

/** `released`: the message went by this system; `on-paper`: issued as a document with number and date. */
export const WORK_ITEM_STATES = ['open', 'released', 'on-paper', 'done'] as const;
export type WorkItemState = (typeof WORK_ITEM_STATES)[number];

/** What people read for it. */
export const WORK_ITEM_STATE_LABELS: Readonly<Record<WorkItemState, string>> = {
  open: 'chờ quyết định',
  released: 'đã phát hành thư',
  'on-paper': 'đã phát hành công văn giấy',
  done: 'đã khép',
};

/** What people read for what it is about. */
export const WORK_ITEM_KIND_LABELS: Readonly<Record<WorkItemKind, string>> = {
  escalation: 'Thư gửi lãnh đạo đơn vị',
  bounce: 'Địa chỉ không nhận được thư',
  'incoming-mail': 'Thư đến',
  channel: 'Kênh gửi cần người quản trị',
  epoch: 'Thư cũ đến hạn cùng lúc',
};

/** What was done about it: the document that was issued, or a reason in words. */
export interface WorkItemDecision {
  document: { number: string; date: LocalDate } | null;
  reason: string | null;
}

/** What a person needs in order to decide; the files stand beside it. */
export interface WorkItemContent {
  /** One sentence. */
  title: string;
  /** Facts one by one, with their days. */
  evidence: { at: Instant | LocalDate | null; text: string }[];
}
