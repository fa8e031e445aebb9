import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, CALENDAR, onOrBefore, resolved, slotsWith, subject } from '../test/domain-fixture.ts';
import { type CalendarDay, calendarOf } from './calendar.ts';
import { collapseMissed } from './catch-up.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { extensionLadder, openingLadder, returnLadder, reviewLadder } from './ladder.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { openingDay, roundDays } from './round.ts';
import { type Ladder, mergeLadder, type Rung, type RungId, rungKey } from './rung.ts';
import { missedAfter, type Slots } from './slot.ts';
import { addDays, dateOfDayNumber, dayNumber, HOUR_MS, type Instant, instantAt, localDateOf } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

const SLOTS = slotsWith({});
const TO_MEMBER: readonly RungId[] = ['opening', 'before-7', 'before-2', 'late-1', 'returned', 'returned-eve'];
const date = fc.integer({ min: dayNumber('2018-02-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber);
const hour = fc.constantFrom('00:30', '05:00', '07:30', '10:00', '16:30', '16:31', '23:59');

/** The ladder of a report in a round that ends on this deadline. */
function opened(deadline: ResolvedDeadline, ahead: number, slots: Slots): Ladder {
  const activatedOn = addDays(deadline.namedDay, -ahead);
  const days = roundDays({ first: deadline, last: deadline }, null, activatedOn, slots);
  const openOn = openingDay(deadline, activatedOn, slots);
  const { consolidationOn, closesAt } = days;
  return openingLadder(1, subject({ consolidationOn, closesAt }), deadline, openOn, instantAt(openOn, '07:30'), slots);
}

const keys = (rungs: readonly Rung[]): string[] => rungs.map(rungKey);
const firedBy = ({ rungs }: Ladder, now: Instant): Rung[] => rungs.filter(({ wakeAt }) => wakeAt <= now);

describe('whatever the new date, an extension', () => {
  const extensions = fc.record({
    date,
    first: fc.integer({ min: 1, max: 60 }),
    ahead: fc.integer({ min: 1, max: 60 }),
    silence: fc.integer({ min: 0, max: 40 }),
    hour,
  });

  it('reminds before the new date whenever there is room, whatever was sent under the old one', () => {
    fc.assert(
      fc.property(extensions, ({ date: until, first, ahead, silence, hour: time }) => {
        const deadline = resolved(onOrBefore(until));
        const today = addDays(deadline.targetDay, -ahead);
        const last = addDays(today, -silence);
        const next = extensionLadder(2, subject(), deadline, instantAt(today, time), last, SLOTS);
        const old = opened(resolved(before(addDays(until, -first))), 40, SLOTS);
        // Under a number of its own, nothing that has fired stands in for what is to come.
        const merged = mergeLadder({ number: 1, keys: keys(old.rungs) }, next);
        expect(keys(merged).toSorted()).toEqual(keys(next.rungs).toSorted());
        const reminder = CALENDAR.addWorkingDays(deadline.targetDay, -2);
        const room = reminder > today && CALENDAR.workingDaysBetween(last, reminder) >= DEFAULT_POLICY.spacing;
        expect(keys(merged).includes('before-2/0')).toBe(room);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whatever is returned', () => {
  it('has a letter at once and one on the eve of the new date, none on a day off, none in the past', () => {
    const returns = fc.record({ date, ahead: fc.integer({ min: 1, max: 30 }), hour });
    fc.assert(
      fc.property(returns, ({ date: day, ahead, hour: time }) => {
        const until = CALENDAR.onOrAfter(addDays(day, ahead));
        const asOf = instantAt(day, time);
        const { rungs } = returnLadder(3, subject(), until, asOf, SLOTS);
        expect(rungs.filter(({ at }) => at < asOf || !CALENDAR.isWorkingDay(localDateOf(at)))).toEqual([]);
        expect(keys(rungs).slice(0, 1)).toEqual(['returned/0']);
        const eve = CALENDAR.addWorkingDays(until, -1);
        const days = rungs.slice(1).map(({ at }) => localDateOf(at));
        expect(days).toEqual(eve > localDateOf(rungs[0]?.at ?? 0) ? [eve] : []);
      }),
      { numRuns: 300 },
    );
  });
});

describe('whenever something is handed in', () => {
  it('its reviewer is reminded once, so many working days later', () => {
    fc.assert(
      fc.property(date, hour, (day, time) => {
        const { rungs } = reviewLadder(2, subject(), instantAt(day, time), SLOTS);
        expect(rungs.map(({ id, at }) => [id, CALENDAR.workingDaysBetween(day, localDateOf(at))])).toEqual([
          ['review-3', 3],
        ]);
      }),
    );
  });
});

describe('whatever a new calendar brings', () => {
  /** Days off that the table of today does not know, of any status. */
  const changes = fc.array(
    fc.record({
      days: fc.integer({ min: -30, max: 20 }),
      status: fc.constantFrom('official' as const, 'pending' as const),
    }),
    { maxLength: 6 },
  );
  const cases = fc
    .record({ date, ahead: fc.integer({ min: 5, max: 60 }), changes, elapsed: fc.integer({ min: 0, max: 60 * 24 }) })
    .map(({ date: named, ahead, changes: days, elapsed }) => {
      const rows = days.map(({ days: off, status }): CalendarDay => {
        return { date: addDays(named, off), kind: 'holiday', name: 'nghỉ mới', status, source: 'thử' };
      });
      const calendar = calendarOf(2, [...WORKING_DAY_ROWS, ...rows]);
      const after = { ...SLOTS, calendar };
      const words = before(named);
      const next = resolveDeadline(words, { calendar, origin: 'plan' });
      if (!next) throw new TypeError('a date was lost');
      const was = opened(resolved(words), ahead, SLOTS);
      const now = (was.rungs[0]?.wakeAt ?? 0) + elapsed * HOUR_MS;
      return { was, next: opened(next, ahead, after), fired: firedBy(was, now) };
    });

  it('what has fired is not fired again, and stays what it was', () => {
    fc.assert(
      fc.property(cases, ({ fired, next }) => {
        const told = structuredClone(fired);
        const pending = mergeLadder({ number: 1, keys: keys(fired) }, next);
        expect(keys(pending).filter((key) => keys(fired).includes(key))).toEqual([]);
        expect(fired).toEqual(told);
      }),
      { numRuns: 300 },
    );
  });

  it('everything else is to come at its new instant, in the order of time, and nothing twice', () => {
    fc.assert(
      fc.property(cases, ({ fired, next }) => {
        const pending = mergeLadder({ number: 1, keys: keys(fired) }, next);
        expect(new Set([...keys(pending), ...keys(fired)])).toEqual(new Set([...keys(next.rungs), ...keys(fired)]));
        expect(pending.filter((rung) => !next.rungs.includes(rung))).toEqual([]);
        expect(pending.map(({ wakeAt }) => wakeAt)).toEqual(
          pending.map(({ wakeAt }) => wakeAt).toSorted((a, b) => a - b),
        );
        expect(mergeLadder({ number: 1, keys: keys(fired) }, { ...next, rungs: pending })).toEqual(pending);
      }),
      { numRuns: 300 },
    );
  });

  it('told twice, it is as if it were told once; and the same calendar changes nothing', () => {
    fc.assert(
      fc.property(cases, ({ was, fired, next }) => {
        const done = { number: 1, keys: keys(fired) };
        expect(mergeLadder(done, next)).toEqual(mergeLadder(done, { ...next, rungs: mergeLadder(done, next) }));
        const pending = was.rungs.filter((rung) => !fired.includes(rung));
        expect(mergeLadder(done, was).map(({ wakeAt }) => wakeAt)).toEqual(
          pending.map(({ wakeAt }) => wakeAt).toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 100 },
    );
  });
});

describe('however long an outage lasts', () => {
  const outages = fc
    .record({
      date,
      ahead: fc.integer({ min: 0, max: 60 }),
      from: fc.integer({ min: 0, max: 70 }),
      days: fc.integer({ min: 0, max: 70 }),
      hour,
    })
    .map(({ date: named, ahead, from, days, hour: time }) => {
      const ladder = opened(resolved(before(named)), ahead, SLOTS);
      const start = addDays(addDays(named, -60), from);
      const now = instantAt(addDays(start, days), time);
      const due = ladder.rungs.filter(({ wakeAt }) => wakeAt >= instantAt(start, '00:00') && wakeAt <= now);
      return { due, now, written: collapseMissed(due, now, subject().obligation, SLOTS) };
    });

  it('the body has at most one letter from it, and each reader of the lead one list', () => {
    fc.assert(
      fc.property(outages, ({ written }) => {
        const readers = written.map(({ id }) => (id === 'catch-up' || TO_MEMBER.includes(id) ? 'body' : id));
        expect(new Set(readers).size).toBe(readers.length);
      }),
      { numRuns: 500 },
    );
  });

  it('nothing that is due is swallowed whole: where the body missed anything but a morning, it hears of it', () => {
    fc.assert(
      fc.property(outages, ({ due, written }) => {
        const toBody = (rungs: Rung[]): boolean => rungs.some(({ id }) => id === 'catch-up' || TO_MEMBER.includes(id));
        expect(toBody(written)).toBe(toBody(due));
      }),
      { numRuns: 500 },
    );
  });

  it('what is made good goes within the hours of a working day, not before now; the rest as planned', () => {
    fc.assert(
      fc.property(outages, ({ due, now, written }) => {
        for (const rung of written) {
          if (due.includes(rung)) {
            expect(missedAfter(rung, SLOTS)).toBeGreaterThanOrEqual(now);
            continue;
          }
          const day = localDateOf(rung.at);
          expect(rung.at >= now && CALENDAR.isWorkingDay(day)).toBe(true);
          expect(rung.at >= instantAt(day, '07:30') && rung.at <= instantAt(day, '16:30')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
