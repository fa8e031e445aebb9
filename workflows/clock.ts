import type { Instant } from '../domain/time.ts';

/**
 * Business now. `Date.now()` is the workflow's own deterministic clock; a rehearsal shifts it to the plan's year, since
 * virtual time can't go back. The one place where a workflow asks for the time.
 */
export const businessNow = (clockShift: number): Instant => Date.now() - clockShift;
