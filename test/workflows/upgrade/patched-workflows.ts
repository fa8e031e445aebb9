import { patched, upsertMemo } from '@temporalio/workflow';
import { obligationWorkflow as today } from '../../../workflows/obligation.ts';
import type { ObligationInput } from '../../../workflows/messages.ts';

/** The workflows of a release to come: an obligation begins with something that those of today never did. */
export { dispatchWorkflow } from '../../../workflows/dispatch.ts';
export { planWorkflow } from '../../../workflows/plan.ts';
export { roundWorkflow } from '../../../workflows/round.ts';

export const NEXT_RELEASE = 'next-release';

export async function obligationWorkflow(input: ObligationInput): Promise<void> {
  if (patched(NEXT_RELEASE)) upsertMemo({ [NEXT_RELEASE]: true });
  await today(input);
}
