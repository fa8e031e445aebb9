import { describe, expect, it } from 'vitest';
import { fileOf, off, swap, worked } from '../test/calendar-fixture.ts';
import { calendarOf } from './calendar.ts';
import { changedTable, type DayDecision, dayChanges } from './calendar-table.ts';
import { Refusal } from './errors.ts';
import { yearOf } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

const change = (days: DayDecision[], year: number | null = null) => changedTable(WORKING_DAY_ROWS, fileOf(days, year));

function refusalOf(days: DayDecision[], year: number | null = null): [string, string] {
  try {
    change(days, year);
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.message];
    throw error;
  }
  return ['', 'not refused'];
}

describe('a file of days against the table', () => {
  it('decides 24/11/2026 as a day off: the row stays, without its doubt', () => {
    const decided = off('2026-11-24', { name: 'Ngày Văn hóa Việt Nam', source: 'NQ 12/2026/QH16' });
    const table = change([decided]);
    expect(table).toHaveLength(WORKING_DAY_ROWS.length);
    expect(dayChanges(WORKING_DAY_ROWS, table)).toMatchObject([
      { date: '2026-11-24', before: { status: 'pending' }, after: { status: 'official', source: 'NQ 12/2026/QH16' } },
    ]);
    expect(calendarOf(2, table).isWorkingDay('2026-11-24')).toBe(false);
  });

  it('decides it as a working day: the row goes', () => {
    const table = change([worked('2026-11-24')]);
    expect(dayChanges(WORKING_DAY_ROWS, table)).toMatchObject([{ date: '2026-11-24', after: null }]);
    expect(calendarOf(2, table).isWorkingDay('2026-11-24')).toBe(true);
  });

  it('takes both days of a swap, in the order of dates', () => {
    const table = change(swap('2026-06-15', '2026-06-20'));
    const june = table.filter(({ date }) => date.startsWith('2026-06'));
    expect(june.map(({ date, kind }) => `${date} ${kind}`)).toEqual(['2026-06-15 swap-off', '2026-06-20 swap-work']);
    expect(table.map(({ date }) => date)).toEqual(table.map(({ date }) => date).toSorted());
  });

  it('takes a year as a whole: what the table had of it and the file has not is an ordinary day', () => {
    const announced = WORKING_DAY_ROWS.filter(({ date }) => yearOf(date) === 2027 && date !== '2027-02-04').map(
      (row): DayDecision => ({ ...row, status: 'official' }),
    );
    const table = change(announced, 2027);
    expect(calendarOf(2, table).isWorkingDay('2027-02-04')).toBe(true);
    expect(table.filter(({ date }) => yearOf(date) !== 2027)).toEqual(
      WORKING_DAY_ROWS.filter(({ date }) => yearOf(date) !== 2027),
    );
  });

  it('takes a year that the table has not, with a swap that lies across its end', () => {
    const table = change([off('2028-01-01'), ...swap('2027-12-31', '2028-01-08')], 2028);
    const calendar = calendarOf(2, table);
    expect([calendar.isWorkingDay('2027-12-31'), calendar.isWorkingDay('2028-01-08')]).toEqual([false, true]);
  });
});

describe('is refused in one sentence that quotes the day', () => {
  it.each<[string, DayDecision[], number | null, string, string]>([
    [
      'two rows for one day',
      [off('2026-12-01'), worked('2026-12-01')],
      null,
      'calendar-day-twice',
      'Ngày thứ Ba 01/12/2026 có hai dòng: mỗi ngày chỉ khai một lần.',
    ],
    [
      'a worked day on a weekday',
      [off('2026-12-01', { kind: 'swap-work' })],
      null,
      'calendar-day-misplaced',
      'Ngày thứ Ba 01/12/2026 khai là ngày làm bù, nhưng ngày làm bù phải là thứ Bảy hoặc Chủ nhật.',
    ],
    [
      'a day in lieu on a Sunday',
      [off('2026-12-06', { kind: 'compensatory' })],
      null,
      'calendar-day-misplaced',
      'Ngày Chủ nhật 06/12/2026 khai là ngày nghỉ bù hoặc hoán đổi, nhưng vốn đã là ngày nghỉ hằng tuần.',
    ],
    [
      'a holiday outside its year',
      [off('2028-01-03'), off('2027-12-31')],
      2028,
      'calendar-day-misplaced',
      'Ngày thứ Sáu 31/12/2027 nằm ngoài năm 2028 mà tệp khai trọn: ngày nghỉ của năm nào khai ở năm ấy.',
    ],
    [
      'an ordinary day that is one',
      [worked('2026-12-01')],
      null,
      'calendar-day-unknown',
      'Ngày thứ Ba 01/12/2026 khai là ngày thường, nhưng bảng đang công bố không có dòng nào của ngày ấy để bỏ.',
    ],
    [
      'half of a swap',
      [off('2026-06-15', { kind: 'swap-off' })],
      null,
      'calendar-swap-unpaired',
      'Bảng sẽ có 7 ngày nghỉ hoán đổi mà 6 ngày làm bù: mỗi ngày nghỉ hoán đổi phải có một ngày làm bù.',
    ],
    [
      'nothing new',
      [WORKING_DAY_ROWS.find(({ date }) => date === '2026-04-30') as DayDecision],
      null,
      'calendar-unchanged',
      'Tệp không thay đổi ngày nào so với bảng ngày làm việc đang công bố.',
    ],
  ])('%s', (_, days, year, code, message) => {
    expect(refusalOf(days, year)).toEqual([code, message]);
  });

  it('a year that would lose all its rows', () => {
    const of2027 = WORKING_DAY_ROWS.filter(({ date }) => yearOf(date) === 2027).map(({ date }) => worked(date));
    expect(refusalOf(of2027)).toEqual(['calendar-year-empty', expect.stringContaining('Năm 2027 không còn dòng nào')]);
  });
});
