import { condition, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** The floor of a night: a workflow that wakes at its instants, writes one row at each, and can be given others. */
export interface BareInput {
  row: string;
  /** Real instants; the last is beyond the night, so that it stays open as ours does. */
  wakes: number[];
}

export interface BareActivities {
  write(row: string): Promise<void>;
}

export const BARE_WORKFLOW = 'bareNight';
export const MOVE_UPDATE = 'move';

const { write } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '5 seconds' });
const moveUpdate = defineUpdate<void, [string, number[]]>(MOVE_UPDATE);

export async function bareNight(input: BareInput): Promise<void> {
  let { row, wakes } = input;
  let revision = 0;
  setHandler(moveUpdate, (...moved) => {
    [row, wakes] = moved;
    revision++;
  });
  while (wakes.length > 0) {
    const [next = 0] = wakes;
    const before = revision;
    if (next > Date.now() && (await condition(() => revision !== before, next - Date.now()))) continue;
    wakes = wakes.slice(1);
    await write(row);
  }
}
