import type { ResolvedDeadline } from './deadline.ts';
import { Refusal } from './errors.ts';
import type { RungId } from './rung.ts';
import type { LocalDate } from './time.ts';

export const OBLIGATION_STATES = [
  'waiting',
  'planned',
  'open',
  'submitted',
  'returned',
  'accepted',
  'waived',
  'cancelled',
  'unreported',
] as const;
export type ObligationState = (typeof OBLIGATION_STATES)[number];

/** `moved`: another obligation carries it now, because it has a date of its own or another organisation owes it. */
export const ITEM_STATES = ['open', 'submitted', 'returned', 'accepted', 'waived', 'cancelled', 'moved'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** What decides over an obligation: facts of people, and the two facts of time that a reader needs. */
export interface Standing {
  id: string;
  name: string;
  upward: boolean;
  ofLead: boolean;
  requested: boolean;
  /** Facts of people. */
  decision: 'none' | 'submitted' | 'returned' | 'accepted' | 'waived' | 'cancelled';
  hasDraft: boolean;
  /** “Đã nhận, sẽ gửi ngày …” */
  silentUntil: LocalDate | null;
  items: { id: string; state: ItemState }[];
  /** In force now; null while it waits. */
  deadline: ResolvedDeadline | null;
  event: string | null;
  receivedOn: LocalDate | null;
  /** Facts of time. */
  opened: boolean;
  unreported: boolean;
}

/** The state as people read it. Late is not a state. */
export function stateOf(standing: Pick<Standing, 'decision' | 'deadline' | 'opened' | 'unreported'>): ObligationState {
  if (standing.decision !== 'none') return standing.decision;
  if (standing.unreported) return 'unreported';
  if (!standing.deadline) return 'waiting';
  return standing.opened ? 'open' : 'planned';
}

/** Nothing more is expected of anybody. */
export function isSettled(standing: Pick<Standing, 'decision' | 'unreported'>): boolean {
  return standing.unreported || ['accepted', 'waived', 'cancelled'].includes(standing.decision);
}

/** States in which nobody waits for an item here any more. */
export type LeftOut = Extract<ItemState, 'waived' | 'cancelled' | 'moved'>;

export const isLeftOut = (state: ItemState): state is LeftOut =>
  state === 'waived' || state === 'cancelled' || state === 'moved';

/** Reminders to the member: what a promised day holds back. A return, the opening and the lead's lists are none. */
const REMINDERS: readonly RungId[] = ['before-7', 'before-2', 'morning', 'late-1', 'catch-up'];

/**
 * Whether an obligation asks for a rung on the business day that it is for. Looked at when the rung is written and
 * again when it is sent: between the two a person may have acted.
 */
export function asksFor(
  rung: RungId,
  standing: Pick<Standing, 'decision' | 'deadline' | 'unreported' | 'hasDraft' | 'silentUntil'>,
  on: LocalDate,
): boolean {
  if (isSettled(standing)) return false;
  if (standing.silentUntil !== null && on < standing.silentUntil && REMINDERS.includes(rung)) return false;
  switch (rung) {
    case 'event-question':
      return standing.deadline === null;
    case 'review-3':
      return standing.decision === 'submitted';
    case 'returned':
    case 'returned-eve':
      return standing.decision === 'returned';
    case 'morning':
      return standing.decision === 'none' && standing.hasDraft;
    case 'lead-due':
      return true;
    case 'catch-up':
      return standing.decision === 'none' || standing.decision === 'returned';
    default:
      return standing.decision === 'none';
  }
}

/** What a command changes of an obligation; the caller writes it down in one transaction. */
export interface Decided {
  decision: Standing['decision'];
  items: { id: string; state: ItemState }[];
}

/** What is settled takes no further act: `verb` is the one that was tried. */
export function refuseSettled(standing: Standing, verb: string): void {
  if (!isSettled(standing)) return;
  const words = {
    none: 'đã đóng khi chưa nhận được báo cáo',
    submitted: '',
    returned: '',
    accepted: 'đã được chấp nhận',
    waived: 'đã được miễn',
    cancelled: standing.items.some(({ state }) => state === 'moved') ? 'đã chuyển đi' : 'đã huỷ',
  };
  throw new Refusal('obligation-settled', `“${standing.name}” ${words[standing.decision]}, không thể ${verb}.`);
}
