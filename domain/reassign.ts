import type { Calendar } from './calendar.ts';
import type { ResolvedDeadline } from './deadline.ts';
import { Refusal } from './errors.ts';
import { givenDeadline, refuseAfterClosing } from './extend.ts';
import { leaveOut, owedItems } from './item.ts';
import { type Decided, refuseSettled, type Standing } from './obligation.ts';
import { isValidOn, type Organisation } from './organisation.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';
import { shortDate } from './vietnamese.ts';

/** Working days that whoever takes over has at least; where the date in force leaves less, the lead gives one. */
const NOTICE_DAYS = 5;

/** The items that another organisation owes from now on, and how the obligation stands without them. */
export function decideReassign(standing: Standing, items: string[] | null): { moved: string[]; decided: Decided } {
  const verb = 'chuyển cho cơ quan khác';
  if (standing.upward) {
    throw new Refusal('upward-reassigned', `“${standing.name}” là báo cáo của cơ quan đầu mối, không thể ${verb}.`);
  }
  refuseSettled(standing, verb);
  if (standing.decision === 'submitted') {
    throw new Refusal('already-submitted', `“${standing.name}” đã nộp và đang được rà soát, không thể ${verb}.`);
  }
  const moved = owedItems(standing, items, verb);
  return { moved, decided: leaveOut(standing, moved, 'moved') };
}

/** The body that takes over: one that is known, still exists, and is another than the one before. */
export function receiverOf(organisations: Organisation[], to: string, from: string, today: LocalDate): Organisation {
  const receiver = organisations.find(({ id }) => id === to);
  if (!receiver) throw new Refusal('organisation-unknown', `Không có cơ quan nào mang mã “${to}”.`);
  if (to === from)
    throw new Refusal('organisation-same', `“${receiver.name}” đang thực hiện việc này, không cần chuyển.`);
  if (!isValidOn(receiver, today)) {
    throw new Refusal(
      'organisation-ended',
      `“${receiver.name}” không hoạt động vào ngày ${today}, không thể nhận việc.`,
    );
  }
  return receiver;
}

/** True where whoever takes over today has time enough by that date; what waits for an event has all the time. */
export const leavesTime = (deadline: ResolvedDeadline | null, today: LocalDate, calendar: Calendar): boolean =>
  deadline === null || calendar.workingDaysBetween(today, deadline.targetDay) >= NOTICE_DAYS;

/** The date of whoever takes over: the one given with the act, else the one in force. Null while it waits. */
export function reassignedDeadline(
  { name, deadline, event }: Pick<Standing, 'name' | 'deadline' | 'event'>,
  { until, basis }: { until: LocalDate | null; basis: string },
  context: { now: Instant; closesAt: Instant | null; calendar: Calendar },
): ResolvedDeadline | null {
  const today = localDateOf(context.now);
  if (until === null) {
    if (leavesTime(deadline, today, context.calendar)) return deadline;
    throw new Refusal(
      'date-needed',
      `Thời hạn đang có của “${name}” (${deadline?.targetDay}) đã qua hoặc còn dưới ${NOTICE_DAYS} ngày làm việc, cần nêu thời hạn cho cơ quan nhận.`,
    );
  }
  if (!deadline) {
    throw new Refusal('obligation-waiting', `“${name}” còn chờ “${event ?? 'thời hạn'}”, chưa nêu được thời hạn.`);
  }
  if (until <= today) throw new Refusal('date-past', `Thời hạn mới “${until}” phải sau ngày hôm nay (${today}).`);
  refuseAfterClosing(until, context.closesAt);
  return givenDeadline(until, `chuyển theo ${basis}, chậm nhất ngày ${shortDate(until)}`, context.calendar);
}
