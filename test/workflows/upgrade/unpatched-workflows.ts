import { upsertMemo } from '@temporalio/workflow';
import { obligationWorkflow as today } from '../../../workflows/obligation.ts';
import type { ObligationInput } from '../../../workflows/messages.ts';

/** The same change without `patched()`: what is open cannot go on under it. */
export { dispatchWorkflow } from '../../../workflows/dispatch.ts';
export { planWorkflow } from '../../../workflows/plan.ts';
export { roundWorkflow } from '../../../workflows/round.ts';

export async function obligationWorkflow(input: ObligationInput): Promise<void> {
  upsertMemo({ 'next-release': true });
  await today(input);
}
