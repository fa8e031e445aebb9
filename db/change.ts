import type { Instant } from '../domain/time.ts';
import type { Transaction } from './database.ts';
import { auditLog } from './schema/index.ts';

/** Who did what to which row, as the log keeps it. */
export interface Change {
  tenant: string;
  at: Instant;
  actor: string;
  action: string;
  entity: string;
  payload: Record<string, unknown>;
}

/**
 * Every change of a row by a person or by time goes through here, so that no change is without its log row: both are
 * written in the caller's transaction, or neither.
 */
export async function change<Result>(tx: Transaction, entry: Change, write: () => Promise<Result>): Promise<Result> {
  const result = await write();
  await tx.insert(auditLog).values(entry);
  return result;
}

/** Actor of changes that time makes. */
export const CLOCK = 'đồng hồ hệ thống';
