import { nameKey } from '../../domain/party.ts';
import type { Finding, Indicator, Source, Target } from '../../domain/plan.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { reversedChange, uncustomaryBase } from './figures.ts';
import { note, warning } from './subject.ts';
import type { Subject } from './subject.ts';
import { excludeEachOther, isBeyondShare, targetWords } from './target-range.ts';

/** Targets that can't be what was meant: a reduction that rises, two levels of one indicator that exclude each other. */
export function targetContradictory({ plan, schedule }: Subject): Finding[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  return indicators.flatMap((indicator, index) => {
    const earlier = indicators.slice(0, index).find((other) => isSameMeasure(other, indicator)) ?? null;
    const fault = contradictionIn(indicator, earlier);
    if (fault === null) return [];
    const sentence = `Chỉ tiêu ${indicator.no} ${fault}`;
    return [targetFinding('target-contradictory', sentence, indicator.source, readingOf(indicator, schedule))];
  });
}

/** Figures that nothing can reach, or that are counted on a base that nobody uses. */
export function targetImpossible({ plan, schedule }: Subject): Finding[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  return indicators.flatMap((indicator) => {
    const fault = impossibilityIn(indicator);
    if (fault === null) return [];
    const sentence = `Chỉ tiêu ${indicator.no} ${fault}`;
    return [targetFinding('target-impossible', sentence, indicator.source, readingOf(indicator, schedule))];
  });
}

/** What is garbled in a signed plan stays as it is; once the lead has put a reading beside it, it is worth knowing. */
export function targetFinding(code: string, sentence: string, source: Source, reading?: string): Finding {
  if (reading !== undefined)
    return note(code, `${sentence}; giữ nguyên chữ, cách hiểu khi áp dụng là “${reading}”.`, source);
  return warning(code, `${sentence}; giữ nguyên chữ, cần ghi cách hiểu khi áp dụng.`, source);
}

const readingOf = ({ no }: Indicator, schedule: Schedule | null): string | undefined =>
  schedule?.asApplied.find(({ at }) => at === no)?.value;

function contradictionIn({ text, targets }: Indicator, earlier: Indicator | null): string | null {
  const reversed = text === null ? null : reversedIn(text);
  if (reversed !== null) return reversed;
  const turned = targets.find(({ op, value, value2 }) => op === 'between' && value2 !== null && value2 < value);
  if (turned) return `ghi “${targetWords(turned)}”, đầu lớn hơn cuối`;
  const within = excludingPair(targets, targets);
  if (within) return `nêu ${within}, không thể cùng đạt`;
  const across = earlier && excludingPair(earlier.targets, targets);
  return across && `lặp lại chỉ tiêu ${earlier.no} với mức khác, ${across}`;
}

function impossibilityIn({ text, targets }: Indicator): string | null {
  const beyond = isShare(text ?? '') ? targets.find(isBeyondShare) : undefined;
  if (beyond) return `nêu mức “${targetWords(beyond)}”, mà một tỷ lệ chỉ có thể từ 0 đến 100%`;
  return baseIn(text ?? targets.map(({ value, unit }) => `${String(value).replace('.', ',')} ${unit}`).join('; '));
}

/** The rest of a sentence about words such as `giảm từ 55 … xuống 56`, or null. */
export function reversedIn(text: string): string | null {
  const change = reversedChange(text);
  return change && `ghi “${change.words}”, mức đích ${change.rises ? 'thấp' : 'cao'} hơn mức đầu`;
}

/** The rest of a sentence about words such as `108 bé trai/110 bé gái`, or null. */
export function baseIn(text: string): string | null {
  const ratio = uncustomaryBase(text);
  if (!ratio) return null;
  const customary = String(ratio.customary).replace(/\B(?=(\d{3})+$)/g, '.');
  return `ghi “${ratio.words}”, mẫu số ${ratio.base} khác mẫu số quen dùng là ${customary}`;
}

/** A growth, or a figure compared with another, may well be above a hundred per cent. */
const isShare = (text: string): boolean =>
  !/so với|kế hoạch|dự toán|vượt|tốc độ|tăng trưởng|tăng\s+(?:thêm|trên|ít nhất|tối thiểu|khoảng)?\s*\d/iu.test(text);

function excludingPair(ones: Target[], others: Target[]): string | null {
  for (const one of ones) {
    const other = others.find((candidate) => excludeEachOther(one, candidate));
    if (other) return `“${targetWords(one)}” và “${targetWords(other)}”`;
  }
  return null;
}

/** The same words but for the figures. */
function isSameMeasure({ text: one }: Indicator, { text: other }: Indicator): boolean {
  if (one === null || other === null) return false;
  const [a, b] = [one, other].map((text) => nameKey(text.replace(/[\d.,%;:]+/g, ' ')));
  return a === b;
}
