/** Rows in groups, in the order they came. */
export function byObligation<Row extends { obligation: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.obligation);
    if (group) group.push(row);
    else groups.set(row.obligation, [row]);
  }
  return groups;
}
