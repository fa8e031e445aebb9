import type { Activation, Round } from './activation.ts';
import type { RoundKind } from './plan.ts';
import type { LocalDate } from './time.ts';

/**
 * The day on which the figures of a round's whole period are counted: the 14th of its last month (Nghị định
 * 09/2019/NĐ-CP, Điều 12). Null for a round without a period, a plan or an answer to a dispatch.
 */
export function periodEnd(
  { definition, year, period }: Pick<Round, 'definition' | 'year'> & { period: string },
  { plan, schedule }: Activation,
): LocalDate | null {
  const kind = [...plan.rounds, ...schedule.addedRounds].find(({ id }) => id === definition)?.kind ?? null;
  const month = kind === null ? null : lastMonth(kind, period);
  return month === null ? null : `${year}-${String(month).padStart(2, '0')}-14`;
}

/** `2026-Q3` is the third quarter, `2026-H2` the second half; a half-year that says nothing is the first. */
function lastMonth(kind: RoundKind, period: string): number | null {
  const part = Number(/\d{1,2}$/.exec(period.slice(4))?.[0] ?? 0);
  switch (kind) {
    case 'annual':
      return 12;
    case 'six-month':
      return part === 2 ? 12 : 6;
    case 'quarterly':
      return part === 0 ? null : part * 3;
    case 'monthly':
      return part === 0 ? null : part;
    default:
      return null;
  }
}
