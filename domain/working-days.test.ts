import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../test/domain-fixture.ts';
import type { CalendarDay } from './calendar.ts';
import { addDays, type LocalDate, yearOf } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

/** The collection with its sources is not part of the repository. */
const REFERENCE = join(import.meta.dirname, '../../shared/reference/working-days.md');

const weekdayOf = (date: LocalDate): number => Temporal.PlainDate.from(date).dayOfWeek;
const isWeekend = (date: LocalDate): boolean => weekdayOf(date) > 5;
const ofKind = (kind: CalendarDay['kind']): CalendarDay[] => WORKING_DAY_ROWS.filter((row) => row.kind === kind);
const of = (year: number) => (row: { date: LocalDate }) => yearOf(row.date) === year;
const YEARS = Array.from({ length: 11 }, (_, index) => 2017 + index);

function workingDaysOf(year: number): number {
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index));
  return days.filter((day) => yearOf(day) === year && CALENDAR.isWorkingDay(day)).length;
}

interface Collected {
  date: LocalDate;
  weekday: string;
  kind: string;
  name: string;
  status: string;
  source: string;
}

function collected(text: string): Collected[] {
  const rows = [...text.matchAll(/^\| (\d{4}-\d\d-\d\d) \| (\w{3}) \| ([\w-]+) \| (.+?) \| (\w+) \| (.+?) \|$/gm)];
  return rows.map(([, date = '', weekday = '', kind = '', name = '', status = '', source = '']) => ({
    ...{ date, weekday, kind, name, status, source },
  }));
}

/** What the collection's status means in the product. */
function statusOf({ date, status }: Collected): CalendarDay['status'] {
  if (status === 'unconfirmed') return date.endsWith('11-24') ? 'pending' : 'provisional';
  return status === 'computed' && yearOf(date) > 2026 ? 'provisional' : 'official';
}

/** The collection's English in the words of the table. */
const WORDS: [RegExp, string][] = [
  [/\(for Sun (.+?)\)/, '(bù Chủ nhật $1)'],
  [/\(for Sat (.+?)\)/, '(bù thứ Bảy $1)'],
  [/^for Mon /, 'làm bù cho thứ Hai '],
  [/^for Fri /, 'làm bù cho thứ Sáu '],
  [/↔ Sat /, '↔ thứ Bảy '],
  [/adjacent day, if before/, 'ngày liền kề (nếu nghỉ trước)'],
  [/adjacent day, if after/, 'ngày liền kề (nếu nghỉ sau)'],
  [/adjacent day/, 'ngày liền kề'],
  [/\(only if two days before\)/, '(nếu nghỉ trước hai ngày)'],
  [/\(only if one day before\)/, '(nếu nghỉ trước một ngày)'],
  [/, statutory or compensatory| \(pending\)| \(one day only: code of 2012\)/, ''],
];
const inTableWords = (name: string): string => WORDS.reduce((text, [from, to]) => text.replace(from, to), name);

describe('the shipped table against the collection it was made from', () => {
  it('has each row, with its kind, name, status and source, and no other', (context) => {
    if (!existsSync(REFERENCE)) return context.skip('the collection of working days is not beside the repository');
    const rows = collected(readFileSync(REFERENCE, 'utf8'));
    expect(rows.length).toBeGreaterThan(150);
    const expected = rows.map((row) => ({
      ...{ date: row.date, kind: row.kind, name: inTableWords(row.name), status: statusOf(row), source: row.source },
    }));
    expect(WORKING_DAY_ROWS).toEqual(expected);
    const names = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    expect(rows.filter(({ date, weekday }) => names[weekdayOf(date)] !== weekday)).toEqual([]);
  });

  it('has the working days a year that the collection counts', (context) => {
    if (!existsSync(REFERENCE)) return context.skip('the collection of working days is not beside the repository');
    const text = readFileSync(REFERENCE, 'utf8');
    const line = /^Working days a year.*$/m.exec(text)?.[0] ?? '';
    const counted = [...line.matchAll(/(20\d\d) (2\d\d)/g)].map(([, year, count]) => [Number(year), Number(count)]);
    expect(counted).toHaveLength(10);
    expect(counted.map(([year = 0]) => [year, workingDaysOf(year)])).toEqual(counted);
  });
});

describe('the rules behind the rows', () => {
  it.each(YEARS.filter((year) => year <= 2026))('%i has as many statutory days as the code of its time', (year) => {
    const pending = ofKind('holiday').filter((row) => of(year)(row) && row.status === 'pending');
    expect(pending.length).toBe(year === 2026 ? 1 : 0);
    expect(ofKind('holiday').filter(of(year)).length - pending.length).toBe(year <= 2020 ? 10 : 11);
  });

  it('a holiday on the weekly day of rest is made up on the next working day, and nothing else is made up', () => {
    for (const year of YEARS.filter((one) => one <= 2026)) {
      const off = new Set(WORKING_DAY_ROWS.filter(({ kind }) => kind === 'holiday').map(({ date }) => date));
      const made = ofKind('holiday')
        .filter((row) => of(year)(row) && isWeekend(row.date))
        .map(({ date }) => {
          let day = Temporal.PlainDate.from(date);
          while (day.dayOfWeek > 5 || off.has(day.toString())) day = day.add({ days: 1 });
          off.add(day.toString());
          return day.toString();
        });
      expect([year, ...made.sort()]).toEqual([
        year,
        ...ofKind('compensatory')
          .filter(of(year))
          .map(({ date }) => date),
      ]);
    }
  });

  it('each day that is swapped has its worked Saturday, named with it', () => {
    const pairs = [
      ['2018-12-31', '2019-01-05'],
      ['2019-04-29', '2019-05-04'],
      ['2024-04-29', '2024-05-04'],
      ['2025-05-02', '2025-04-26'],
      ['2026-01-02', '2026-01-10'],
      ['2026-08-31', '2026-08-22'],
    ];
    expect(ofKind('swap-off').map(({ date }) => date)).toEqual(pairs.map(([off]) => off));
    expect(ofKind('swap-work').map(({ date }) => date)).toEqual(pairs.map(([, worked]) => worked).sort());
    for (const [off = '', worked = ''] of pairs) {
      const name = (date: LocalDate): string => WORKING_DAY_ROWS.find((row) => row.date === date)?.name ?? '';
      const short = (date: LocalDate): string => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`;
      expect(name(off)).toContain(`thứ Bảy ${short(worked)}`);
      expect(name(worked)).toContain(short(off));
    }
  });

  it('stands in the order of dates, and its years have no gap', () => {
    const dates = WORKING_DAY_ROWS.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    expect([...new Set(dates.map(yearOf))]).toEqual(YEARS);
  });

  it('is provisional or pending where nothing was announced: 2027, and 24/11', () => {
    const unsure = WORKING_DAY_ROWS.filter(({ status }) => status !== 'official');
    expect(unsure.filter(({ date }) => yearOf(date) !== 2027 && date !== '2026-11-24')).toEqual([]);
    expect(unsure.filter(({ status }) => status === 'pending').map(({ date }) => date)).toEqual([
      '2026-11-24',
      '2027-11-24',
    ]);
    expect(WORKING_DAY_ROWS.filter(of(2027)).filter(({ status }) => status === 'official')).toEqual([]);
  });
});
