import { describe, expect, it } from 'vitest';
import { body, CALENDAR } from '../test/domain-fixture.ts';
import { after, refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import type { ItemState, Standing } from './obligation.ts';
import { decideReassign, reassignedDeadline, receiverOf } from './reassign.ts';
import { instantAt } from './time.ts';

describe('reassigning', () => {
  it('the whole leaves it cancelled, its items with somebody else', () => {
    const { moved, decided } = decideReassign(standing(), null);
    expect([moved, decided.decision, after(decided)]).toEqual([['a', 'b'], 'cancelled', { a: 'moved', b: 'moved' }]);
  });

  it('single items leave the rest as it stands', () => {
    const { moved, decided } = decideReassign(standing({}, { a: 'open', b: 'open' }), ['b']);
    expect([moved, decided.decision, after(decided)]).toEqual([['b'], 'none', { a: 'open', b: 'moved' }]);
  });

  it('of what was sent back keeps what was accepted', () => {
    const { moved, decided } = decideReassign(
      standing({ decision: 'returned' }, { a: 'accepted', b: 'returned' }),
      null,
    );
    expect([moved, decided.decision]).toEqual([['b'], 'accepted']);
  });

  it('is refused while it is under review, and for the lead’s own report', () => {
    expect(refused(() => decideReassign(submitted(), null))).toBe('already-submitted');
    expect(refused(() => decideReassign(standing({ upward: true }, {}), null))).toBe('upward-reassigned');
  });

  it.each<[ItemState, string]>([
    ['accepted', 'item-accepted'],
    ['waived', 'item-waived'],
    ['cancelled', 'item-cancelled'],
    ['moved', 'item-moved'],
  ])('is refused for an item that is %s', (state, code) => {
    expect(refused(() => decideReassign(standing({}, { a: 'open', b: state }), ['b']))).toBe(code);
  });

  it.each(SETTLED)('is refused once %s', (_, one) => {
    expect(refused(() => decideReassign(one, null))).toBe('obligation-settled');
  });
});

describe('whoever takes over', () => {
  const bodies = [body('so-y-te', 'Sở Y tế'), body('so-moi', 'Sở Mới'), body('cu', 'Huyện Cũ', { to: '2025-06-30' })];
  const to = (id: string, today = '2025-11-03') => refused(() => receiverOf(bodies, id, 'so-y-te', today));

  it('is another body that exists that day', () => {
    expect(receiverOf(bodies, 'so-moi', 'so-y-te', '2025-11-03').name).toBe('Sở Mới');
    expect(to('so-la')).toBe('organisation-unknown');
    expect(to('so-y-te')).toBe('organisation-same');
    expect(to('cu')).toBe('organisation-ended');
    expect(to('cu', '2025-06-30')).toBe('not refused');
  });
});

describe('the date of whoever takes over', () => {
  const closesAt = instantAt('2026-01-12', '16:00');
  const dated = (one: Standing, today: string, until: string | null = null) =>
    reassignedDeadline(one, { until, basis: 'CV 9' }, { now: instantAt(today, '10:00'), closesAt, calendar: CALENDAR });
  const code = (one: Standing, today: string, until: string | null = null) => refused(() => dated(one, today, until));

  it('is the one in force, as long as five working days are left', () => {
    // Target Mon 24/11: five working days after Mon 17/11.
    expect(dated(standing(), '2025-11-17')).toBe(standing().deadline);
    expect(code(standing(), '2025-11-18')).toBe('date-needed');
    expect(code(standing(), '2025-12-01')).toBe('date-needed');
    expect(() => dated(standing(), '2025-11-18')).toThrow(/2025-11-24.*dưới 5 ngày làm việc/);
  });

  it('is the one that is given, within the round and still to come', () => {
    expect(dated(standing(), '2025-11-18', '2025-12-05')).toMatchObject({ targetDay: '2025-12-05', origin: 'lead' });
    expect(code(standing(), '2025-11-18', '2025-11-18')).toBe('date-past');
    expect(code(standing(), '2025-11-18', '2026-01-13')).toBe('date-after-closing');
  });

  it('is none yet while an event is awaited', () => {
    expect(dated(waiting(), '2025-11-18')).toBeNull();
    expect(code(waiting(), '2025-11-18', '2025-12-05')).toBe('obligation-waiting');
  });
});
