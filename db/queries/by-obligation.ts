import { groupBy } from '../../domain/group-by.ts';

/** Rows of each obligation, in the order they came. */
export function byObligation<Row extends { obligation: string }>(rows: readonly Row[]): Map<string, Row[]> {
  return groupBy(rows, ({ obligation }) => obligation);
}
