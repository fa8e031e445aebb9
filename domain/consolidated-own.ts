import type { Activation, Round } from './activation.ts';
import { roundDefinitions } from './round-definition.ts';

/**
 * Whether a round's draft tells what came of the duties that belong to no round. One that asks all members for all they
 * have does; a request for something in particular, or for a document, does not.
 */
export function tellsOwnResults({ definition }: Pick<Round, 'definition'>, activation: Activation): boolean {
  const round = roundDefinitions(activation).find(({ id }) => id === definition);
  if (!round || round.covers === 'document' || round.kind === 'ad-hoc') return false;
  return round.from === null && round.items === null;
}
