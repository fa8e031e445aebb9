import type { ObligationState } from '../../domain/obligation.ts';
import { decideCancel } from '../../domain/waive.ts';
import type { ServiceContext } from './context.ts';
import { type Command, commandObligation } from './held-obligation.ts';
import type { Release } from './waive.ts';

/** Huỷ: an obligation, or single items of it, should not have been asked for. */
export async function cancel(context: ServiceContext, command: Command, release: Release): Promise<ObligationState> {
  const { items, reason, basis } = release;
  return commandObligation(context, command, { kind: 'cancel', items, reason, basis }, async ({ standing }) => ({
    kind: 'cancel',
    payload: { items, reason, basis },
    decided: decideCancel(standing, items),
    next: null,
  }));
}
