import { describe, expect, it } from 'vitest';
import { CALENDAR } from '../test/domain-fixture.ts';
import { after, refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { decideItemExtension, givenDeadline, refuseAfterClosing, refuseExtension } from './extend.ts';
import type { ItemState, Standing } from './obligation.ts';
import { instantAt } from './time.ts';

describe('extending', () => {
  const extend = (one: Standing, until: string, today = '2025-11-20') =>
    refused(() => refuseExtension(one, until, today));

  it('is taken to a day after the date in force, before it and after it was missed', () => {
    expect(extend(standing(), '2025-11-28')).toBe('not refused');
    expect(extend(standing(), '2025-12-05', '2025-12-01')).toBe('not refused');
    expect(extend(standing({ decision: 'returned' }), '2025-12-05')).toBe('not refused');
  });

  it('is refused to a day that is not later than the date in force', () => {
    expect(extend(standing(), '2025-11-24')).toBe('date-not-later');
    expect(extend(standing(), '2025-11-25')).toBe('not refused');
  });

  it('is refused to a day that is today or past', () => {
    expect(extend(standing(), '2025-12-01', '2025-12-01')).toBe('date-past');
    expect(extend(standing(), '2025-11-28', '2025-12-01')).toBe('date-past');
  });

  it('is refused where there is no date yet, and where it was handed in', () => {
    expect(extend(waiting(), '2025-11-28')).toBe('obligation-waiting');
    expect(extend(submitted(), '2025-11-28')).toBe('already-submitted');
  });

  it.each(SETTLED)('is refused once %s', (_, one) => {
    expect(extend(one, '2025-11-28')).toBe('obligation-settled');
  });
});

describe('extending single items', () => {
  const part = (one: Standing, items: string[] | null) => decideItemExtension(one, items);

  it('lets them go and leaves the rest as it stands', () => {
    const found = part(standing({}, { a: 'open', b: 'open', c: 'waived' }), ['b']);
    expect(found?.moved).toEqual(['b']);
    expect([found?.decided.decision, after(found!.decided)]).toEqual(['none', { a: 'open', b: 'moved', c: 'waived' }]);
  });

  it('is the whole where nothing else is owed', () => {
    expect(part(standing(), null)).toBeNull();
    expect(part(standing(), ['b', 'a'])).toBeNull();
    expect(part(standing({}, { a: 'open', b: 'waived' }), ['a'])).toBeNull();
    expect(part(standing({ decision: 'returned' }, { a: 'returned', b: 'accepted' }), ['a'])).toBeNull();
  });

  it.each<[ItemState, string]>([
    ['accepted', 'item-accepted'],
    ['waived', 'item-waived'],
    ['cancelled', 'item-cancelled'],
    ['moved', 'item-moved'],
  ])('of one that is %s is refused by name', (state, code) => {
    expect(refused(() => part(standing({}, { a: 'open', b: state }), ['b']))).toBe(code);
    expect(() => part(standing({}, { a: 'open', b: state }), ['b'])).toThrow(/“b” của “Báo cáo năm 2025”/);
  });

  it('of one it does not have is refused', () => {
    expect(refused(() => part(standing(), ['a', 'x']))).toBe('item-unknown');
  });

  it('is refused to a day after the round is closed', () => {
    const closesAt = instantAt('2026-01-12', '16:00');
    expect(refused(() => refuseAfterClosing('2026-01-13', closesAt))).toBe('date-after-closing');
    expect(refused(() => refuseAfterClosing('2026-01-12', closesAt))).toBe('not refused');
    expect(refused(() => refuseAfterClosing('2027-01-12', null))).toBe('not refused');
  });
});

it('a date that a person gives says whose it is, and rolls on over a day off', () => {
  const deadline = givenDeadline('2025-12-06', 'gia hạn theo CV 5', CALENDAR);
  expect([deadline.targetDay, deadline.namedDay, deadline.origin]).toEqual(['2025-12-05', '2025-12-08', 'lead']);
  expect(deadline.why[0]).toBe('Cơ quan đầu mối quyết định: “gia hạn theo CV 5”.');
});
