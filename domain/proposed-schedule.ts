import type { Activation } from './activation.ts';
import type { ItemDecision, RoundDecision, Schedule } from './schedule.ts';
import { everybody, openGroups } from './taking-part.ts';
import { undecidedOf } from './undecided.ts';

/**
 * The schedule of an undecided activation in which each proposal is accepted by name and each body that takes part is
 * listed: the same follows from it. Left blank is what nobody can propose: who approves, the event of a duty that waits
 * for one without a name, the date of a round that nothing leads to.
 */
export function acceptingSchedule(activation: Activation): Schedule {
  const undecided = undecidedOf(activation);
  const decisions = (field: 'items' | 'rounds'): [string, { asProposed?: true }][] =>
    undecided
      .filter(({ at }) => at.startsWith(`${field}.`))
      .map(({ at, proposed }) => [at.slice(field.length + 1), proposed.length > 0 ? { asProposed: true } : {}]);
  const everyone = everybody(activation);
  const groups = openGroups(activation).map(
    ({ id }) => [id, everyone.organisationsOf(id).map((body) => body.id)] as const,
  );
  return {
    ...activation.schedule,
    approval: { by: '', title: '', basis: '' },
    participants: Object.fromEntries(groups),
    items: Object.fromEntries<ItemDecision>(decisions('items')),
    rounds: Object.fromEntries<RoundDecision>(decisions('rounds')),
  };
}
