import type { Activation } from './activation.ts';
import { type Expansion, expandParties, isOpenGroup } from './party.ts';
import type { Party } from './plan.ts';
import { roundDefinitions } from './round-definition.ts';
import { trackOf } from './track.ts';

/**
 * Groups that owe something and that the text leaves open: the lead says who takes part. One that no body of the file
 * answers to stands for itself, and is a finding of its own.
 */
export function openGroups(activation: Activation): Party[] {
  const { plan, schedule, organisations } = activation;
  const asked = roundDefinitions(activation).filter(({ covers }) => covers === 'document');
  const owes = ({ id }: Party): boolean =>
    plan.items.some((item) => item.party === id && trackOf(item, schedule) !== 'none') ||
    asked.some(({ from }) => from?.includes(id) ?? true);
  const ids = new Set(organisations.map(({ id }) => id));
  return plan.parties.filter((party) => isOpenGroup(party, organisations) && !ids.has(party.id) && owes(party));
}

/** Bodies of each party on the day of activation or on any later day, in the order of the file. */
export function everybody({ plan, schedule, organisations }: Activation): Expansion {
  const later = organisations.flatMap(({ from }) => (from !== null && from > schedule.activatedOn ? [from] : []));
  const days = [...new Set([schedule.activatedOn, ...later])];
  const expansions = days.map((day) => expandParties(plan, organisations, schedule, day));
  return {
    organisationsOf(party) {
      const ids = new Set(expansions.flatMap((one) => one.organisationsOf(party).map(({ id }) => id)));
      return organisations.filter(({ id }) => ids.has(id));
    },
  };
}
