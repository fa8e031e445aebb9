import { proxyLocalActivities, sleep } from '@temporalio/workflow';

/** The floor: what waking at the same instants costs with nothing of ours. */
export interface BareInput {
  clockShift: number;
  bornAt: number;
  wakes: number[];
}

export interface BareActivities {
  touch(): Promise<void>;
}

const { touch } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '5 seconds' });

export async function bareWorkflow({ wakes, clockShift }: BareInput): Promise<void> {
  for (const wake of wakes) {
    await sleep(Math.max(1, wake + clockShift - Date.now()));
    await touch();
  }
}
