import { addDays, type LocalDate } from './time.ts';
import type { RoundKind } from './plan.ts';

/**
 * The day up to which the figures of a periodic report are counted: the 14th of its last month (Nghị định 09/2019/NĐ-CP
 * Điều 12). `period` is `2026`, `2026-H1`, `2026-Q1` or `2026-03`. Null for kinds that have no period.
 */
export function lawfulCutOff(kind: RoundKind, period: string): LocalDate | null {
  const year = period.slice(0, 4);
  const rest = period.slice(5);
  if (kind === 'six-month') return `${year}-${rest === 'H2' ? '12' : '06'}-14`;
  if (kind === 'annual') return `${year}-12-14`;
  if (kind === 'quarterly' && rest.startsWith('Q')) return `${year}-${String(Number(rest[1]) * 3).padStart(2, '0')}-14`;
  if (kind === 'monthly' && /^\d\d$/.test(rest)) return `${year}-${rest}-14`;
  return null;
}

/** `2025-05-19` → `2025-04-30`: where the plan wants its reports before the lawful cut-off, figures are estimates. */
export const lastMonthEndBefore = (day: LocalDate): LocalDate => addDays(`${day.slice(0, 8)}01`, -1);
