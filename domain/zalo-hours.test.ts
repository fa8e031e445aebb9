import { describe, expect, it } from 'vitest';
import { calendarOf } from './calendar.ts';
import { instantAt, isoInstant } from './time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from './working-days.ts';
import { afterZaloNight, afterZaloQuota, isZaloNight } from './zalo-hours.ts';

const CALENDAR = calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);

describe('hours of Zalo', () => {
  it('night is from 22:00 to before 06:00, in Vietnam', () => {
    const times = ['21:59', '22:00', '23:30', '00:00', '05:59', '06:00', '07:30'];
    expect(times.filter((time) => isZaloNight(instantAt('2025-06-17', time)))).toEqual([
      '22:00',
      '23:30',
      '00:00',
      '05:59',
    ]);
  });

  it.each([
    ['2025-06-17', '22:10', '2025-06-18T07:30:00+07:00'],
    // Friday evening: Monday morning.
    ['2025-06-20', '22:10', '2025-06-23T07:30:00+07:00'],
    // Before dawn of a working day: that morning; of a Saturday: Monday.
    ['2025-06-18', '05:00', '2025-06-18T07:30:00+07:00'],
    ['2025-06-21', '05:00', '2025-06-23T07:30:00+07:00'],
  ])('after the night of %s %s comes %s', (day, time, expected) =>
    expect(isoInstant(afterZaloNight(instantAt(day, time), CALENDAR))).toBe(expected),
  );

  it('the quota is whole again on the next working day at 08:00', () => {
    expect(isoInstant(afterZaloQuota(instantAt('2025-06-19', '07:42'), CALENDAR))).toBe('2025-06-20T08:00:00+07:00');
    expect(isoInstant(afterZaloQuota(instantAt('2025-06-20', '07:42'), CALENDAR))).toBe('2025-06-23T08:00:00+07:00');
  });
});
