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

export const ITEM_STATES = ['open', 'submitted', 'returned', 'accepted', 'waived'] as const;
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

/**
 * Whether an obligation still asks for a rung. Looked at when the rung is written and again when it is sent: between
 * the two a person may have acted.
 */
export function asksFor(
  rung: RungId,
  standing: Pick<Standing, 'decision' | 'deadline' | 'unreported' | 'hasDraft'>,
): boolean {
  if (isSettled(standing)) return false;
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

/** A report, or what was done, is handed in. A returned one is handed in again for what was returned. */
export function decideSubmit(standing: Standing): Decided {
  refuseSettled(standing, 'nộp');
  if (!standing.deadline && !standing.upward) {
    throw new Refusal(
      'obligation-waiting',
      `“${standing.name}” còn chờ “${standing.event ?? 'thời hạn'}”, chưa đến kỳ nộp.`,
    );
  }
  if (standing.decision === 'submitted') {
    throw new Refusal(
      'already-submitted',
      `“${standing.name}” đã nộp và đang được rà soát, không nộp lại khi chưa bị trả lại.`,
    );
  }
  const items = standing.items.map(({ id, state }) => ({
    id,
    state: state === 'accepted' || state === 'waived' ? state : ('submitted' as const),
  }));
  // The lead's report upward is signed and gone when it is handed in: nobody of ours reviews it.
  return standing.upward ? { decision: 'accepted', items: accept(items) } : { decision: 'submitted', items };
}

/** The lead accepts everything that was handed in. */
export function decideAccept(standing: Standing): Decided {
  refuseUnsubmitted(standing, 'chấp nhận');
  return { decision: 'accepted', items: accept(standing.items) };
}

/** The lead returns all, or single items; the rest is accepted and need not be sent again. */
export function decideReturn(standing: Standing, items: string[] | null, until: LocalDate, today: LocalDate): Decided {
  refuseUnsubmitted(standing, 'trả lại');
  const unknown = items?.find((id) => !standing.items.some((item) => item.id === id));
  if (unknown) throw new Refusal('item-unknown', `“${standing.name}” không có nhiệm vụ “${unknown}”.`);
  if (until <= today) throw new Refusal('date-past', `Ngày nộp lại “${until}” phải sau ngày hôm nay (${today}).`);
  const returned = (id: string): boolean => items === null || items.includes(id);
  return {
    decision: 'returned',
    items: standing.items.map(({ id, state }) => ({
      id,
      state: state === 'waived' ? state : returned(id) ? 'returned' : 'accepted',
    })),
  };
}

/** A later date, with its reason and its basis. What was already handed in needs none. */
export function decideExtend(standing: Standing, until: LocalDate, today: LocalDate): void {
  refuseSettled(standing, 'gia hạn');
  if (!standing.deadline)
    throw new Refusal('obligation-waiting', `“${standing.name}” chưa có thời hạn nên không thể gia hạn.`);
  if (standing.decision === 'submitted')
    throw new Refusal('already-submitted', `“${standing.name}” đã nộp, không cần gia hạn.`);
  if (until <= today) throw new Refusal('date-past', `Thời hạn mới “${until}” phải sau ngày hôm nay (${today}).`);
  if (until <= standing.deadline.targetDay) {
    throw new Refusal(
      'date-not-later',
      `Thời hạn mới “${until}” phải sau thời hạn đang có (${standing.deadline.targetDay}).`,
    );
  }
}

function accept(items: Standing['items']): Standing['items'] {
  return items.map(({ id, state }) => ({ id, state: state === 'waived' ? state : 'accepted' }));
}

function refuseSettled(standing: Standing, verb: string): void {
  if (!isSettled(standing)) return;
  const words = {
    none: 'đã đóng khi chưa nhận được báo cáo',
    submitted: '',
    returned: '',
    accepted: 'đã được chấp nhận',
    waived: 'đã được miễn',
    cancelled: 'đã huỷ',
  };
  throw new Refusal('obligation-settled', `“${standing.name}” ${words[standing.decision]}, không thể ${verb}.`);
}

function refuseUnsubmitted(standing: Standing, verb: string): void {
  refuseSettled(standing, verb);
  if (standing.decision !== 'submitted') {
    throw new Refusal('not-submitted', `“${standing.name}” chưa có báo cáo đang chờ rà soát nên không thể ${verb}.`);
  }
}
