import { leaveOut, owedItems } from './item.ts';
import { type Decided, refuseSettled, type Standing } from './obligation.ts';

/** The lead waives (miễn) what is still owed, all of it or single items: nobody waits for it any more. */
export const decideWaive = (standing: Standing, items: string[] | null): Decided =>
  release(standing, items, 'waived', 'miễn');

/** The lead cancels (huỷ) what should not have been asked for, all of it or single items. */
export const decideCancel = (standing: Standing, items: string[] | null): Decided =>
  release(standing, items, 'cancelled', 'huỷ');

function release(standing: Standing, items: string[] | null, as: 'waived' | 'cancelled', verb: string): Decided {
  refuseSettled(standing, verb);
  return leaveOut(standing, owedItems(standing, items, verb), as);
}
