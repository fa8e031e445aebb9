import { nameKey } from '../../domain/party.ts';
import type { Finding, Indicator, Source, Target } from '../../domain/plan.ts';
import { reversedChange, uncustomaryBase } from './figures.ts';
import { warning } from './subject.ts';
import type { Subject } from './subject.ts';
import { excludeEachOther, isBeyondShare, targetWords } from './target-range.ts';

/** How a lead gets on with what is garbled in a signed plan: it stays, and a reading is put beside it. */
const KEPT = 'giữ nguyên chữ, cần ghi cách hiểu khi áp dụng';

/** Targets that can't be what was meant: a reduction that rises, two levels of one indicator that exclude each other. */
export function targetContradictory({ plan }: Subject): Finding[] {
  const indicators = plan.objectives.flatMap((objective) => objective.indicators);
  return indicators.flatMap((indicator, index) => {
    const { no, text, targets, source } = indicator;
    const reversed = changeReversed(`Chỉ tiêu ${no}`, text ?? '', source);
    const turned = targets.find(({ op, value, value2 }) => op === 'between' && value2 !== null && value2 < value);
    const twice = indicators.slice(0, index).find((other) => isSameMeasure(other, indicator));
    if (reversed.length > 0) return reversed;
    if (turned) return [contradiction(`Chỉ tiêu ${no} ghi “${targetWords(turned)}”, đầu lớn hơn cuối`, source)];
    const within = excludingPair(targets, targets);
    if (within) return [contradiction(`Chỉ tiêu ${no} nêu ${bothWords(within)}, không thể cùng đạt`, source)];
    const across = twice && excludingPair(twice.targets, targets);
    if (!across) return [];
    return [contradiction(`Chỉ tiêu ${no} lặp lại chỉ tiêu ${twice.no} với mức khác, ${bothWords(across)}`, source)];
  });
}

/** Figures that nothing can reach, or that are counted on a base that nobody uses. */
export function targetImpossible({ plan }: Subject): Finding[] {
  return plan.objectives
    .flatMap((objective) => objective.indicators)
    .flatMap(({ no, text, targets, source }) => {
      const beyond = isShare(text ?? '') ? targets.find(isBeyondShare) : undefined;
      if (beyond) {
        const message = `Chỉ tiêu ${no} nêu mức “${targetWords(beyond)}”, mà một tỷ lệ chỉ có thể từ 0 đến 100%; ${KEPT}.`;
        return [warning('target-impossible', message, source)];
      }
      const words = text ?? targets.map(({ value, unit }) => `${String(value).replace('.', ',')} ${unit}`).join('; ');
      return baseUncustomary(`Chỉ tiêu ${no}`, words, source);
    });
}

/** A growth, or a figure compared with another, may well be above a hundred per cent. */
const isShare = (text: string): boolean =>
  !/so với|kế hoạch|dự toán|vượt|tốc độ|tăng trưởng|tăng\s+(?:thêm|trên|ít nhất|tối thiểu|khoảng)?\s*\d/iu.test(text);

/** `who` begins the sentence: an indicator, or the line of a text. */
export function changeReversed(who: string, text: string, source: Source): Finding[] {
  const change = reversedChange(text);
  if (!change) return [];
  const fault = change.rises ? 'mức đích thấp hơn mức đầu' : 'mức đích cao hơn mức đầu';
  return [contradiction(`${who} ghi “${change.words}”, ${fault}`, source)];
}

export function baseUncustomary(who: string, text: string, source: Source): Finding[] {
  const ratio = uncustomaryBase(text);
  if (!ratio) return [];
  const customary = String(ratio.customary).replace(/\B(?=(\d{3})+$)/g, '.');
  const message = `${who} ghi “${ratio.words}”, mẫu số ${ratio.base} khác mẫu số quen dùng là ${customary}; ${KEPT}.`;
  return [warning('target-impossible', message, source)];
}

const contradiction = (sentence: string, source: Source): Finding =>
  warning('target-contradictory', `${sentence}; ${KEPT}.`, source);

const bothWords = ([one, other]: [Target, Target]): string => `“${targetWords(one)}” và “${targetWords(other)}”`;

function excludingPair(ones: Target[], others: Target[]): [Target, Target] | null {
  for (const one of ones) {
    const other = others.find((candidate) => excludeEachOther(one, candidate));
    if (other) return [one, other];
  }
  return null;
}

/** The same words but for the figures. */
function isSameMeasure({ text: one }: Indicator, { text: other }: Indicator): boolean {
  if (one === null || other === null) return false;
  const [a, b] = [one, other].map((text) => nameKey(text.replace(/[\d.,%;:]+/g, ' ')));
  return a === b;
}
