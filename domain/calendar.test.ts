import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { before, CALENDAR, resolved } from '../test/domain-fixture.ts';
import { type CalendarDay, calendarOf, endOfDay } from './calendar.ts';
import { Refusal } from './errors.ts';
import { dateOfDayNumber, dayNumber, isoInstant } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

/** Far enough from both ends of the table for the counts below. */
const days = fc.integer({ min: dayNumber('2017-06-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber);
const workingDays = days.filter((day) => CALENDAR.isWorkingDay(day));
const counts = fc.integer({ min: -60, max: 60 });

function workingDaysOf(year: number): number {
  let count = 0;
  for (let day = Temporal.PlainDate.from({ year, month: 1, day: 1 }); day.year === year; day = day.add({ days: 1 }))
    if (CALENDAR.isWorkingDay(day.toString())) count++;
  return count;
}

describe('the shipped table of working days', () => {
  it.each([
    [2017, 250],
    [2018, 250],
    [2019, 252],
    [2020, 252],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 250],
    [2026, 249],
  ])('gives %i the %i working days that the rows were checked to give', (year, expected) => {
    expect(workingDaysOf(year)).toBe(expected);
  });

  it('has a Saturday worked for the Friday that was given off, and no other Saturday', () => {
    expect(CALENDAR.isWorkingDay('2025-04-26')).toBe(true);
    expect(CALENDAR.isWorkingDay('2025-05-02')).toBe(false);
    expect(CALENDAR.isWorkingDay('2025-04-19')).toBe(false);
    expect(CALENDAR.isWorkingDay('2025-05-05')).toBe(true);
  });

  it('has each day once, on a day that exists, and a working Saturday only on a Saturday', () => {
    expect(new Set(WORKING_DAY_ROWS.map(({ date }) => date)).size).toBe(WORKING_DAY_ROWS.length);
    const weekdayOf = (date: string) => Temporal.PlainDate.from(date).dayOfWeek;
    const swapped = WORKING_DAY_ROWS.filter(({ kind }) => kind === 'swap-work');
    expect(swapped.map(({ date }) => weekdayOf(date))).toEqual(Array(swapped.length).fill(6));
    const inLieu = WORKING_DAY_ROWS.filter(({ kind }) => kind === 'swap-off' || kind === 'compensatory');
    expect(inLieu.filter(({ date }) => weekdayOf(date) > 5)).toEqual([]);
  });

  it('counts the pending 24/11/2026 as off, and says in the explanation that it is not official', () => {
    expect(CALENDAR.isWorkingDay('2026-11-24')).toBe(false);
    expect(CALENDAR.dayOf('2026-11-24')?.status).toBe('pending');
    const why = resolved(before('2026-11-25')).why.join(' ');
    expect(why).toContain('24/11/2026 nghỉ Ngày Văn hóa Việt Nam (chưa chính thức, tạm tính là ngày nghỉ)');
    expect(resolved(before('2025-11-25')).why.join(' ')).not.toContain('chưa chính thức');
  });

  it.each([2016, 2028])('refuses the year %i by name, which nobody entered', (year) => {
    expect(() => CALENDAR.isWorkingDay(`${year}-06-15`)).toThrow(Refusal);
    expect(() => CALENDAR.isWorkingDay(`${year}-06-15`)).toThrow(new RegExp(`năm ${year}`));
  });

  it('refuses a sum that leaves the table, naming the year it would need', () => {
    expect(() => CALENDAR.addWorkingDays('2027-12-30', 5)).toThrow(/năm 2028/);
    expect(() => CALENDAR.addWorkingDays('2017-01-04', -5)).toThrow(/năm 2016/);
  });
});

describe('a row that is not official yet', () => {
  const row = (date: string, kind: CalendarDay['kind'], status: CalendarDay['status']): CalendarDay => ({
    date,
    kind,
    status,
    name: 'đặt ra',
    source: 'đặt ra',
  });

  it.each(['official', 'provisional', 'pending'] as const)('counts a %s day off as off', (status) => {
    expect(calendarOf(2, [row('2026-06-15', 'holiday', status)]).isWorkingDay('2026-06-15')).toBe(false);
  });

  it('counts a working Saturday as worked only once it is official', () => {
    const worked = (status: CalendarDay['status']) =>
      calendarOf(2, [row('2026-06-20', 'swap-work', status)]).isWorkingDay('2026-06-20');
    expect([worked('official'), worked('provisional'), worked('pending')]).toEqual([true, false, false]);
  });
});

describe('arithmetic of working days', () => {
  it('never lands on a day off', () => {
    fc.assert(
      fc.property(days, counts, (day, count) => {
        fc.pre(count !== 0);
        expect(CALENDAR.isWorkingDay(CALENDAR.addWorkingDays(day, count))).toBe(true);
      }),
    );
  });

  it('comes back where it started from a working day, and only rolls from a day off', () => {
    fc.assert(
      fc.property(workingDays, counts, (day, count) => {
        expect(CALENDAR.addWorkingDays(CALENDAR.addWorkingDays(day, count), -count)).toBe(day);
        expect(CALENDAR.workingDaysBetween(day, CALENDAR.addWorkingDays(day, count))).toBe(count);
      }),
    );
    expect(CALENDAR.addWorkingDays(CALENDAR.addWorkingDays('2025-11-22', 1), -1)).toBe('2025-11-21');
  });

  it('grows with the day and with the count', () => {
    fc.assert(
      fc.property(days, days, counts, (one, other, count) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        expect(CALENDAR.addWorkingDays(early, count) <= CALENDAR.addWorkingDays(late, count)).toBe(true);
        if (count >= 0)
          expect(CALENDAR.addWorkingDays(one, count) < CALENDAR.addWorkingDays(one, count + 1)).toBe(true);
      }),
    );
  });

  it('rolls to the nearest working day on either side, and leaves a working day where it is', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [onOrBefore, onOrAfter] = [CALENDAR.onOrBefore(day), CALENDAR.onOrAfter(day)];
        expect(onOrBefore <= day && day <= onOrAfter).toBe(true);
        expect(onOrBefore === day).toBe(CALENDAR.isWorkingDay(day));
        expect(onOrAfter === day).toBe(CALENDAR.isWorkingDay(day));
        expect(CALENDAR.workingDaysBetween(onOrBefore, onOrAfter)).toBe(onOrBefore === day ? 0 : 1);
      }),
    );
  });

  it('counts over Tết and over a swapped week as a person would', () => {
    expect(CALENDAR.addWorkingDays('2025-01-24', 1)).toBe('2025-02-03');
    expect(CALENDAR.addWorkingDays('2025-04-25', 1)).toBe('2025-04-26');
    expect(CALENDAR.addWorkingDays('2025-04-29', 1)).toBe('2025-05-05');
    expect(CALENDAR.workingDaysBetween('2025-11-03', '2025-11-24')).toBe(15);
    expect(CALENDAR.workingDaysBetween('2025-11-24', '2025-11-03')).toBe(-15);
  });

  it('ends a day when the next one begins', () => {
    expect(isoInstant(endOfDay('2025-12-31'))).toBe('2026-01-01T00:00:00+07:00');
  });
});
