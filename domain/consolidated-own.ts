import type { Activation, Round } from './activation.ts';
import type { PlanRound } from './plan.ts';

/**
 * Whether a round's draft tells what came of the duties that belong to no round. One that asks all members for all they
 * have does; a request for something in particular, or for a document, does not.
 */
export function tellsOwnResults(
  { definition, covers }: Pick<Round, 'definition'> & { covers: PlanRound['covers'] },
  { plan, schedule }: Activation,
): boolean {
  const added = schedule.addedRounds.find(({ id }) => id === definition);
  if (added) return added.kind !== 'ad-hoc' && added.items === null && added.from === null;
  const written = plan.rounds.find(({ id }) => id === definition);
  const asksAll = !written || (written.kind !== 'ad-hoc' && written.from === 'members');
  return covers === 'items' && asksAll;
}
