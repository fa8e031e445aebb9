import type { Logger } from 'pino';
import { sqlState } from '../db/sql-state.ts';
import type { Entry } from './entry.ts';

/**
 * Makes one letter. Where that letter can't be made (a body whose contact lost its name), its entries stay as they were,
 * for the next run after somebody has put it right, the log names them, and all other letters go on. Trouble of the
 * database is passed on: it says nothing of the letter.
 */
export async function unlessUnfit<Result>(
  log: Logger | undefined,
  entries: readonly Entry[],
  make: () => Promise<Result>,
): Promise<Result | null> {
  try {
    return await make();
  } catch (error) {
    if (sqlState(error) !== null) throw error;
    const notifications = entries.map(({ notification }) => notification.id);
    log?.error({ err: error, notifications }, 'a letter could not be made, its entries wait');
    return null;
  }
}
