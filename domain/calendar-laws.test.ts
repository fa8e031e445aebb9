import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationUnder, at, heldBy, off } from '../test/calendar-fixture.ts';
import { before, CALENDAR, onOrBefore } from '../test/domain-fixture.ts';
import { type Calendar, type CalendarDay, calendarOf } from './calendar.ts';
import { ladderChange, type LadderChange } from './calendar-change.ts';
import type { HeldLadder } from './recomputed-ladder.ts';
import { mergeLadder, type Rung, type RungId, rungKey } from './rung.ts';
import { missedAfter } from './slot.ts';
import { addDays, dateOfDayNumber, dayNumber, type Instant, instantAt, localDateOf, weekday } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

interface Case {
  held: HeldLadder;
  now: Instant;
  calendar: Calendar;
  change: LadderChange | null;
}

/** Days around the deadline that are decided otherwise: a weekday is given off, a weekend day is worked. */
function decide(date: string, offsets: number[]): CalendarDay[] {
  const named = new Map(
    offsets.map((offset) => {
      const day = addDays(date, offset);
      const weekend = weekday(day) === 0 || weekday(day) === 6;
      return [day, off(day, { kind: weekend ? 'swap-work' : 'holiday' })];
    }),
  );
  return [...WORKING_DAY_ROWS.filter((row) => !named.has(row.date)), ...named.values()];
}

const inputs = fc.record({
  // late enough to open after the activation of 9/2/2026, and far from the end of the table
  date: fc.integer({ min: dayNumber('2026-04-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber),
  kind: fc.constantFrom(before, onOrBefore),
  offsets: fc.uniqueArray(fc.integer({ min: -30, max: 10 }), { minLength: 1, maxLength: 6 }),
  // from before the opening to after the last rung
  ahead: fc.integer({ min: -12, max: 40 }),
  minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  requested: fc.boolean(),
  inRound: fc.boolean(),
});

const cases: fc.Arbitrary<Case> = inputs.map((input) => {
  const consolidationOn = input.inRound ? CALENDAR.addWorkingDays(CALENDAR.onOrAfter(input.date), 3) : null;
  const closesAt = consolidationOn ? instantAt(CALENDAR.addWorkingDays(consolidationOn, 30), '16:00') : null;
  const fresh = heldBy(input.kind(input.date), undefined, { requested: input.requested, consolidationOn, closesAt });
  const now = instantAt(addDays(input.date, -input.ahead), '00:00') + input.minute * 60_000;
  const calendar = calendarOf(2, decide(input.date, input.offsets));
  const held = at(now, fresh);
  const change = ladderChange(held, { before: activationUnder(CALENDAR), after: activationUnder(calendar), now });
  return { held, now, calendar, change };
});

const always = (law: (made: Case & { change: LadderChange }) => void): void => {
  fc.assert(
    fc.property(cases, ({ change, ...made }) => {
      fc.pre(change !== null);
      law({ ...made, change });
    }),
    { numRuns: 200 },
  );
};

const gone = ({ written }: HeldLadder): Set<string> => new Set(written.map(rungKey));
const LATE: readonly RungId[] = ['late-1', 'late-list', 'late-head'];

/** Rungs that had not gone and are otherwise than before. */
function changed({ held, change }: { held: HeldLadder; change: LadderChange }): Rung[] {
  const was = new Map(held.ladder.rungs.map((rung) => [rungKey(rung), rung.at]));
  return change.ladder.rungs.filter((rung) => was.get(rungKey(rung)) !== rung.at);
}

describe('whatever days are decided, and whenever, a calendar change', () => {
  it('touches nothing that fired', () => {
    always(({ held, change }) => {
      const fired = gone(held);
      const kept = (rungs: Rung[]): Rung[] => rungs.filter((rung) => fired.has(rungKey(rung)));
      expect(kept(change.ladder.rungs)).toEqual(kept(held.ladder.rungs));
      expect(change.moves.filter(({ rung, occurrence }) => fired.has(rungKey({ id: rung, occurrence })))).toEqual([]);
    });
  });

  it('lets a workflow that knows what it fired fire nothing of that again', () => {
    always(({ held, change }) => {
      const keys = [...gone(held)];
      expect(change.ladder.number).toBe(held.ladder.number);
      const pending = mergeLadder({ number: held.ladder.number, keys }, change.ladder);
      expect(pending.filter((rung) => keys.includes(rungKey(rung)))).toEqual([]);
    });
  });

  it('puts no rung on a day off, and none on a day whose hours are over', () => {
    always(({ held, now, calendar, change }) => {
      const slots = activationUnder(calendar);
      const moved = changed({ held, change });
      expect(moved.filter((rung) => !calendar.isWorkingDay(localDateOf(rung.at)))).toEqual([]);
      expect(moved.filter((rung) => missedAfter(rung, slots) < now)).toEqual([]);
    });
  });

  it('calls nobody late before the named day is over, nor of a round after its consolidation day', () => {
    always(({ held, change }) => {
      const late = changed({ held, change }).filter(({ id }) => LATE.includes(id));
      expect(late.filter((rung) => rung.at < (change.deadline?.lateAfter ?? 0))).toEqual([]);
      const { consolidationOn } = held.obligation;
      expect(late.filter((rung) => consolidationOn !== null && localDateOf(rung.at) > consolidationOn)).toEqual([]);
    });
  });

  it('tells of each rung at most one move, from where it was to where it is', () => {
    always(({ held, change }) => {
      const keys = change.moves.map(({ rung, occurrence }) => rungKey({ id: rung, occurrence }));
      expect(new Set(keys).size).toBe(keys.length);
      const was = new Map(held.ladder.rungs.map((rung) => [rungKey(rung), rung.at]));
      const is = new Map(change.ladder.rungs.map((rung) => [rungKey(rung), rung.at]));
      for (const [index, { from, to }] of change.moves.entries()) {
        const key = keys[index] ?? '';
        expect([from, to]).toEqual([was.get(key) ?? null, is.get(key) ?? null]);
        expect(from).not.toBe(to);
      }
    });
  });

  it('before anything has gone, gives the ladder that the new calendar would have given from the beginning', () => {
    always(({ held, now, calendar, change }) => {
      const opensOn = change.opensOn ?? '';
      fc.pre(held.written.length === 0 && instantAt(opensOn, '07:30') > now);
      const { deadline } = held.deadline ?? {};
      if (!deadline) return;
      const { consolidationOn, closesAt, requested } = held.obligation;
      const fresh = heldBy(deadline, activationUnder(calendar), { requested, consolidationOn, closesAt });
      expect(change.ladder).toEqual(fresh.ladder);
      expect(change.deadline).toEqual(fresh.deadline);
    });
  });

  it('published once, changes nothing when the same days are published again', () => {
    always(({ held, now, calendar, change }) => {
      const { opensOn, ladder, deadline } = change;
      const next: HeldLadder = { ...held, deadline, ladder, obligation: { ...held.obligation, opensOn } };
      const activation = activationUnder(calendar);
      expect(ladderChange(next, { before: activation, after: activation, now })).toBeNull();
    });
  });
});
