import { before, resolved } from '../domain-fixture.ts';
import type { ItemState, Standing } from '../../domain/obligation.ts';

const DEADLINE = resolved(before('2025-11-25'));

/** The year report of Sở Y tế, told to be there by Mon 24/11/2025, with two items that nobody has told yet. */
export function standing(
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
    silentUntil: null,
    items: Object.entries(states).map(([id, state]) => ({ id, state })),
    deadline: DEADLINE,
    event: null,
    receivedOn: null,
    opened: true,
    unreported: false,
    ...changes,
  };
}

export const submitted = (states: Record<string, ItemState> = { a: 'submitted', b: 'submitted' }): Standing =>
  standing({ decision: 'submitted' }, states);

export const waiting = (changes: Partial<Standing> = {}): Standing =>
  standing({ deadline: null, opened: false, event: 'bầu cử', ...changes });

/** Every way to be settled, with the words that a refusal says of it. */
export const SETTLED: [string, Standing, RegExp][] = [
  ['accepted', standing({ decision: 'accepted' }), /đã được chấp nhận/],
  ['waived', standing({ decision: 'waived' }), /đã được miễn/],
  ['cancelled', standing({ decision: 'cancelled' }), /đã huỷ/],
  ['reassigned', standing({ decision: 'cancelled' }, { a: 'moved', b: 'moved' }), /đã chuyển đi/],
  ['unreported', standing({ unreported: true }), /đã đóng khi chưa nhận được báo cáo/],
];

/** Item states after a decision, as `{ a: 'accepted' }`. */
export const after = (decided: { items: Standing['items'] }) =>
  Object.fromEntries(decided.items.map(({ id, state }) => [id, state]));

/** The code of a refusal; anything else that is thrown is a fault. */
export function refused(decide: () => unknown): string {
  try {
    decide();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'not refused';
}
