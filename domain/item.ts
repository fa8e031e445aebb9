import { Refusal } from './errors.ts';
import { type Decided, isLeftOut, type ItemState, type LeftOut, type Standing } from './obligation.ts';

const WORDS: Readonly<Record<LeftOut | 'accepted', string>> = {
  accepted: 'đã được chấp nhận',
  waived: 'đã được miễn',
  cancelled: 'đã huỷ',
  moved: 'đã được theo dõi ở việc khác',
};

/** The item's state; an id that is none of the obligation's items is refused. */
function stateOfItem(standing: Standing, id: string): ItemState {
  const found = standing.items.find((item) => item.id === id);
  if (!found) throw new Refusal('item-unknown', `“${standing.name}” không có nhiệm vụ “${id}”.`);
  return found.state;
}

/** Refuses an item that nobody waits for here; `verb` is what was tried with it. */
export function refuseLeftOut(standing: Standing, id: string, verb: string): void {
  const state = stateOfItem(standing, id);
  if (isLeftOut(state)) refuse(standing, id, state, verb);
}

function refuse(standing: Standing, id: string, state: LeftOut | 'accepted', verb: string): never {
  throw new Refusal(`item-${state}`, `Nhiệm vụ “${id}” của “${standing.name}” ${WORDS[state]}, không thể ${verb}.`);
}

/**
 * The items that an act is about: those named, or all that are still owed. What was accepted, waived, cancelled or
 * moved is refused by name.
 */
export function owedItems(standing: Standing, items: string[] | null, verb: string): string[] {
  if (items === null) return standing.items.filter(({ state }) => isOwed(state)).map(({ id }) => id);
  for (const id of items) {
    const state = stateOfItem(standing, id);
    if (!isOwed(state)) refuse(standing, id, state, verb);
  }
  return standing.items.map(({ id }) => id).filter((id) => items.includes(id));
}

export function isOwed(state: ItemState): state is Exclude<ItemState, LeftOut | 'accepted'> {
  return state !== 'accepted' && !isLeftOut(state);
}

/**
 * The obligation without these items. Where none is left it is settled by the act itself, where all that is left was
 * accepted it is accepted; else it goes on as it stood.
 */
export function leaveOut(standing: Pick<Standing, 'decision' | 'items'>, ids: readonly string[], as: LeftOut): Decided {
  const items = standing.items.map(({ id, state }) => ({ id, state: ids.includes(id) ? as : state }));
  const left = items.filter(({ state }) => !isLeftOut(state));
  if (left.length === 0) return { decision: as === 'waived' ? 'waived' : 'cancelled', items };
  const isDone = left.every(({ state }) => state === 'accepted');
  return { decision: isDone ? 'accepted' : standing.decision, items };
}
