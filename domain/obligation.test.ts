import { describe, expect, it } from 'vitest';
import { before, resolved } from '../test/domain-fixture.ts';
import {
  asksFor,
  decideAccept,
  decideExtend,
  decideReturn,
  decideSubmit,
  isSettled,
  type ItemState,
  type ObligationState,
  type Standing,
  stateOf,
} from './obligation.ts';
import { RUNG_IDS, type RungId } from './rung.ts';

const DEADLINE = resolved(before('2025-11-25'));

function standing(
  changes: Partial<Standing> = {},
  states: Record<string, ItemState> = { a: 'open', b: 'open' },
): Standing {
  return {
    id: 'an-ha/nam/2025/so-y-te',
    name: 'Báo cáo năm 2025',
    upward: false,
    ofLead: false,
    requested: false,
    decision: 'none',
    hasDraft: false,
    items: Object.entries(states).map(([id, state]) => ({ id, state })),
    deadline: DEADLINE,
    event: null,
    receivedOn: null,
    opened: true,
    unreported: false,
    ...changes,
  };
}

const submitted = (states: Record<string, ItemState> = { a: 'submitted', b: 'submitted' }) =>
  standing({ decision: 'submitted' }, states);
const waiting = (changes: Partial<Standing> = {}) =>
  standing({ deadline: null, opened: false, event: 'bầu cử', ...changes });

const SETTLED: [string, Standing, RegExp][] = [
  ['accepted', standing({ decision: 'accepted' }), /đã được chấp nhận/],
  ['waived', standing({ decision: 'waived' }), /đã được miễn/],
  ['cancelled', standing({ decision: 'cancelled' }), /đã huỷ/],
  ['unreported', standing({ unreported: true }), /đã đóng khi chưa nhận được báo cáo/],
];

/** Item states after a decision, as `{ a: 'accepted' }`. */
const after = (decided: { items: Standing['items'] }) =>
  Object.fromEntries(decided.items.map(({ id, state }) => [id, state]));

/** The code of a refusal; anything else that is thrown is a fault. */
function refused(decide: () => unknown): string {
  try {
    decide();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
}

describe('the state people read', () => {
  it.each<[Partial<Standing>, ObligationState]>([
    [{ deadline: null, opened: false }, 'waiting'],
    [{ opened: false }, 'planned'],
    [{}, 'open'],
    [{ decision: 'submitted' }, 'submitted'],
    [{ decision: 'returned' }, 'returned'],
    [{ decision: 'accepted' }, 'accepted'],
    [{ decision: 'waived' }, 'waived'],
    [{ decision: 'cancelled' }, 'cancelled'],
    [{ unreported: true }, 'unreported'],
    [{ decision: 'accepted', unreported: true }, 'accepted'],
  ])('of %j is %s', (changes, state) => {
    expect(stateOf(standing(changes))).toBe(state);
  });

  it('is settled once nothing more is expected, and not while a review or a new version is', () => {
    expect(SETTLED.map(([, one]) => isSettled(one))).toEqual([true, true, true, true]);
    expect([standing(), submitted(), standing({ decision: 'returned' }), waiting()].map(isSettled)).toEqual(
      Array(4).fill(false),
    );
  });
});

describe('whether a rung is still asked for', () => {
  const asked = (one: Standing): RungId[] => RUNG_IDS.filter((rung) => asksFor(rung, one));
  const reminders: RungId[] = ['opening', 'before-7', 'before-2', 'late-1', 'late-list', 'late-head'];

  it('while nothing came: reminders, lists and the catch-up; the morning only for an unfinished draft', () => {
    expect(asked(standing())).toEqual([...reminders, 'lead-due', 'catch-up']);
    expect(asked(standing({ hasDraft: true }))).toContain('morning');
    expect(asked(submitted())).not.toContain('morning');
  });

  it('once handed in: the reviewer’s clock alone', () => {
    expect(asked({ ...submitted(), hasDraft: true })).toEqual(['review-3', 'lead-due']);
  });

  it('once returned: its two messages, and no reminder of the first date', () => {
    expect(asked(standing({ decision: 'returned', hasDraft: true }))).toEqual([
      'returned',
      'returned-eve',
      'lead-due',
      'catch-up',
    ]);
  });

  it('while it waits for an event: the question; once recorded, no more', () => {
    expect(asked(waiting())).toContain('event-question');
    expect(asked(standing({ event: 'bầu cử' }))).not.toContain('event-question');
  });

  it.each(SETTLED)('once %s: nothing', (_, one) => {
    expect(asked({ ...one, hasDraft: true })).toEqual([]);
  });
});

describe('handing in', () => {
  it('is taken for review, items and all', () => {
    const decided = decideSubmit(standing());
    expect([decided.decision, after(decided)]).toEqual(['submitted', { a: 'submitted', b: 'submitted' }]);
  });

  it('again after a return asks only for what was returned', () => {
    const decided = decideSubmit(standing({ decision: 'returned' }, { a: 'returned', b: 'accepted', c: 'waived' }));
    expect([decided.decision, after(decided)]).toEqual(['submitted', { a: 'submitted', b: 'accepted', c: 'waived' }]);
  });

  it('is accepted at once for the lead’s report upward, which nobody of ours reviews', () => {
    const decided = decideSubmit(standing({ upward: true }, { a: 'open', b: 'waived' }));
    expect([decided.decision, after(decided)]).toEqual(['accepted', { a: 'accepted', b: 'waived' }]);
    expect(decideSubmit(waiting({ upward: true })).decision).toBe('accepted');
  });

  it('is refused a second time while it is under review', () => {
    expect(refused(() => decideSubmit(submitted()))).toBe('already-submitted');
  });

  it('is refused while it waits for an event, which the refusal names', () => {
    expect(refused(() => decideSubmit(waiting()))).toBe('obligation-waiting');
    expect(() => decideSubmit(waiting())).toThrow(/còn chờ “bầu cử”/);
    expect(() => decideSubmit(waiting({ event: null }))).toThrow(/còn chờ “thời hạn”/);
  });

  it.each(SETTLED)('is refused once %s', (_, one, words) => {
    expect(refused(() => decideSubmit(one))).toBe('obligation-settled');
    expect(() => decideSubmit(one)).toThrow(words);
  });
});

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

describe('extending', () => {
  const extend = (one: Standing, until: string, today = '2025-11-20') => refused(() => decideExtend(one, until, today));

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
