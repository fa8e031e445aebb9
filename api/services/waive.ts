import type { ObligationState } from '../../domain/obligation.ts';
import { decideWaive } from '../../domain/waive.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation } from './held-obligation.ts';

/** What the lead no longer waits for, with its reason and the document it rests on. */
export interface Release {
  /** Single items; null means all that is still owed. */
  items: string[] | null;
  reason: string;
  basis: string;
}

/** Miễn: an obligation, or single items of it, need not be handed in. */
export async function waive(context: ServiceContext, command: Command, release: Release): Promise<ObligationState> {
  const { items, reason, basis } = release;
  return commandObligation(context, command, { kind: 'waive', items, reason, basis }, async ({ standing }) => ({
    kind: 'waive',
    payload: { items, reason, basis },
    decided: decideWaive(standing, items),
    next: null,
  }));
}
