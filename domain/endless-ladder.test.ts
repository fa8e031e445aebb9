import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, CALENDAR, dated, onOrBefore, resolved, SLOTS, slotsWith, subject } from '../test/domain-fixture.ts';
import { BATCH, eventLadder, leadDueLadder, nextBatch } from './ladder.ts';
import type { Ladder, Rung } from './rung.ts';
import type { Slots } from './slot.ts';
import { addDays, dateOfDayNumber, dayNumber, instantAt, localDateOf, weekday } from './time.ts';
import type { ResolvedDeadline } from './deadline.ts';

const { obligation } = subject();
const between = (from: string, to: string) =>
  fc.integer({ min: dayNumber(from), max: dayNumber(to) }).map(dateOfDayNumber);

/** The ladder and what is asked for when it is spent, as many times. */
function batches(ladder: Ladder, deadline: ResolvedDeadline | null, times: number, slots: Slots = SLOTS): Rung[] {
  const rungs = [...ladder.rungs];
  let last = rungs.at(-1);
  for (let time = 0; time < times && last; time++) {
    rungs.push(...nextBatch(ladder, last, obligation, deadline, slots).rungs);
    last = rungs.at(-1);
  }
  return rungs;
}

const daysOf = (rungs: Rung[]): string[] => rungs.map(({ at }) => localDateOf(at));
const strictlyRising = (days: string[]): boolean =>
  days.every((day, index) => index === 0 || (days[index - 1] ?? '') < day);

describe('the question for an event', () => {
  const ask = (asOf: string) => eventLadder(1, subject(), instantAt(asOf, '07:30'), SLOTS);

  it('is asked on the first working day of each quarter, over holidays and years', () => {
    expect(dated(batches(ask('2019-08-05'), null, 1))).toEqual(
      // 1/1/2020 and 1/1/2022 were holidays or Saturdays, 1/5 never begins a quarter
      ['5/8', '1/10', '2/1', '1/4', '1/7', '1/10', '4/1', '1/4', '1/7', '1/10', '4/1', '1/4'].map(
        (day) => `${day} event-question`,
      ),
    );
  });

  it('is not asked twice in the quarter of the activation', () => {
    expect(dated(ask('2025-07-01').rungs).slice(0, 2)).toEqual(['1/7 event-question', '1/10 event-question']);
  });

  it('goes on over its batches without a gap or a repetition', () => {
    fc.assert(
      fc.property(between('2017-02-01', '2023-01-31'), fc.integer({ min: 0, max: 2 }), (asOf, times) => {
        const rungs = batches(ask(asOf), null, times);
        expect(rungs.map(({ occurrence }) => occurrence)).toEqual(rungs.map((_, index) => index));
        expect(rungs).toHaveLength(BATCH * (times + 1));
        const quarters = daysOf(rungs).map(
          (day) => Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3),
        );
        expect(quarters).toEqual(quarters.map((_, index) => (quarters[0] ?? 0) + index));
        for (const day of daysOf(rungs).slice(1)) {
          const monthBegins = `${day.slice(0, 7)}-01`;
          expect(day).toBe(CALENDAR.onOrAfter(monthBegins));
        }
      }),
    );
  });

  it('ends with the table of working days instead of losing the questions before its end', () => {
    expect(dated(ask('2027-05-10').rungs)).toEqual(['10/5', '1/7', '1/10'].map((day) => `${day} event-question`));
    const last = ask('2027-05-10').rungs.at(-1);
    if (!last) throw new TypeError('no question');
    expect(nextBatch(ask('2027-05-10'), last, obligation, null, SLOTS).rungs).toEqual([]);
    expect(() => ask('2028-05-10')).toThrow(/năm 2028/);
  });
});

describe('the lead’s own date', () => {
  const lead = (target: string, asOf: [string, string], slots = SLOTS) =>
    leadDueLadder(1, subject({ ofLead: true }), resolved(onOrBefore(target)), instantAt(...asOf), slots);

  it('is told 7 and 2 working days before, on the day, and weekly until somebody issues', () => {
    const deadline = resolved(onOrBefore('2025-12-05'));
    const rungs = batches(lead('2025-12-05', ['2025-11-03', '07:30']), deadline, 1);
    const days = ['26/11', '3/12', '5/12', '12/12', '19/12', '26/12', '5/1', '9/1', '16/1', '23/1', '30/1', '6/2'];
    // Fri 2/1/2026 was given off: the Monday after stands for it, and the week goes on by its Fridays
    expect(dated(rungs)).toEqual(days.map((day) => `${day} lead-due`));
  });

  it('begins with what is still to come', () => {
    expect(dated(lead('2025-12-05', ['2025-11-28', '07:30']).rungs)[0]).toBe('3/12 lead-due');
    expect(dated(lead('2025-12-05', ['2025-12-03', '10:00']).rungs)[0]).toBe('3/12 lead-due');
    expect(dated(lead('2025-12-05', ['2025-12-03', '16:30']).rungs)[0]).toBe('5/12 lead-due');
  });

  it('is told weekly even where the date was over long before', () => {
    const rungs = lead('2025-03-07', ['2025-06-02', '07:30']).rungs;
    expect(dated(rungs)).toEqual(['6/6', '13/6', '20/6'].map((day) => `${day} lead-due`));
    expect(rungs.map(({ occurrence }) => occurrence)).toEqual([3, 4, 5]);
  });

  it('has one message on the day after Tết, not one for each week of it', () => {
    // weekly Mondays: 20/1, then 27/1 off, and 3/2 the first working day after
    const rungs = lead('2025-01-13', ['2025-01-13', '07:30']).rungs;
    expect(dated(rungs)).toEqual(['13/1', '20/1', '3/2', '10/2'].map((day) => `${day} lead-due`));
  });

  it('goes on over its batches without a gap or a repetition, on working days, by the day of the week', () => {
    fc.assert(
      fc.property(
        between('2017-06-01', '2025-06-01'),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(1, 7, 14),
        (target, early, every) => {
          const slots = slotsWith({ leadDueEveryDays: every });
          const deadline = resolved(before(target));
          const asOf = instantAt(addDays(deadline.targetDay, -early), '07:30');
          const rungs = batches(leadDueLadder(1, subject(), deadline, asOf, slots), deadline, 2, slots);
          const [first = 0] = rungs.map(({ occurrence }) => occurrence);
          expect(rungs.map(({ occurrence }) => occurrence)).toEqual(rungs.map((_, index) => first + index));
          const days = daysOf(rungs);
          expect(strictlyRising(days)).toBe(true);
          expect(days.filter((day) => !CALENDAR.isWorkingDay(day))).toEqual([]);
          const after = days.filter((day) => day > deadline.targetDay);
          for (const [index, day] of after.entries()) {
            const last = after[index - 1] ?? deadline.targetDay;
            const weeks = Math.ceil((dayNumber(last) - dayNumber(deadline.targetDay) + 1) / every);
            const due = Array.from({ length: 12 }, (_, more) => addDays(deadline.targetDay, every * (weeks + more)));
            // none left out: the next multiple that is worked on a day of its own
            expect(due.map((one) => CALENDAR.onOrAfter(one)).find((one) => one > last)).toBe(day);
            if (every === 7 && CALENDAR.isWorkingDay(due[0] ?? day))
              expect(weekday(day)).toBe(weekday(deadline.targetDay));
          }
        },
      ),
    );
  });
});
