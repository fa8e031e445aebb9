import { describe, expect, it } from 'vitest';
import type { ResolvedDeadline } from './deadline.ts';
import { before, CALENDAR, onOrBefore, resolved, SLOTS, slotsWith, sonLa } from '../test/domain-fixture.ts';
import { daysOn, openingDay, proposedReturnDay, roundDays } from './round.ts';
import { isoInstant } from './time.ts';

const YEAR = resolved(before('2025-11-25'));
const SIX_MONTH = resolved(before('2025-05-20'));
const rounds = sonLa().derived.rounds;

describe('the rounds of Sơn La 2025', () => {
  it('open, consolidate and close as they are walked through', () => {
    const days = rounds.map((round) => [
      round.id,
      round.opensOn,
      round.consolidationOn,
      isoInstant(round.consolidationAt),
    ]);
    expect(days).toEqual([
      ['son-la-2025/6-thang/2025', '2025-05-09', '2025-05-23', '2025-05-23T16:00:00+07:00'],
      ['son-la-2025/nam/2025', '2025-11-03', '2025-11-28', '2025-11-28T16:00:00+07:00'],
    ]);
    expect(rounds.map(({ closesAt }) => isoInstant(closesAt))).toEqual([
      '2025-07-04T16:00:00+07:00',
      '2026-01-12T16:00:00+07:00',
    ]);
  });

  it('have the lead’s own date proposed five working days after, and named a proposal', () => {
    expect(rounds.map(({ leadDeadline }) => [leadDeadline?.targetDay, leadDeadline?.origin])).toEqual([
      ['2025-05-30', 'proposal'],
      ['2025-12-05', 'proposal'],
    ]);
    expect(rounds.map(({ deadline }) => deadline.origin)).toEqual(['plan', 'plan']);
  });

  it('keep the cut-off of figures that the lead set', () => {
    expect(rounds.map(({ cutOff }) => cutOff)).toEqual(['2025-04-30', '2025-10-31']);
  });
});

const alike = (date: ResolvedDeadline) => ({ first: date, last: date });

describe('the days of a round', () => {
  it('open with the activation where that is later, on a working day', () => {
    expect(openingDay(YEAR, '2025-05-09', SLOTS)).toBe('2025-11-03');
    expect(openingDay(YEAR, '2025-11-05', SLOTS)).toBe('2025-11-05');
    expect(openingDay(YEAR, '2025-11-08', SLOTS)).toBe('2025-11-10');
    expect(openingDay(SIX_MONTH, '2025-01-02', SLOTS)).toBe('2025-04-24');
    expect(openingDay(YEAR, '2025-05-09', slotsWith({ openBefore: 5 }))).toBe('2025-11-17');
  });

  it('count the consolidation from the named day, which a day off moves', () => {
    expect(roundDays(alike(YEAR), null, '2025-05-09', SLOTS).consolidationOn).toBe('2025-11-28');
    // Sunday 10/12/2023 is named: the Monday after, and three working days
    const ngocHoi = roundDays(alike(resolved(before('2023-12-10'))), null, '2023-03-01', SLOTS);
    expect([ngocHoi.opensOn, ngocHoi.consolidationOn]).toEqual(['2023-11-17', '2023-12-14']);
  });

  it.each([
    ['2025-12-10', '2025-11-28', 'far enough'],
    ['2025-12-02', '2025-11-28', 'exactly two working days'],
    ['2025-12-01', '2025-11-27', 'nearer'],
    ['2025-11-25', '2025-11-21', 'even before the members’ date'],
  ])('with the lead’s own date on %s consolidate on %s: %s', (lead, expected) => {
    expect(roundDays(alike(YEAR), resolved(onOrBefore(lead)), '2025-05-09', SLOTS).consolidationOn).toBe(expected);
  });

  it('close 30 working days after the consolidation, or what the policy says', () => {
    expect(isoInstant(roundDays(alike(SIX_MONTH), null, '2025-05-09', SLOTS).closesAt)).toBe(
      '2025-07-04T16:00:00+07:00',
    );
    const policy = slotsWith({ closeAfter: 1, consolidationTime: '11:00' });
    expect(isoInstant(roundDays(alike(SIX_MONTH), null, '2025-05-09', policy).closesAt)).toBe(
      '2025-05-26T11:00:00+07:00',
    );
  });
});

describe('where the table of working days ends', () => {
  it('plain weekdays stand in for what follows a date, and the date itself is refused by name', () => {
    // 2028 is not published: 20 working days are left of December 2027, ten weekdays follow
    const days = roundDays(alike(resolved(before('2027-11-30'))), null, '2027-01-04', SLOTS);
    expect([days.consolidationOn, isoInstant(days.closesAt)]).toEqual(['2027-12-03', '2028-01-14T16:00:00+07:00']);
    expect(daysOn(CALENDAR, '2027-12-30', 3)).toBe('2028-01-04');
    expect(() => resolved(onOrBefore('2028-01-05'))).toThrow(/2028/);
  });

  it('stands in for nothing that is known', () => {
    for (const count of [1, 3, 30])
      expect(daysOn(CALENDAR, '2025-01-20', count)).toBe(CALENDAR.addWorkingDays('2025-01-20', count));
  });
});

describe('the date proposed for what is returned', () => {
  const proposed = (today: string, consolidation: string | null, lead: string | null) =>
    proposedReturnDay(today, consolidation, lead, SLOTS);

  it('is the working day before the consolidation', () => {
    expect(proposed('2025-11-21', '2025-11-28', '2025-12-05')).toBe('2025-11-27');
    expect(proposed('2025-11-26', '2025-12-01', '2025-12-05')).toBe('2025-11-28');
  });

  it('is five working days on where that is today or past, but never past the lead’s own target', () => {
    expect(proposed('2025-11-27', '2025-11-28', '2025-12-15')).toBe('2025-12-04');
    expect(proposed('2025-12-01', '2025-11-28', '2025-12-15')).toBe('2025-12-08');
    expect(proposed('2025-12-01', '2025-11-28', '2025-12-05')).toBe('2025-12-05');
  });

  it('is five working days on for an obligation of its own', () => {
    expect(proposed('2025-04-25', null, null)).toBe('2025-05-06');
  });

  it('is after today even where the lead’s own target is over', () => {
    expect(proposed('2025-12-08', '2025-11-28', '2025-12-05')).toBe('2025-12-15');
    expect(proposed('2025-12-05', '2025-11-28', '2025-12-05')).toBe('2025-12-12');
  });
});
