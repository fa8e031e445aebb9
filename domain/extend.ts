import type { Calendar } from './calendar.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { Refusal } from './errors.ts';
import { leaveOut, owedItems } from './item.ts';
import { type Decided, refuseSettled, type Standing } from './obligation.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

/** A later date, with its reason and its basis. What was already handed in needs none. */
export function refuseExtension(standing: Standing, until: LocalDate, today: LocalDate): void {
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

/**
 * The items that leave for a date of their own, and what stays; null where the date is the whole obligation's, because
 * nothing else of it is owed.
 */
export function decideItemExtension(
  standing: Standing,
  items: string[] | null,
): { moved: string[]; decided: Decided } | null {
  if (items === null) return null;
  const moved = owedItems(standing, items, 'gia hạn');
  if (moved.length === owedItems(standing, null, 'gia hạn').length) return null;
  return { moved, decided: leaveOut(standing, moved, 'moved') };
}

/** A date that a person gives within a round: the round must still be there to take in what comes. */
export function refuseAfterClosing(until: LocalDate, closesAt: Instant | null): void {
  if (closesAt === null || until <= localDateOf(closesAt)) return;
  throw new Refusal(
    'date-after-closing',
    `Thời hạn mới “${until}” ở sau ngày đóng kỳ báo cáo (${localDateOf(closesAt)}).`,
  );
}

/** The days of a date that the lead gives later, in words that say what it rests on. */
export function givenDeadline(until: LocalDate, words: string, calendar: Calendar): ResolvedDeadline {
  const deadline = resolveDeadline({ kind: 'on-or-before', date: until, text: words }, { calendar, origin: 'lead' });
  if (!deadline) throw new TypeError(`the date ${until} gave no deadline`);
  return deadline;
}
