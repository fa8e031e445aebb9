const ROMAN = ['I', 'II', 'III', 'IV'];

/** `Báo cáo năm` of `2026` → `Báo cáo năm 2026`; of `2026-Q1` → `Báo cáo quý I năm 2026`. */
export function roundName(name: string, period: string): string {
  const year = period.slice(0, 4);
  const part = partOf(period.slice(5));
  if (!part) return name.includes(year) ? name : `${name} năm ${year}`.replace('năm năm', 'năm');
  const stem = name.replace(` năm ${year}`, '').replace(/\s+(hàng |hằng )?(tháng|quý|6 tháng)$/iu, '');
  return `${stem} ${part} năm ${year}`;
}

function partOf(rest: string): string | null {
  if (rest === '') return null;
  if (rest.startsWith('Q')) return `quý ${ROMAN[Number(rest[1]) - 1]}`;
  if (rest.startsWith('H')) return rest === 'H1' ? '6 tháng đầu' : '6 tháng cuối';
  return `tháng ${Number(rest)}`;
}
