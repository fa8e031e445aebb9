import { proxyActivities } from '@temporalio/workflow';
import { businessNow } from './clock.ts';
import type { DispatchActivities, DispatchInput } from './messages.ts';

const { dispatchDue } = proxyActivities<DispatchActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 5 },
});

/** Sends what is due: started by a Schedule every minute, or by a rehearsal with its own instants. */
export async function dispatchWorkflow(input: DispatchInput): Promise<number> {
  return dispatchDue({ asOf: input.asOf ?? [businessNow(input.clockShift)] });
}
