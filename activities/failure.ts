import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { sqlState } from '../db/sql-state.ts';

/** SQLSTATE classes that no repetition mends: integrity (23), syntax and access (42), and data (22). */
const PERMANENT_CLASSES = ['22', '23', '42'];

/**
 * Runs an activity so that its failure carries a code and a reference, never the text: SMTP and SQL put addresses and
 * names into theirs, and a workflow history is no place for them. The text goes to the log under the reference.
 */
export async function withCodes<Result>(log: Logger, activity: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ApplicationFailure) throw error;
    const reference = Math.random().toString(36).slice(2, 10);
    const state = sqlState(error);
    const permanent = refusesForGood(error);
    log.error({ err: error, reference, activity }, 'activity failed');
    const code = state === null ? 'TROUBLE' : `SQL ${state}`;
    throw ApplicationFailure.create({
      message: `${activity} failed: ${code}, reference ${reference}`,
      type: permanent ? 'PermanentFailure' : 'TemporaryFailure',
      nonRetryable: permanent,
    });
  }
}

/** True for what SQL refuses however often it is asked. */
export function refusesForGood(error: unknown): boolean {
  return PERMANENT_CLASSES.includes(sqlState(error)?.slice(0, 2) ?? '');
}
