import { isSettled } from '../../domain/obligation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Rows } from './rows.ts';

/** Facts by which nothing more may be left to wait for. */
const SETTLING = ['review', 'submit', 'waive', 'cancel', 'reassign', 'extend', 'amend'];

/** When each settled obligation was settled: by its last such fact, or the closing of its round. */
export function settledAt({ obligations, facts }: Rows): Map<string, Instant> {
  return new Map(
    obligations.flatMap((row): [string, Instant][] => {
      if (row.unreportedAt !== null) return [[row.id, row.unreportedAt]];
      if (!isSettled({ decision: row.decision, unreported: false })) return [];
      const last = facts.filter(({ obligation, kind }) => obligation === row.id && SETTLING.includes(kind)).at(-1);
      return last ? [[row.id, last.at]] : [];
    }),
  );
}
