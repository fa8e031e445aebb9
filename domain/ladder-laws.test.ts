import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, CALENDAR, onOrBefore, resolved, slotsWith, subject } from '../test/domain-fixture.ts';
import type { ResolvedDeadline } from './deadline.ts';
import { extensionLadder, type LadderSubject, openingLadder } from './ladder.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { openingDay, roundDays } from './round.ts';
import { type Ladder, mergeLadder, type Rung, type RungId } from './rung.ts';
import { missedAfter, sendAtOf } from './slot.ts';
import { addDays, dateOfDayNumber, dayNumber, type Instant, instantAt, type LocalDate, localDateOf } from './time.ts';

interface Case {
  policy: Policy;
  deadline: ResolvedDeadline;
  subject: LadderSubject;
  openOn: LocalDate;
  asOf: Instant;
  ladder: Ladder;
}

const policies: fc.Arbitrary<Partial<Policy>> = fc.record({
  openBefore: fc.integer({ min: 5, max: 30 }),
  remindBefore: fc.constantFrom([7, 2], [7], [2], []),
  quietAfterOpening: fc.integer({ min: 0, max: 8 }),
  spacing: fc.integer({ min: 2, max: 4 }),
  lateAfter: fc.integer({ min: 0, max: 3 }),
  lateHeadAfter: fc.integer({ min: 0, max: 4 }),
  consolidateAfter: fc.integer({ min: 0, max: 5 }),
  writeAheadHours: fc.constantFrom(0, 1, 6, 24),
});

const inputs = fc.record({
  policy: fc.oneof(fc.constant({}), policies),
  date: fc.integer({ min: dayNumber('2017-06-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber),
  kind: fc.constantFrom(before, onOrBefore),
  // calendar days from the activation to the date: often ample, sometimes short, sometimes past
  ahead: fc.oneof(fc.integer({ min: -20, max: 25 }), fc.integer({ min: 26, max: 120 })),
  minute: fc.integer({ min: 0, max: 24 * 60 - 1 }),
  requested: fc.boolean(),
  ofLead: fc.boolean(),
  inRound: fc.boolean(),
  organisation: fc.constantFrom('so-y-te', 'so-giao-duc', 'ubnd-xa-an-ha'),
});

const cases: fc.Arbitrary<Case> = inputs.map((input) => {
  const slots = slotsWith(input.policy);
  const deadline = resolved(input.kind(input.date));
  const activatedOn = addDays(input.date, -input.ahead);
  const days = roundDays({ first: deadline, last: deadline }, null, activatedOn, slots);
  const openOn = openingDay(deadline, activatedOn, slots);
  const subjectOf = subject({
    obligation: `an-ha/nam/2026/${input.organisation}`,
    requested: input.requested,
    ofLead: input.ofLead,
    ...(input.inRound ? { consolidationOn: days.consolidationOn, closesAt: days.closesAt } : {}),
  });
  const time = `${String(Math.floor(input.minute / 60)).padStart(2, '0')}:${String(input.minute % 60).padStart(2, '0')}`;
  const asOf = instantAt(openOn, time);
  const ladder = openingLadder(1, subjectOf, deadline, openOn, asOf, slots);
  return { policy: slots.policy, deadline, subject: subjectOf, openOn, asOf, ladder };
});

const always = (law: (made: Case) => void): void => {
  fc.assert(fc.property(cases, law), { numRuns: 500 });
};

const TO_MEMBER: readonly RungId[] = ['opening', 'before-7', 'before-2', 'late-1'];
const LATE: readonly RungId[] = ['late-1', 'late-list', 'late-head'];
const dayOf = (rung: Rung): LocalDate => localDateOf(rung.at);
const of = (ladder: Ladder, ids: readonly RungId[]): Rung[] => ladder.rungs.filter(({ id }) => ids.includes(id));

describe('whatever the date, the activation and the policy, an opening ladder', () => {
  it('has its opening first, once, unless its round is closed', () => {
    always(({ ladder, subject: { closesAt } }) => {
      const openings = ladder.rungs.filter(({ id }) => id === 'opening');
      if (ladder.rungs.length === 0) expect(closesAt).not.toBeNull();
      else expect([openings.length, ladder.rungs[0]?.id]).toEqual([1, 'opening']);
    });
  });

  it('is in the order of time once merged, with nothing lost and nothing twice', () => {
    always(({ ladder }) => {
      const merged = mergeLadder({ number: 0, keys: ['opening/0'] }, ladder);
      expect(merged.map(({ wakeAt }) => wakeAt)).toEqual(merged.map(({ wakeAt }) => wakeAt).sort((a, b) => a - b));
      expect(new Set(merged.map(({ id }) => id)).size).toBe(ladder.rungs.length);
    });
  });

  it('fires on no day off', () => {
    always(({ ladder }) => {
      expect(ladder.rungs.map(dayOf).filter((day) => !CALENDAR.isWorkingDay(day))).toEqual([]);
    });
  });

  it('fires nothing before its opening, and nothing but the opening on that day', () => {
    always(({ ladder, openOn }) => {
      const [opening, ...rest] = ladder.rungs;
      if (!opening) return;
      expect(dayOf(opening) >= openOn).toBe(true);
      expect(rest.filter((rung) => dayOf(rung) <= dayOf(opening))).toEqual([]);
    });
  });

  it('fires no late rung before the named day is over', () => {
    always(({ ladder, deadline }) => {
      expect(
        of(ladder, LATE).filter(({ at, wakeAt }) => at < deadline.lateAfter || wakeAt < deadline.lateAfter),
      ).toEqual([]);
    });
  });

  it('sends nothing at all on a named day that is not the target itself', () => {
    always(({ ladder, deadline: { namedDay, targetDay } }) => {
      if (namedDay !== targetDay) expect(ladder.rungs.slice(1).filter((rung) => dayOf(rung) === namedDay)).toEqual([]);
    });
  });

  it('fires nothing of a round after its consolidation day, the opening apart', () => {
    always(({ ladder, subject: { consolidationOn } }) => {
      if (consolidationOn) expect(ladder.rungs.slice(1).filter((rung) => dayOf(rung) > consolidationOn)).toEqual([]);
    });
  });

  it('has two working days between any two messages to the member, the morning apart', () => {
    always(({ ladder, policy }) => {
      const days = of(ladder, TO_MEMBER).map(dayOf);
      for (const [index, day] of days.slice(1).entries())
        expect(CALENDAR.workingDaysBetween(days[index] ?? day, day)).toBeGreaterThanOrEqual(policy.spacing);
    });
  });

  it('has at most four messages to the member before the date is over', () => {
    always(({ ladder, deadline }) => {
      const early = of(ladder, [...TO_MEMBER, 'morning']).filter(({ at }) => at < deadline.lateAfter);
      expect(early.length).toBeLessThanOrEqual(4);
    });
  });

  it('sends a requested body nothing after the date, and its lateness to nobody’s head', () => {
    always(({ ladder, subject: { requested, ofLead } }) => {
      const ids = ladder.rungs.map(({ id }) => id);
      if (requested) expect(ids).not.toContain('late-1');
      if (requested || ofLead) expect(ids).not.toContain('late-head');
      if (ofLead) expect(ids).not.toContain('late-list');
    });
  });

  it('wakes on its own day, before its slot, and at once where a person acted', () => {
    always(({ ladder, asOf }) => {
      for (const rung of ladder.rungs) {
        const { at, wakeAt, prompt } = rung;
        expect(wakeAt).toBeGreaterThanOrEqual(prompt ? asOf : instantAt(localDateOf(at), '00:00'));
        expect(wakeAt).toBeLessThanOrEqual(at);
        expect(missedAfter(rung, { policy: DEFAULT_POLICY })).toBe(instantAt(localDateOf(at), '16:30'));
      }
    });
  });

  it('sends every spread message from 07:30 to before 08:30, and one that answers an act at its own minute', () => {
    always(({ ladder, policy }) => {
      for (const rung of ladder.rungs) {
        const sendAt = sendAtOf(rung, 'dau-moi@an-ha.example', policy);
        const [from, to] = ['07:30', '08:30'].map((time) => instantAt(dayOf(rung), time)) as [Instant, Instant];
        if (rung.prompt) expect(sendAt).toBe(rung.at);
        else expect(from <= sendAt && sendAt < to).toBe(true);
      }
    });
  });
});

describe('whatever the new date, an extension', () => {
  const extensions = fc.record({
    date: fc.integer({ min: dayNumber('2018-02-01'), max: dayNumber('2027-06-30') }).map(dateOfDayNumber),
    ahead: fc.integer({ min: 1, max: 60 }),
    silence: fc.integer({ min: 0, max: 40 }),
    hour: fc.constantFrom('00:30', '07:30', '10:00', '16:31', '23:59'),
  });

  it('fires nothing on the day it is given, keeps its distance, and reaches the morning of the new date', () => {
    fc.assert(
      fc.property(extensions, ({ date, ahead, silence, hour }) => {
        const deadline = resolved(onOrBefore(date));
        const today = addDays(deadline.targetDay, -ahead);
        const last = addDays(today, -silence);
        const slots = slotsWith(DEFAULT_POLICY);
        const { rungs } = extensionLadder(2, subject(), deadline, instantAt(today, hour), last, slots);
        expect(rungs.filter((rung) => dayOf(rung) <= today)).toEqual([]);
        expect(rungs.map(({ id }) => id)).toContain('morning');
        const days = [last, ...rungs.filter(({ id }) => TO_MEMBER.includes(id)).map(dayOf)];
        for (const [index, day] of days.slice(1).entries())
          expect(CALENDAR.workingDaysBetween(days[index] ?? day, day)).toBeGreaterThanOrEqual(2);
        const late = rungs.filter(({ id, at }) => LATE.includes(id) && at < deadline.lateAfter);
        expect(late).toEqual([]);
      }),
    );
  });
});
