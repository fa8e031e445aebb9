import type { ConsolidatedIndicator } from '../domain/consolidation.ts';
import type { Figure } from '../domain/submission.ts';
import { countBodies } from './source.ts';
import { decimal, shortDate } from './text.ts';

export const NO_FIGURE = 'chưa có số liệu';

/** `80%`, `112,3 bé trai/100 bé gái`; null where the body gave no result of its own. */
export function resultOf(figure: Figure): string | null {
  if (figure.value === null) return null;
  const gap = figure.unit === '' || figure.unit === '%' ? '' : ' ';
  return `${decimal(figure.value)}${gap}${figure.unit}`;
}

/** `12/15`: the parts stand beside the result, because a rate of few events says little without its count. */
export function partsOf(figure: Figure): string | null {
  if (figure.numerator === null && figure.denominator === null) return null;
  return [figure.numerator, figure.denominator].map((part) => (part === null ? '…' : decimal(part))).join('/');
}

/** `15/12/2024 – 31/10/2025` */
export function periodOf(figure: Figure): string | null {
  if (figure.from && figure.to) return `${shortDate(figure.from)} – ${shortDate(figure.to)}`;
  if (figure.to) return `đến ${shortDate(figure.to)}`;
  return figure.from ? `từ ${shortDate(figure.from)}` : null;
}

/** `4.1. Tỷ số giới tính khi sinh`; a plan that assigns "the indicators of Objective 4" gives them no numbers. */
export function indicatorWords(indicator: ConsolidatedIndicator): string {
  const { no, text } = indicator;
  return text === null ? (indicatorText(indicator) ?? `Chỉ tiêu ${no}`) : `${no}. ${text}`;
}

/** What stands beside an indicator's number; null where its text is in another document. */
export function indicatorText({ no, text }: ConsolidatedIndicator): string | null {
  return text ?? (no.endsWith('.*') ? `Các chỉ tiêu của Mục tiêu ${no.slice(0, -2)}` : null);
}

export function statusOf(figure: Figure): string {
  return figure.status === 'estimate' ? 'Ước' : 'Chính thức';
}

/**
 * Who owes what is missing, by role and never by name: a plan that is public would tell the rest, and the bodies that
 * are silent are named to nobody but the People's Committee.
 */
export function owedBy(indicator: ConsolidatedIndicator): string {
  const owners = indicator.owners.length;
  if (owners === 0) return 'Kế hoạch chưa giao cơ quan chủ trì chỉ tiêu';
  if (owners === 1) return 'Cơ quan chủ trì chỉ tiêu chưa cung cấp số liệu';
  return `Các cơ quan chủ trì chỉ tiêu chưa cung cấp số liệu (0/${owners})`;
}

/** `mới có số liệu của 1/2 cơ quan được giao`; null where all who owe figures have given some, or nobody has. */
export function partOfOwners({ expected, reported, figures }: ConsolidatedIndicator): string | null {
  if (figures.length === 0 || reported >= expected) return null;
  return `mới có số liệu của ${reported}/${expected} cơ quan, đơn vị được giao`;
}

/** The part of the indicator that a figure counts: without it two figures side by side would contradict each other. */
export function scopeWords(figure: Figure): string | null {
  return figure.scope === null ? null : `Phạm vi: ${figure.scope}`;
}

/** True where the figures of one indicator come from several bodies: then they stand side by side. */
export function hasSeveralSources(indicator: ConsolidatedIndicator): boolean {
  return countBodies(indicator.figures.map(({ source }) => source)) > 1;
}

/** `Mục tiêu 4` from `4`; a title stays as it is. */
export function objectiveTitle(objective: string): string {
  return /^\d/.test(objective) ? `Mục tiêu ${objective}` : objective;
}
