import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dayNumber,
  dateOfDayNumber,
  DAY_MS,
  instantAt,
  isLocalDate,
  isoInstant,
  localDateOf,
  weekday,
} from './time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const days = fc.integer({ min: dayNumber('2017-01-01'), max: dayNumber('2027-12-31') }).map(dateOfDayNumber);
const instants = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2028, 0, 1) - 1 });
const zoned = (instant: number) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(ZONE);

describe('dates', () => {
  it.each(['2024-02-29', '2025-02-28', '2025-12-31', '2000-02-29'])('%s exists', (date) => {
    expect(isLocalDate(date)).toBe(true);
  });

  it.each(['2025-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2100-02-29', '2025-1-1', '29/02/2024', ''])(
    '“%s” does not exist or is not written as a date',
    (date) => {
      expect(isLocalDate(date)).toBe(false);
    },
  );

  it('refuses to count days of what is not a date, quoting it', () => {
    expect(() => addDays('25/11/2025', 1)).toThrow(/'25\/11\/2025' is not a date/);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 1, '2024-03-01'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2024-02-29', 365, '2025-02-28'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2025-01-01', -1, '2024-12-31'],
    ['2025-05-31', 30, '2025-06-30'],
  ])('%s and %i days is %s', (date, count, expected) => {
    expect(addDays(date, count)).toBe(expected);
  });

  it('agrees with temporal-polyfill on weekdays and on sums of days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (date, count) => {
        const plain = Temporal.PlainDate.from(date);
        expect(weekday(date)).toBe(plain.dayOfWeek % 7);
        expect(addDays(date, count)).toBe(plain.add({ days: count }).toString());
      }),
    );
  });
});

describe('instants of Asia/Ho_Chi_Minh', () => {
  it('begins a day at midnight there, not at midnight UTC', () => {
    const midnight = instantAt('2025-11-25', '00:00');
    expect(midnight).toBe(Date.UTC(2025, 10, 24, 17));
    expect(localDateOf(midnight)).toBe('2025-11-25');
    expect(localDateOf(midnight - 1)).toBe('2025-11-24');
    expect(localDateOf(midnight + DAY_MS - 1)).toBe('2025-11-25');
  });

  it('turns the year there, seven hours before UTC does', () => {
    expect(localDateOf(Date.UTC(2025, 11, 31, 17))).toBe('2026-01-01');
    expect(localDateOf(Date.UTC(2025, 11, 31, 17) - 1)).toBe('2025-12-31');
    expect(isoInstant(Date.UTC(2025, 11, 31, 17))).toBe('2026-01-01T00:00:00+07:00');
  });

  it('writes the wall clock with its offset', () => {
    expect(isoInstant(instantAt('2025-11-13', '07:42'))).toBe('2025-11-13T07:42:00+07:00');
    expect(isoInstant(instantAt('2024-02-29', '23:59'))).toBe('2024-02-29T23:59:00+07:00');
  });

  it('agrees with the zone data of temporal-polyfill on every instant', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(localDateOf(instant)).toBe(zoned(instant).toPlainDate().toString());
        const written = zoned(instant).round({ smallestUnit: 'second', roundingMode: 'floor' });
        expect(isoInstant(instant)).toBe(written.toString({ timeZoneName: 'never' }));
        expect(Temporal.Instant.from(isoInstant(instant)).epochMilliseconds).toBe(Math.floor(instant / 1000) * 1000);
      }),
    );
  });

  it('comes back from a date and a time to the same instant as temporal-polyfill', () => {
    const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(days, minutes, (date, minute) => {
        const time = Temporal.PlainTime.from('00:00').add({ minutes: minute }).toString({ smallestUnit: 'minute' });
        const instant = instantAt(date, time);
        expect(instant).toBe(Temporal.ZonedDateTime.from(`${date}T${time}[${ZONE}]`).epochMilliseconds);
        expect(localDateOf(instant)).toBe(date);
      }),
    );
  });
});
