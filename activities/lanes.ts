import { send, type Sending } from './send.ts';
import type { Try } from './sending.ts';

/** Messages under way at once: the channel's connections and a few whose rows are being written. */
const LANES = 8;

/**
 * Sends messages side by side. One that fails holds up nobody else's; the first failure is told when all the others are
 * done. Returns how many were tried.
 */
export async function sendInLanes(dependencies: Sending, tries: Try[]): Promise<number> {
  const waiting = tries.values();
  const failures: unknown[] = [];
  let left = 0;
  const lane = async (): Promise<void> => {
    for (const next of waiting) {
      try {
        if (await send(dependencies, next)) left++;
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (failures.length > 0) throw failures[0];
  return left;
}
