import { Refusal } from './errors.ts';
import { refuseLeftOut } from './item.ts';
import { type Decided, isLeftOut, refuseSettled, type Standing } from './obligation.ts';
import type { LocalDate } from './time.ts';

/** The lead accepts everything that was handed in. */
export function decideAccept(standing: Standing): Decided {
  refuseUnsubmitted(standing, 'chấp nhận');
  const items = standing.items.map(({ id, state }) => ({ id, state: isLeftOut(state) ? state : 'accepted' }) as const);
  return { decision: 'accepted', items };
}

/** What the lead owes itself is confirmed by another of its people than the one who handed it in. */
export function refuseOwnHand({ ofLead, name }: Standing, by: string, submittedBy: string | null): void {
  if (!ofLead || by !== submittedBy) return;
  throw new Refusal('reviewer-is-sender', `“${name}” do “${by}” gửi, cần một người khác của cơ quan đầu mối xác nhận.`);
}

/** The lead returns all, or single items; the rest is accepted and need not be sent again. */
export function decideReturn(standing: Standing, items: string[] | null, until: LocalDate, today: LocalDate): Decided {
  refuseUnsubmitted(standing, 'trả lại');
  for (const id of items ?? []) refuseLeftOut(standing, id, 'trả lại');
  if (until <= today) throw new Refusal('date-past', `Ngày nộp lại “${until}” phải sau ngày hôm nay (${today}).`);
  const returned = (id: string): boolean => items === null || items.includes(id);
  return {
    decision: 'returned',
    items: standing.items.map(({ id, state }) => ({
      id,
      state: isLeftOut(state) ? state : returned(id) ? 'returned' : 'accepted',
    })),
  };
}

function refuseUnsubmitted(standing: Standing, verb: string): void {
  refuseSettled(standing, verb);
  if (standing.decision !== 'submitted') {
    throw new Refusal('not-submitted', `“${standing.name}” chưa có báo cáo đang chờ rà soát nên không thể ${verb}.`);
  }
}
