import type { Logger } from 'pino';
import type { Transaction } from '../db/database.ts';
import { sqlState } from '../db/sql-state.ts';
import type { Entry } from './letter.ts';

/** What SQL says of a value, not of itself: integrity (23) and data (22). */
const ABOUT_THE_VALUE = ['22', '23'];

/**
 * Makes one letter in a savepoint. Where that letter can't be made (a body whose contact lost its name), its entries
 * stay as they were, for the next run after somebody has put it right, the log names them, and all other letters go on.
 * Trouble of the database is passed on: it says nothing of the letter.
 */
export async function unlessUnfit<Result>(
  tx: Transaction,
  log: Logger | undefined,
  entries: readonly Entry[],
  make: (inner: Transaction) => Promise<Result>,
): Promise<Result | null> {
  try {
    return await tx.transaction(make);
  } catch (error) {
    const state = sqlState(error);
    if (state !== null && !ABOUT_THE_VALUE.includes(state.slice(0, 2))) throw error;
    const notifications = entries.map(({ notification }) => notification.id);
    log?.error({ err: error, notifications }, 'a letter could not be made, its entries wait');
    return null;
  }
}
