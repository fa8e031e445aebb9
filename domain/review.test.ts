import { describe, expect, it } from 'vitest';
import { after, refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { type ItemState, type Standing, stateOf } from './obligation.ts';
import { decideAccept, decideReturn, refuseOwnHand } from './review.ts';
import { decideSubmit } from './submit.ts';

describe('accepting', () => {
  it('takes everything that was handed in, and leaves waived what was waived', () => {
    const decided = decideAccept(submitted({ a: 'submitted', b: 'waived' }));
    expect([decided.decision, after(decided)]).toEqual(['accepted', { a: 'accepted', b: 'waived' }]);
  });

  it.each([
    ['nothing came', standing()],
    ['it was returned', standing({ decision: 'returned' })],
    ['it waits', waiting()],
  ])('is refused where %s', (_, one) => {
    expect(refused(() => decideAccept(one))).toBe('not-submitted');
  });

  it.each(SETTLED)('is refused once %s', (_, one) => {
    expect(refused(() => decideAccept(one))).toBe('obligation-settled');
  });
});

describe('returning', () => {
  const back = (one: Standing, items: string[] | null, until = '2025-11-27') =>
    decideReturn(one, items, until, '2025-11-25');

  it('of single items accepts the rest', () => {
    const decided = back(submitted({ a: 'submitted', b: 'submitted', c: 'waived' }), ['a']);
    expect([decided.decision, after(decided)]).toEqual(['returned', { a: 'returned', b: 'accepted', c: 'waived' }]);
  });

  it('of everything leaves waived what was waived', () => {
    expect(after(back(submitted({ a: 'submitted', b: 'waived' }), null))).toEqual({ a: 'returned', b: 'waived' });
  });

  it('of an item it does not have is refused, naming it', () => {
    expect(refused(() => back(submitted(), ['a', 'x']))).toBe('item-unknown');
    expect(() => back(submitted(), ['a', 'x'])).toThrow(/“x”/);
  });

  it('of an item that nobody waits for here any more is refused', () => {
    const states: Record<string, ItemState> = { a: 'submitted', b: 'waived', c: 'cancelled', d: 'moved' };
    const codes = ['b', 'c', 'd'].map((id) => refused(() => back(submitted(states), [id])));
    expect(codes).toEqual(['item-waived', 'item-cancelled', 'item-moved']);
    expect(after(back(submitted(states), ['a']))).toEqual({ ...states, a: 'returned' });
    expect(after(decideAccept(submitted(states)))).toEqual({ ...states, a: 'accepted' });
  });

  it('is refused to a day that is today or past, and taken for tomorrow', () => {
    expect(refused(() => back(submitted(), null, '2025-11-25'))).toBe('date-past');
    expect(refused(() => back(submitted(), null, '2025-11-24'))).toBe('date-past');
    expect(back(submitted(), null, '2025-11-26').decision).toBe('returned');
  });

  it('is refused where nothing is under review', () => {
    expect(refused(() => back(standing(), null))).toBe('not-submitted');
    expect(refused(() => back(standing({ decision: 'returned' }), null))).toBe('not-submitted');
  });

  it.each(SETTLED)('is refused once %s', (_, one) => {
    expect(refused(() => back(one, null))).toBe('obligation-settled');
  });

  it('of the lead’s own is for another person than the one who handed it in', () => {
    const own = standing({ ofLead: true });
    expect(refused(() => refuseOwnHand(own, 'Lê Thị Mẫu', 'Lê Thị Mẫu'))).toBe('reviewer-is-sender');
    expect(refused(() => refuseOwnHand(own, 'Trần Văn Mẫu', 'Lê Thị Mẫu'))).toBe('not refused');
    expect(refused(() => refuseOwnHand(standing(), 'Lê Thị Mẫu', 'Lê Thị Mẫu'))).toBe('not refused');
  });

  it('goes there and back line by line until nothing is left', () => {
    let one = standing({}, { a: 'open', b: 'open', c: 'open' });
    one = { ...one, ...decideSubmit(one) };
    one = { ...one, ...back(one, ['a', 'b']) };
    one = { ...one, ...decideSubmit(one) };
    expect(after(one)).toEqual({ a: 'submitted', b: 'submitted', c: 'accepted' });
    one = { ...one, ...back(one, ['b']) };
    expect(after(one)).toEqual({ a: 'accepted', b: 'returned', c: 'accepted' });
    one = { ...one, ...decideSubmit(one) };
    one = { ...one, ...decideAccept(one) };
    expect([stateOf(one), after(one)]).toEqual(['accepted', { a: 'accepted', b: 'accepted', c: 'accepted' }]);
  });
});
