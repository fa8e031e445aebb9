import { describe, expect, it } from 'vitest';
import { inventedYear } from '../test/domain-fixture.ts';
import { inventedItem, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import { namedBehaviour } from './behaviour.ts';
import { derive } from './derivation.ts';
import { previewYear } from './preview.ts';
import { derivedOf } from './preview-year.ts';

const plan = inventedPlan({
  document: { ...inventedPlan().document, date: '2025-02-03', year: 2025 },
  objectives: [],
  items: [
    inventedItem('so-giao-duc-1', 'so-giao-duc', 45),
    inventedItem('so-giao-duc-2', 'so-giao-duc', 46, {
      track: 'own',
      deadline: { kind: 'on-or-before', date: '2025-04-10', text: 'chậm nhất ngày 10/4/2025' },
    }),
    inventedItem('so-y-te-1', 'so-y-te', 47, {
      track: 'await',
      deadline: { kind: 'after-event', event: 'hướng dẫn của Bộ', text: 'sau hướng dẫn của Bộ' },
    }),
  ],
  rounds: [
    inventedRound('nam', 77, {
      deadline: { kind: 'before', date: '2025-12-04', recurs: 'yearly', text: 'trước ngày 04/12 hàng năm' },
    }),
    inventedRound('len-tren', 78, {
      ...{ covers: 'document', from: 'lead' },
      deadline: { kind: 'before', date: '2025-12-18', recurs: 'yearly', text: 'trước ngày 18/12 hàng năm' },
    }),
  ],
});

function seen(year: number, name: 'silent' | 'in-time') {
  const { activation } = inventedYear(plan, { activatedOn: '2025-02-10' });
  const derived = derive(activation, year);
  const { entries } = previewYear(activation, derived, namedBehaviour(name, derived, activation), year);
  const { rounds, obligations } = derivedOf(year, derived, entries);
  return { rounds: rounds.map(({ id }) => id), obligations: obligations.map(({ id }) => id) };
}

const all2025 = [
  'an-ha/so-giao-duc-2/so-giao-duc',
  'an-ha/so-y-te-1/so-y-te',
  'an-ha/nam/2025/so-giao-duc',
  'an-ha/len-tren/2025-nam/so-y-te',
];

describe('what matters in one year', () => {
  it('is all of the first year in it', () => {
    expect(seen(2025, 'silent')).toEqual({ rounds: ['an-ha/nam/2025'], obligations: all2025 });
  });

  it('is in the next what opens in it, what still waits, and what the lead is still reminded of', () => {
    expect(seen(2026, 'silent')).toEqual({
      rounds: ['an-ha/nam/2025', 'an-ha/nam/2026'],
      obligations: [
        'an-ha/so-y-te-1/so-y-te',
        'an-ha/len-tren/2025-nam/so-y-te',
        'an-ha/nam/2026/so-giao-duc',
        'an-ha/len-tren/2026-nam/so-y-te',
      ],
    });
  });

  it('is nothing of a round that was reported on', () => {
    expect(seen(2026, 'in-time').rounds).toEqual(['an-ha/nam/2026']);
    expect(seen(2026, 'in-time').obligations).not.toContain('an-ha/len-tren/2025-nam/so-y-te');
  });
});
