import { describe, expect, it } from 'vitest';
import { calendarWith, off, worked } from '../test/calendar-fixture.ts';
import { CALENDAR, inventedYear } from '../test/domain-fixture.ts';
import { inventedPlan } from '../importer/invented-plan.ts';
import type { Calendar } from './calendar.ts';
import { derive } from './derivation.ts';
import { type HeldRound, roundChange } from './round-change.ts';
import { instantAt, isoInstant } from './time.ts';

/** Members before 4/12/2026 (told Thu 3/12), the lead before 18/12: consolidated on Wed 9/12, closed on Thu 21/1/2027. */
const { activation, derived } = inventedYear(inventedPlan());
const [round] = derived.rounds;
if (!round) throw new TypeError('the plan has no round');
const held: HeldRound = { ...round, openedAt: null, draftedAt: null };

function under(calendar: Calendar, changes: Partial<HeldRound> = {}, now = instantAt('2026-10-01', '10:00')) {
  const after = { ...activation, calendar };
  const change = roundChange({ ...held, ...changes }, derive(after).rounds, after, now);
  return change && [change.opensOn, isoInstant(change.consolidationAt), isoInstant(change.closesAt)];
}

describe('a round under another calendar', () => {
  const opened = { openedAt: instantAt('2026-11-11', '02:00') };

  it('is as it was where no day of it moves', () => {
    expect(isoInstant(held.consolidationAt)).toBe('2026-12-09T16:00:00+07:00');
    expect(under(CALENDAR)).toBeNull();
    expect(under(calendarWith([off('2026-10-20')]))).toBeNull();
    expect(under(calendarWith([off('2026-10-20')]), opened)).toBeNull();
  });

  it('that has not opened is derived anew, opening and all', () => {
    expect(held.opensOn).toBe('2026-11-11');
    expect(under(calendarWith([worked('2026-11-24')]))?.[0]).toBe('2026-11-12');
  });

  it('that has opened keeps its opening, and consolidates and closes by the new days', () => {
    expect(under(calendarWith([off('2026-12-08'), worked('2026-11-24')]), opened)).toEqual([
      ...['2026-11-11', '2026-12-10T16:00:00+07:00', '2027-01-22T16:00:00+07:00'],
    ]);
  });

  it('whose draft is made keeps its consolidation; only its closing moves', () => {
    const drafted = { ...opened, draftedAt: held.consolidationAt };
    expect(under(calendarWith([off('2026-12-08')]), drafted, instantAt('2026-12-10', '10:00'))).toBeNull();
    expect(under(calendarWith([off('2026-12-15')]), drafted, instantAt('2026-12-10', '10:00'))).toEqual([
      ...['2026-11-11', '2026-12-09T16:00:00+07:00', '2027-01-22T16:00:00+07:00'],
    ]);
  });

  it('whose consolidation moves to a day that is over consolidates at once', () => {
    const now = instantAt('2026-12-10', '10:00');
    // 11/12 by a calendar that was published before; the one that ships has Wed 9/12
    const moved = { ...opened, consolidationAt: instantAt('2026-12-11', '16:00') };
    const change = roundChange({ ...held, ...moved }, [], { ...activation, calendar: CALENDAR }, now);
    expect(isoInstant(change?.consolidationAt ?? 0)).toBe(isoInstant(now));
  });
});
