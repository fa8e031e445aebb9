import { createHash } from 'node:crypto';
import type { Transaction } from '../../db/database.ts';
import { factByKey } from '../../db/queries/fact.ts';
import type { facts } from '../../db/schema/index.ts';
import { Refusal } from '../../domain/errors.ts';
import type { FactKind } from '../../domain/fact.ts';

type Fact = typeof facts.$inferSelect;

/** What a command asks for, in plain values: the same key with anything else is a mistake of the caller. */
export interface Asked {
  kind: FactKind;
  [field: string]: unknown;
}

/** A request in few letters: it stands in the fact beside its key. */
export const requestOf = (asked: Asked): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16);

/**
 * The fact that the command wrote before under its idempotency key, so that nothing is left to do; or null. A key that
 * was used for another request is refused: answering it as done would lose what is asked now.
 */
export async function factUnder(
  tx: Transaction,
  { obligation, key }: { obligation: string; key?: string | undefined },
  asked: Asked,
): Promise<Fact | null> {
  const fact = key === undefined ? null : await factByKey(tx, obligation, key);
  if (!fact) return null;
  const { request } = fact.payload;
  if (request === undefined || request === requestOf(asked)) return fact;
  throw new Refusal('key-used', `Khóa “${key}” đã dùng cho một yêu cầu khác của “${obligation}”, cần một khóa mới.`);
}
