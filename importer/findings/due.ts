import { CalendarYearMissing } from '../../domain/calendar.ts';
import type { Deadline, Finding } from '../../domain/plan.ts';
import { yearOf } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longDate, shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, isPlausible, lastDate, namedDate } from './dated.ts';
import type { Dated } from './dated.ts';
import { note, warning } from './subject.ts';
import type { Subject, WorkingDays } from './subject.ts';

/** Below this there is no time for an opening fifteen working days ahead and some for the people to work. */
const SOON_WORKING_DAYS = 20;

export function dateBeforeIssue({ plan }: Subject): Finding[] {
  const issued = plan.document.date;
  if (issued === null) return [];
  return due(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, last, source }) => {
    if (last >= issued) return [];
    const message = `Thời hạn “${deadline.text}” (${shortDate(last)}) đã qua khi văn bản ban hành ngày ${shortDate(issued)}.`;
    return [warning('date-before-issue', message, source)];
  });
}

/** A note: rules move the day by themselves, and the reader only wants to know. */
export function dateOnDayOff({ plan, calendar }: Subject): Finding[] {
  if (!calendar) return [];
  return due(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, named, last, source }) => {
    const message = unlessMissing(() => dayOffSentence(deadline, named, last, calendar));
    return message === null ? [] : [note('date-on-day-off', message, source)];
  });
}

/** What the table of working days can't tell is said once for each year, not passed over. */
export function calendarYearMissing({ plan, calendar }: Subject): Finding[] {
  if (!calendar) return [];
  const unknown = due(plan.document.year, deadlinesOf(plan)).filter(
    ({ last }) => unlessMissing(() => calendar.isWorkingDay(last)) === null,
  );
  return [...new Set(unknown.map(({ last }) => yearOf(last)))].flatMap((year) => {
    const first = unknown.find(({ last }) => yearOf(last) === year);
    const message = `Bảng ngày làm việc chưa có năm ${year}, nên chưa xét được “${first?.deadline.text}” có rơi vào ngày nghỉ không.`;
    return [note('calendar-year-missing', message, first?.source)];
  });
}

/** Null where the table has no row for a year that is asked for. */
function unlessMissing<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (failure) {
    if (failure instanceof CalendarYearMissing) return null;
    throw failure;
  }
}

/** The day named and, for “trước ngày”, the day before it, which is the last that is in time. */
function dayOffSentence(deadline: Deadline, named: LocalDate, last: LocalDate, days: WorkingDays): string | null {
  const off = [...new Set([named, last])].filter((day) => !days.isWorkingDay(day));
  const [first] = off;
  if (first === undefined) return null;
  const [rule, moved] =
    deadline.kind === 'before'
      ? [
          '“trước ngày” không kéo dài qua ngày nghỉ nên ngày làm việc cuối cùng còn đúng hạn là',
          days.addWorkingDays(named, -1),
        ]
      : ['thời hạn kéo đến ngày làm việc tiếp theo,', days.addWorkingDays(named, 1)];
  const where =
    off.length === 2
      ? `rơi vào ${longDate(named)}, ngày liền trước là ${longDate(last)}, đều là ngày nghỉ`
      : `${first === named ? 'rơi vào' : 'có ngày cuối cùng còn đúng hạn là'} ${longDate(first)}, là ngày nghỉ`;
  return `Mốc “${deadline.text}” ${where}; ${rule} ${longDate(moved)}.`;
}

export function dueSoonAtIssue({ plan, calendar }: Subject): Finding[] {
  const issued = plan.document.date;
  if (!calendar || issued === null) return [];
  return due(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, last, source }) => {
    const days = unlessMissing(() => daysLeft(issued, last, calendar));
    if (days === null) return [];
    const message = `Thời hạn “${deadline.text}” chỉ còn ${days} ngày làm việc kể từ ngày ban hành ${shortDate(issued)}; từ ${SOON_WORKING_DAYS} ngày trở xuống là không đủ để nhắc việc như thường lệ.`;
    return [warning('due-soon-at-issue', message, source)];
  });
}

/** Working days up to the last one in time; null where there are more than enough, or the day is already past. */
function daysLeft(issued: LocalDate, last: LocalDate, calendar: WorkingDays): number | null {
  if (last < issued) return null;
  for (let days = 0; days <= SOON_WORKING_DAYS; days++) {
    if (calendar.addWorkingDays(issued, days + 1) > last) return days;
  }
  return null;
}

interface Due extends Dated {
  named: LocalDate;
  last: LocalDate;
}

/** What is due on a day; a date of an impossible year is told once, by its own finding. */
function due(year: number, all: Dated[]): Due[] {
  return all.flatMap((one) => {
    const named = namedDate(one.deadline);
    const last = lastDate(one.deadline);
    return named === null || last === null || !isPlausible(named, year) ? [] : [{ ...one, named, last }];
  });
}
