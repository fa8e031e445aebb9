import type { Paragraph } from 'docx';
import type { ConsolidatedDuty, ConsolidatedIndicator, Consolidation } from '../domain/consolidation.ts';
import { namelessTitle } from './duties.ts';
import { indicatorWords, NO_FIGURE, owedBy } from './figure-text.ts';
import { bodyParagraph, run } from './paragraph.ts';

/** What the report can't tell, said aloud and without names: who reads it must not take silence for success. */
export function gapParagraphs(c: Consolidation): Paragraph[] {
  const texts = [...indicatorGaps(c.indicators), ...dutyGaps(c.duties), ...reportGaps(c)];
  return (texts.length > 0 ? texts : ['Không có.']).map((text) => bodyParagraph([run(text)]));
}

export function withoutFigures(indicators: readonly ConsolidatedIndicator[]): ConsolidatedIndicator[] {
  return indicators.filter((indicator) => indicator.figures.length === 0);
}

function indicatorGaps(indicators: readonly ConsolidatedIndicator[]): string[] {
  const missing = withoutFigures(indicators);
  if (missing.length === 0) return [];
  return [
    `Chỉ tiêu ${NO_FIGURE}: ${missing.length}/${indicators.length} chỉ tiêu.`,
    ...missing.map((indicator) => {
      const named = indicator.text === null ? indicatorWords(indicator) : `Chỉ tiêu ${indicator.no}: ${indicator.text}`;
      return `- ${named.replace(/[\s.;]+$/, '')}. ${owedBy(indicator)}.`;
    }),
  ];
}

function dutyGaps(duties: readonly ConsolidatedDuty[]): string[] {
  const missing = duties.filter((duty) => duty.lines.length === 0);
  if (missing.length === 0) return [];
  return [
    `Nhiệm vụ chưa có nội dung báo cáo: ${missing.length}/${duties.length} nhiệm vụ.`,
    ...missing.map((duty) => `- Nhiệm vụ ${[duty.no, namelessTitle(duty)].filter((text) => text !== '').join(': ')}.`),
  ];
}

function reportGaps(c: Consolidation): string[] {
  const silent = c.missing.length;
  return [
    ...(silent > 0 ? [`Chưa nhận được báo cáo của ${silent}/${c.expected.length} cơ quan, đơn vị, địa phương.`] : []),
    ...(c.underReview.length > 0 ? [`Báo cáo đã nhận, đang trong thời gian xem xét: ${c.underReview.length}.`] : []),
  ];
}
