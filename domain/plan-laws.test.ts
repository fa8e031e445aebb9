import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../test/domain-fixture.ts';
import { type Generated, generated } from '../test/reference/generated.ts';
import { activatedAt, type Derived, type Obligation } from './activation.ts';
import type { Act } from './behaviour.ts';
import { derive } from './derivation.ts';
import { groupBy } from './group-by.ts';
import { type Entry, entryKey, previewThrough } from './preview.ts';
import type { RungId } from './rung.ts';
import { type Instant, isoInstant, type LocalDate, localDateOf } from './time.ts';

interface Case extends Generated {
  derived: Derived;
  of: Map<string, Obligation>;
  entries: Entry[];
  acts: Act[];
}

const cases: fc.Arbitrary<Case> = generated.map((made) => {
  const { activation, behaviour, year } = made;
  const derived = derive(activation, year + 1);
  const { entries, acts } = previewThrough(activation, derived, behaviour, year + 1);
  return { ...made, derived, of: new Map(derived.obligations.map((one) => [one.id, one])), entries, acts };
});

const always = (law: (made: Case) => void): void => fc.assert(fc.property(cases, law), { numRuns: 60 });

const LATE: readonly RungId[] = ['late-1', 'late-list', 'late-head'];
const TO_MEMBER: readonly RungId[] = ['opening', 'before-7', 'before-2', 'late-1'];
const RETURNED: readonly RungId[] = ['returned', 'returned-eve'];
const dayOf = ({ at }: { at: Instant }): LocalDate => localDateOf(at);
const lines = (entries: Entry[]): string[] => entries.map((entry) => `${isoInstant(entry.at)} ${entryKey(entry)}`);

describe('whatever the plan, its rounds', { timeout: 120_000 }, () => {
  it('ask a member for a proposed day before the lead’s, by the consolidation and after the cut-off', () => {
    always(({ derived }) => {
      for (const round of derived.rounds) {
        const ours = derived.obligations.filter((one) => one.round === round.id);
        const leads = ours.flatMap(({ upward, deadline }) => (upward && deadline ? deadline.targetDay : []));
        const proposed = ours.filter(({ upward, deadline }) => !upward && deadline?.origin === 'proposal');
        for (const { deadline } of proposed) {
          const day = deadline?.targetDay ?? '';
          expect(leads.filter((lead) => lead <= day)).toEqual([]);
          expect(day <= round.consolidationOn).toBe(true);
          expect(round.cutOff === null || day > round.cutOff).toBe(true);
          expect(CALENDAR.isWorkingDay(day)).toBe(true);
        }
      }
    });
  });

  it('open on or after the activation, with the first of their members, on a working day', () => {
    always(({ derived, activation }) => {
      for (const { id, opensOn } of derived.rounds) {
        const members = derived.obligations.filter(({ round, upward }) => round === id && !upward);
        expect(opensOn >= activation.schedule.activatedOn && CALENDAR.isWorkingDay(opensOn)).toBe(true);
        if (members.length > 0) expect(members.map((one) => one.opensOn).toSorted()[0]).toBe(opensOn);
      }
    });
  });

  it('consolidate before they close, and before the first of the lead’s days by as much as the policy says', () => {
    always(({ derived, activation: { policy } }) => {
      for (const { consolidationAt, consolidationOn, closesAt, leadDeadline } of derived.rounds) {
        expect(closesAt).toBeGreaterThan(consolidationAt);
        expect(isoInstant(consolidationAt)).toBe(`${consolidationOn}T16:00:00+07:00`);
        if (!leadDeadline) continue;
        const left = CALENDAR.workingDaysBetween(consolidationOn, leadDeadline.targetDay);
        expect(left).toBeGreaterThanOrEqual(Math.min(policy.consolidateBeforeLead, policy.leadAfterConsolidation));
      }
    });
  });

  it('carry every line in each of them once for each body, and no year takes from another', () => {
    always(({ derived, activation, year }) => {
      const first = derive(activation, year);
      expect(derived.obligations.slice(0, first.obligations.length)).toEqual(first.obligations);
      expect(new Set(derived.obligations.map(({ id }) => id)).size).toBe(derived.obligations.length);
      const lineIds = activation.plan.items.filter(({ track }) => track === 'line').map(({ id }) => id);
      for (const { id } of derived.rounds) {
        const reports = derived.obligations.filter(({ round, upward }) => round === id && !upward);
        const carried = reports.flatMap(({ organisation, items }) => items.map((item) => `${item} ${organisation}`));
        expect(new Set(carried).size).toBe(carried.length);
        expect([...new Set(reports.flatMap(({ items }) => items))].toSorted()).toEqual(lineIds.toSorted());
      }
    });
  });
});

describe('whatever anybody does, what is sent', { timeout: 120_000 }, () => {
  it('goes on working days within the hours, after the activation, each thing once', () => {
    always(({ entries, activation }) => {
      expect(lines(entries.filter((entry) => !CALENDAR.isWorkingDay(dayOf(entry))))).toEqual([]);
      expect(lines(entries.filter(({ at }) => at < activatedAt(activation)))).toEqual([]);
      const hours = entries.map(({ at }) => isoInstant(at).slice(11, 16));
      expect(hours.filter((hour) => hour < '07:30' || hour > '16:30')).toEqual([]);
      expect(new Set(entries.map(entryKey)).size).toBe(entries.length);
    });
  });

  it('calls nobody late before the named day is over, and nobody that was only asked', () => {
    always(({ entries, of }) => {
      const late = entries.filter(({ rung, ladder }) => LATE.includes(rung) && ladder === 1);
      const early = late.filter(({ at, obligation }) => at < (of.get(obligation)?.deadline?.lateAfter ?? Infinity));
      expect(lines(early)).toEqual([]);
      const asked = late.filter(({ obligation, rung }) => of.get(obligation)?.requested && rung !== 'late-list');
      expect(lines(asked)).toEqual([]);
    });
  });

  it('sends nothing about a date of a round once it is consolidated, the opening apart', () => {
    always(({ entries, of }) => {
      const about = entries.filter(
        ({ rung }) => rung.startsWith('before-') || rung === 'morning' || LATE.includes(rung),
      );
      const after = about.filter((entry) => {
        const { consolidationOn = null } = of.get(entry.obligation) ?? {};
        return consolidationOn !== null && dayOf(entry) > consolidationOn;
      });
      expect(lines(after)).toEqual([]);
    });
  });

  it('keeps two working days between any two letters about a date, and is at most four before it', () => {
    always(({ entries, of, activation: { policy } }) => {
      for (const [id, list] of groupBy(entries, ({ obligation }) => obligation)) {
        const about = list.filter(({ rung, ladder }) => TO_MEMBER.includes(rung) && ladder === (list[0]?.ladder ?? 1));
        const days = about.map(dayOf);
        for (const [index, day] of days.slice(1).entries())
          expect(CALENDAR.workingDaysBetween(days[index] ?? day, day)).toBeGreaterThanOrEqual(policy.spacing);
        const lateAfter = of.get(id)?.deadline?.lateAfter ?? Infinity;
        expect(about.filter(({ at }) => at < lateAfter).length).toBeLessThanOrEqual(4);
      }
    });
  });

  it('tells a requested body nothing after its date, unless its report was returned', () => {
    always(({ entries, of }) => {
      const after = entries.filter((entry) => {
        const { requested, deadline, opensOn } = of.get(entry.obligation) as Obligation;
        const own = ['opening', 'before-7', 'before-2', 'morning', 'late-1'].includes(entry.rung);
        const told = requested && own && entry.ladder === 1 && !RETURNED.includes(entry.rung);
        return told && deadline !== null && dayOf(entry) > deadline.targetDay && dayOf(entry) !== opensOn;
      });
      expect(lines(after)).toEqual([]);
    });
  });

  it('ends with what is accepted, and with a round that closed on somebody silent', () => {
    always(({ entries, acts, of }) => {
      const end = new Map<string, Instant>();
      for (const { kind, obligation, at } of acts) if (kind === 'accept' || kind === 'issue') end.set(obligation, at);
      expect(lines(entries.filter(({ at, obligation }) => at > (end.get(obligation) ?? Infinity)))).toEqual([]);
      const first = new Map<string, Act>();
      for (const act of acts) if (!first.has(act.obligation)) first.set(act.obligation, act);
      const late = [...first.values()].filter(({ at, obligation }) => at >= (of.get(obligation)?.closesAt ?? Infinity));
      expect(late).toEqual([]);
    });
  });
});
