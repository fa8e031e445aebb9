import type { CalendarDay } from './calendar.ts';
import { Refusal } from './errors.ts';
import { type LocalDate, weekday, yearOf } from './time.ts';
import { longDate } from './vietnamese.ts';

/** What a day is from now on; `ordinary` is what its weekday says, and takes its row away. */
export type DayDecision = CalendarDay | { date: LocalDate; kind: 'ordinary'; source: string };

/** `dondoc.calendar/1`: what is otherwise than in the table that is published. */
export interface CalendarFile {
  format: 'dondoc.calendar/1';
  /** The days are all that this year has: a row of it that is not named goes. Null: only the days named change. */
  year: number | null;
  days: DayDecision[];
}

/** One day of a change, as it was and as it will be; null is an ordinary day. */
export interface DayChange {
  date: LocalDate;
  before: CalendarDay | null;
  after: CalendarDay | null;
}

/**
 * The table with a file's changes made, in the order of dates. Throws a `Refusal` for what no calendar of civil servants
 * can be, and where nothing changes: a version that says what the one before said would only be noise on record.
 */
export function changedTable(present: readonly CalendarDay[], file: CalendarFile): CalendarDay[] {
  refuseFaults(present, file);
  const named = new Set(file.days.map(({ date }) => date));
  const kept = present.filter(({ date }) => !named.has(date) && yearOf(date) !== file.year);
  const stated = file.days.filter((day) => day.kind !== 'ordinary');
  const table = [...kept, ...stated].sort((a, b) => (a.date < b.date ? -1 : 1));
  refuseLostYear(present, table);
  refuseUnswapped(table);
  if (dayChanges(present, table).length === 0) {
    throw new Refusal('calendar-unchanged', 'Tệp không thay đổi ngày nào so với bảng ngày làm việc đang công bố.');
  }
  return table;
}

/** Days that two tables have otherwise, in order. */
export function dayChanges(before: readonly CalendarDay[], after: readonly CalendarDay[]): DayChange[] {
  const [was, is] = [byDate(before), byDate(after)];
  const dates = [...new Set([...was.keys(), ...is.keys()])].sort();
  return dates
    .map((date) => ({ date, before: was.get(date) ?? null, after: is.get(date) ?? null }))
    .filter((change) => !same(change.before, change.after));
}

const byDate = (days: readonly CalendarDay[]): Map<LocalDate, CalendarDay> =>
  new Map(days.map((day) => [day.date, day]));

function same(one: CalendarDay | null, other: CalendarDay | null): boolean {
  if (!one || !other) return one === other;
  return (['kind', 'name', 'status', 'source'] as const).every((field) => one[field] === other[field]);
}

const isWeekend = (date: LocalDate): boolean => weekday(date) === 0 || weekday(date) === 6;

/** A day of a file that no calendar of civil servants can have, with its place in the list. */
export interface DayFault {
  index: number;
  code: string;
  /** Without its full stop. */
  message: string;
}

/** What is wrong with single days, whatever table they are for. */
export function dayFaults({ year, days }: Pick<CalendarFile, 'year' | 'days'>): DayFault[] {
  const first = new Map<LocalDate, number>();
  return days.flatMap(({ date, kind }, index): DayFault[] => {
    const misplaced = (message: string): DayFault[] => [{ index, code: 'calendar-day-misplaced', message }];
    const day = `Ngày ${longDate(date)}`;
    if (first.has(date)) {
      return [{ index, code: 'calendar-day-twice', message: `${day} có hai dòng: mỗi ngày chỉ khai một lần` }];
    }
    first.set(date, index);
    if (kind === 'swap-work' && !isWeekend(date)) {
      return misplaced(`${day} khai là ngày làm bù, nhưng ngày làm bù phải là thứ Bảy hoặc Chủ nhật`);
    }
    if ((kind === 'compensatory' || kind === 'swap-off') && isWeekend(date)) {
      return misplaced(`${day} khai là ngày nghỉ bù hoặc hoán đổi, nhưng vốn đã là ngày nghỉ hằng tuần`);
    }
    // A swap is announced with the holiday it serves, and may lie across the year's end (31/12/2018 for 1/1/2019).
    if (year !== null && (kind === 'holiday' || kind === 'compensatory') && yearOf(date) !== year) {
      return misplaced(`${day} nằm ngoài năm ${year} mà tệp khai trọn: ngày nghỉ của năm nào khai ở năm ấy`);
    }
    return [];
  });
}

function refuseFaults(present: readonly CalendarDay[], file: CalendarFile): void {
  const [fault] = dayFaults(file);
  if (fault) throw new Refusal(fault.code, `${fault.message}.`);
  const known = byDate(present);
  const stray = file.days.find(({ date, kind }) => kind === 'ordinary' && !known.has(date));
  if (!stray) return;
  throw new Refusal(
    'calendar-day-unknown',
    `Ngày ${longDate(stray.date)} khai là ngày thường, nhưng bảng đang công bố không có dòng nào của ngày ấy để bỏ.`,
  );
}

function refuseLostYear(present: readonly CalendarDay[], table: readonly CalendarDay[]): void {
  const years = new Set(table.map(({ date }) => yearOf(date)));
  const lost = present.find(({ date }) => !years.has(yearOf(date)));
  if (!lost) return;
  throw new Refusal(
    'calendar-year-empty',
    `Năm ${yearOf(lost.date)} không còn dòng nào: một năm không có ngày lễ thì không có, và các việc của năm ấy cần lịch.`,
  );
}

/** By decision one day is off and another is worked for it. */
function refuseUnswapped(table: readonly CalendarDay[]): void {
  const off = table.filter(({ kind }) => kind === 'swap-off').length;
  const worked = table.filter(({ kind }) => kind === 'swap-work').length;
  if (off === worked) return;
  throw new Refusal(
    'calendar-swap-unpaired',
    `Bảng sẽ có ${off} ngày nghỉ hoán đổi mà ${worked} ngày làm bù: mỗi ngày nghỉ hoán đổi phải có một ngày làm bù.`,
  );
}
