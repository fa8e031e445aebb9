import { type LedgerEntry, type LedgerFilter, readLedger } from '../../db/queries/ledger.ts';
import { Refusal } from '../../domain/errors.ts';
import { addDays, instantAt, type LocalDate } from '../../domain/time.ts';
import { shortDate } from '../../domain/vietnamese.ts';
import type { ServiceContext } from './context.ts';

export type { LedgerEntry } from '../../db/queries/ledger.ts';

/** What an auditor asks of the messages that were made; days are whole, both included. */
export interface LedgerQuery extends Omit<LedgerFilter, 'from' | 'until' | 'limit'> {
  from?: LocalDate | undefined;
  until?: LocalDate | undefined;
  /** (Default: 200) */
  limit?: number | undefined;
}

/** Sổ thư: every message, to whom, why, through what, in which words, and what became of it; the newest first. */
export async function ledgerOf(context: ServiceContext, query: LedgerQuery): Promise<LedgerEntry[]> {
  const { from, until, limit = 200, ...rest } = query;
  if (from !== undefined && until !== undefined && until < from) {
    throw new Refusal('usage', `Khoảng ngày từ ${shortDate(from)} đến ${shortDate(until)} kết thúc trước khi bắt đầu.`);
  }
  const filter: LedgerFilter = {
    ...{ ...rest, limit },
    from: from === undefined ? undefined : instantAt(from, '00:00'),
    until: until === undefined ? undefined : instantAt(addDays(until, 1), '00:00'),
  };
  return context.database.inTenant(context.tenant, (tx) => readLedger(tx, filter));
}
