import { describe, expect, it } from 'vitest';
import type { Activation } from '../../domain/activation.ts';
import type { Behaviour } from '../../domain/behaviour.ts';
import type { Deadline } from '../../domain/plan.ts';
import { isoInstant } from '../../domain/time.ts';
import { rehearseHere } from '../support/rehearsing.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';

/** Recorded on Fri 4/7, while everybody is late, returned or silent. */
const behaviour: Behaviour = {
  default: 'silent',
  parties: { 'thu-nhat': 'late-6', 'thu-ba': 'returned', 'thu-hai': 'silent' },
  lead: 'acts',
  releases: 'all',
  events: { [SMALL.event]: '2025-07-04' },
};

/** The small plan whose awaited duty has these words. */
function awaiting(deadline: Deadline): Activation {
  const activation = smallPlan();
  const items = activation.plan.items.map((item) => (item.id === 'sau-huong-dan' ? { ...item, deadline } : item));
  return { ...activation, plan: { ...activation.plan, items } };
}

describe('an event recorded in a rehearsed year', () => {
  const after: Deadline = { kind: 'after-event', event: SMALL.event, text: 'sau khi có hướng dẫn' };
  const within: Deadline = { ...after, kind: 'within-days', days: 10, working: true, text: 'trong 10 ngày làm việc' };
  it.each([
    // 15 working days after it, as proposed: Fri 25/7.
    { words: after, late: '2025-07-28' },
    // Counted by the plan: Fri 18/7.
    { words: within, late: '2025-07-21' },
  ])('gives the date that its words ask for: $words.kind', async ({ words, late }) => {
    const activation = awaiting(words);
    const { tenant, year } = SMALL;
    const { difference, equalToPreview, entries } = await rehearseHere({ activation, tenant, year, behaviour });
    expect(difference).toEqual([]);
    expect(equalToPreview).toBe(true);
    const list = entries.find(({ obligation, rung }) => obligation === SMALL.waiting && rung === 'late-list');
    expect(list && isoInstant(list.at).slice(0, 10)).toBe(late);
  });
});
