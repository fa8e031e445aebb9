import { describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/time.ts';
import { decidedOn, type History } from './status-history.ts';

type Told = [day: string, kind: string, payload?: Record<string, unknown>];

/** How an obligation with these items stood at the end of a day, as `none a:open b:open`. */
function stood(items: string[], told: Told[], on: string, upward = false): string {
  const history = {
    row: { upward },
    items: items.map((id) => ({ id, state: 'open' })),
    ladders: [],
    facts: told.map(([day, kind, payload = {}]) => ({ kind, payload, at: instantAt(day, '10:00') })),
  } as unknown as History;
  const decided = decidedOn(history, on);
  return [decided.decision, ...decided.items.map(({ id, state }) => `${id}:${state}`)].join(' ');
}

const after = (items: string[], ...told: Told[]): string => stood(items, told, '2025-12-31');
const D = '2025-11-20';

describe('what people had decided by a day', () => {
  it('is told by the facts until its end, and by none after it', () => {
    const told: Told[] = [
      ['2025-11-20', 'submit'],
      ['2025-11-21', 'review', { outcome: 'returned', items: ['b'] }],
      ['2025-11-24', 'submit'],
      ['2025-11-25', 'review', { outcome: 'accepted' }],
    ];
    const days = ['2025-11-19', '2025-11-20', '2025-11-21', '2025-11-24', '2025-11-25'];
    expect(days.map((day) => stood(['a', 'b'], told, day))).toEqual([
      'none a:open b:open',
      'submitted a:submitted b:submitted',
      'returned a:accepted b:returned',
      'submitted a:accepted b:submitted',
      'accepted a:accepted b:accepted',
    ]);
  });

  it('waived and cancelled, whole or item by item', () => {
    expect(after(['a', 'b'], [D, 'waive', { items: ['a'] }])).toBe('none a:waived b:open');
    expect(after(['a', 'b'], [D, 'waive', { items: ['a'] }], [D, 'cancel', { items: null }])).toBe(
      'cancelled a:waived b:cancelled',
    );
    const back: Told = [D, 'review', { outcome: 'returned', items: ['b'] }];
    expect(after(['a', 'b'], [D, 'submit'], back, [D, 'waive', { items: null }])).toBe('accepted a:accepted b:waived');
  });

  it('moved: out of the one, into the other, which did not have it before', () => {
    expect(after(['a', 'b'], [D, 'extend', { items: ['b'] }])).toBe('none a:open b:moved');
    expect(after(['a', 'b'], [D, 'extend', { until: '2025-12-05' }])).toBe('none a:open b:open');
    expect(after(['a', 'b'], [D, 'reassign', { items: null, to: 'x' }])).toBe('cancelled a:moved b:moved');
    const join: Told = [D, 'reassign', { items: ['b', 'c'], from: 'x', added: ['c'] }];
    expect(stood(['b', 'c'], [join], '2025-11-19')).toBe('none b:open');
    expect(after(['b', 'c'], join)).toBe('none b:open c:open');
    // What was made by the act has its items from the beginning.
    expect(after(['c'], [D, 'extend', { items: ['c'], from: 'x' }])).toBe('none c:open');
    expect(after(['c'], [D, 'reassign', { items: ['c'], from: 'x' }])).toBe('none c:open');
  });

  it('amended: what was added is there from then on, what was removed goes unless it was handed in', () => {
    const changed: Told = [D, 'amend', { outcome: 'changed', itemsAdded: ['c'], itemsRemoved: ['a'] }];
    expect(stood(['a', 'b', 'c'], [changed], '2025-11-19')).toBe('none a:open b:open');
    expect(after(['a', 'b', 'c'], changed)).toBe('none a:cancelled b:open c:open');
    expect(after(['a', 'b'], [D, 'submit'], [D, 'amend', { outcome: 'changed', itemsRemoved: ['a'] }])).toBe(
      'submitted a:submitted b:submitted',
    );
    expect(after(['a'], [D, 'amend', { outcome: 'cancelled' }])).toBe('cancelled a:cancelled');
    expect(after(['a'], [D, 'submit'], [D, 'amend', { outcome: 'kept' }])).toBe('submitted a:submitted');
  });

  it('is not touched by a promise, an event or a calendar; the lead’s report upward is accepted as it comes', () => {
    const quiet: Told[] = ['promise', 'recordEvent', 'withdrawEvent', 'declarePaper', 'calendar'].map((kind) => [
      D,
      kind,
    ]);
    expect(after(['a'], ...quiet)).toBe('none a:open');
    expect(stood([], [[D, 'submit']], D, true)).toBe('accepted');
  });
});
