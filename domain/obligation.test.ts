import { describe, expect, it } from 'vitest';
import { SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { asksFor, isSettled, type ObligationState, type Standing, stateOf } from './obligation.ts';
import { RUNG_IDS, type RungId } from './rung.ts';

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
    expect(SETTLED.map(([, one]) => isSettled(one))).toEqual(Array(SETTLED.length).fill(true));
    expect([standing(), submitted(), standing({ decision: 'returned' }), waiting()].map(isSettled)).toEqual(
      Array(4).fill(false),
    );
  });
});

describe('whether a rung is still asked for', () => {
  const asked = (one: Standing, on = '2025-11-20'): RungId[] => RUNG_IDS.filter((rung) => asksFor(rung, one, on));
  const reminders: RungId[] = ['opening', 'before-7', 'before-2', 'late-1', 'late-list', 'late-head', 'head-letter'];

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

  describe('after a promise to send on a day', () => {
    const promised = standing({ silentUntil: '2025-11-27', hasDraft: true });
    const held = ['before-7', 'before-2', 'morning', 'late-1', 'catch-up'];

    it('before that day: the lists to the lead as ever, and no reminder to the member', () => {
      expect(asked(promised, '2025-11-26')).toEqual(['opening', 'late-list', 'late-head', 'head-letter', 'lead-due']);
    });

    it('on that day and after it: all again', () => {
      const all = asked(standing({ hasDraft: true }));
      expect(all.filter((rung) => held.includes(rung))).toEqual(held);
      expect(asked(promised, '2025-11-27')).toEqual(all);
      expect(asked(promised, '2025-12-01')).toEqual(all);
    });

    it('what the lead sent back is no reminder', () => {
      const back = standing({ decision: 'returned', silentUntil: '2025-11-27' });
      expect(asked(back)).toEqual(['returned', 'returned-eve', 'lead-due']);
    });
  });
});
