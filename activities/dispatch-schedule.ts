import { ScheduleAlreadyRunning, type ScheduleOptions, ScheduleOverlapPolicy } from '@temporalio/client';
import { DISPATCH_WORKFLOW, type DispatchInput } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Has the server start dispatch every so many seconds. One at a time; after an outage only the last minute is made
 * good, because what is due is due at any later run too (the server's own default would repeat a year of them).
 */
export async function ensureDispatchSchedule(
  { client, taskQueue, idPrefix }: Pick<Dependencies, 'client' | 'taskQueue' | 'idPrefix'>,
  everySeconds: number,
  clockShift: number,
): Promise<void> {
  const scheduleId = `${idPrefix}dispatch`;
  const input: DispatchInput = { format: 1, clockShift, asOf: null };
  const options = {
    scheduleId,
    spec: { intervals: [{ every: everySeconds * 1000 }] },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
    action: {
      type: 'startWorkflow',
      workflowType: DISPATCH_WORKFLOW,
      workflowId: `${idPrefix}d`,
      taskQueue,
      args: [input],
    },
  } satisfies ScheduleOptions;
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule
      .getHandle(scheduleId)
      .update(({ state }) => ({ state, spec: options.spec, policies: options.policies, action: options.action }));
  }
}
