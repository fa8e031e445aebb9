import { describe, expect, it } from 'vitest';
import { after, refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { isSettled, type ItemState } from './obligation.ts';
import { decideCancel, decideWaive } from './waive.ts';

describe.each([
  ['waiving', decideWaive, 'waived'],
  ['cancelling', decideCancel, 'cancelled'],
] as const)('%s', (_, decide, state) => {
  it('the whole leaves nothing to wait for', () => {
    const decided = decide(standing(), null);
    expect([decided.decision, after(decided)]).toEqual([state, { a: state, b: state }]);
    expect(isSettled({ ...decided, unreported: false })).toBe(true);
  });

  it('single items leave the rest as it stands', () => {
    const decided = decide(standing({}, { a: 'open', b: 'open', c: 'open' }), ['b']);
    expect([decided.decision, after(decided)]).toEqual(['none', { a: 'open', b: state, c: 'open' }]);
  });

  it('the last of single items settles it', () => {
    const first = { ...standing(), ...decide(standing(), ['a']) };
    expect(decide(first, ['b']).decision).toBe(state);
  });

  it('what is left beside accepted items makes the whole accepted', () => {
    const one = standing({ decision: 'returned' }, { a: 'accepted', b: 'returned' });
    for (const items of [null, ['b']]) {
      const decided = decide(one, items);
      expect([decided.decision, after(decided)]).toEqual(['accepted', { a: 'accepted', b: state }]);
    }
  });

  it('goes while it is under review, and while it waits for an event', () => {
    expect(after(decide(submitted(), ['a']))).toEqual({ a: state, b: 'submitted' });
    expect(decide(submitted(), ['a']).decision).toBe('submitted');
    expect(decide(waiting(), null).decision).toBe(state);
  });

  it('settles the lead’s report upward, which has no items', () => {
    expect(decide(standing({ upward: true }, {}), null)).toEqual({ decision: state, items: [] });
  });

  it.each<[ItemState, string]>([
    ['accepted', 'item-accepted'],
    ['waived', 'item-waived'],
    ['cancelled', 'item-cancelled'],
    ['moved', 'item-moved'],
  ])('is refused for an item that is %s', (itemState, code) => {
    const one = standing({ decision: 'returned' }, { a: 'returned', b: itemState });
    expect(refused(() => decide(one, ['b']))).toBe(code);
    expect(() => decide(one, ['b'])).toThrow(/^Nhiệm vụ “b” của “Báo cáo năm 2025” .*, không thể (miễn|huỷ)\.$/);
  });

  it('is refused for an item it does not have', () => {
    expect(refused(() => decide(standing(), ['x']))).toBe('item-unknown');
  });

  it.each(SETTLED)('is refused once %s', (_case, one, words) => {
    expect(refused(() => decide(one, null))).toBe('obligation-settled');
    expect(() => decide(one, null)).toThrow(words);
  });
});
