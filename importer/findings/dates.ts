import type { Finding } from '../../domain/plan.ts';
import { yearOf } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longDate, shortDate } from '../../domain/vietnamese.ts';
import { deadlinesOf, lastDate, namedDate } from './dated.ts';
import type { Dated } from './dated.ts';
import { note, warning } from './subject.ts';
import type { Subject } from './subject.ts';

/** The oldest law that plans of today cite is the Constitution of 1946. */
const EARLIEST_CITED_YEAR = 1945;
/** A plan may look years ahead, not decades. */
const YEARS_AHEAD = 15;
/** Below this there is no time for an opening fifteen working days ahead and some for the people to work. */
const SOON_WORKING_DAYS = 20;

export function yearImplausible({ plan }: Subject): Finding[] {
  const { year, basis } = plan.document;
  const cited = basis.flatMap(({ ref, date }) =>
    date === null || (yearOf(date) >= EARLIEST_CITED_YEAR && yearOf(date) <= year)
      ? []
      : [
          warning(
            'year-implausible',
            `Văn bản “${ref}” được dẫn ngày ${shortDate(date)}: năm ${date.slice(0, 4)} khó có thật.`,
          ),
        ],
  );
  const due = deadlinesOf(plan).flatMap(({ deadline, source }) => {
    const date = namedDate(deadline);
    if (date === null || isPlausible(date, year)) return [];
    const message = `Thời hạn “${deadline.text}” rơi vào năm ${date.slice(0, 4)}, cách xa năm ${year} của kế hoạch.`;
    return [warning('year-implausible', message, source)];
  });
  return [...cited, ...due];
}

export function dateBeforeIssue({ plan }: Subject): Finding[] {
  const issued = plan.document.date;
  if (issued === null) return [];
  return plausible(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, source }) => {
    const last = lastDate(deadline);
    if (last === null || last >= issued) return [];
    const message = `Thời hạn “${deadline.text}” (${shortDate(last)}) đã qua khi văn bản ban hành ngày ${shortDate(issued)}.`;
    return [warning('date-before-issue', message, source)];
  });
}

/** A note: rules move the day by themselves, and the reader only wants to know. */
export function dateOnDayOff({ plan, calendar }: Subject): Finding[] {
  if (!calendar) return [];
  return plausible(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, source }) => {
    const named = deadline.kind === 'window' ? null : namedDate(deadline);
    if (named === null || calendar.isWorkingDay(named)) return [];
    const moved = calendar.addWorkingDays(named, deadline.kind === 'before' ? -1 : 1);
    const rule = deadline.kind === 'before' ? 'ngày làm việc cuối cùng trước mốc là' : 'thời hạn kéo đến';
    const message = `Mốc “${deadline.text}” rơi vào ${longDate(named)}, là ngày nghỉ; ${rule} ${longDate(moved)}.`;
    return [note('date-on-day-off', message, source)];
  });
}

export function dueSoonAtIssue({ plan, calendar }: Subject): Finding[] {
  const issued = plan.document.date;
  if (!calendar || issued === null) return [];
  return plausible(plan.document.year, deadlinesOf(plan)).flatMap(({ deadline, source }) => {
    const last = lastDate(deadline);
    if (last === null || last < issued || calendar.addWorkingDays(issued, SOON_WORKING_DAYS) <= last) return [];
    let days = 0;
    while (calendar.addWorkingDays(issued, days + 1) <= last) days++;
    const message = `Thời hạn “${deadline.text}” chỉ còn ${days} ngày làm việc kể từ ngày ban hành ${shortDate(issued)}.`;
    return [warning('due-soon-at-issue', message, source)];
  });
}

/** A date of an impossible year is told once; the table of working days does not know its year. */
function plausible(year: number, all: Dated[]): Dated[] {
  return all.filter(({ deadline }) => {
    const date = namedDate(deadline);
    return date !== null && isPlausible(date, year);
  });
}

function isPlausible(date: LocalDate, year: number): boolean {
  return yearOf(date) >= year - 1 && yearOf(date) <= year + YEARS_AHEAD;
}
