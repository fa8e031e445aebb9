import type { Paragraph } from 'docx';
import type { ConsolidatedDuty, ConsolidatedIndicator, Consolidation } from '../domain/consolidation.ts';
import { namelessTitle } from './duties.ts';
import { indicatorWords, NO_FIGURE, owedBy, partOfOwners } from './figure-text.ts';
import { bodyParagraph, run } from './paragraph.ts';

/** What the report can't tell, said aloud and without names: who reads it must not take silence for success. */
export function gapParagraphs(c: Consolidation): Paragraph[] {
  const texts = [
    ...indicatorGaps(c.indicators),
    ...partialIndicators(c.indicators),
    ...dutyGaps(c.duties),
    ...reportGaps(c),
  ];
  return (texts.length > 0 ? texts : ['Không có.']).map((text) => bodyParagraph([run(text)]));
}

/** Of documents to hand in: how many came, how many did not, how many are still looked at. */
export function documentGaps(c: Consolidation): Paragraph[] {
  const [silent, reviewed] = [c.missing.length, c.underReview.length];
  const texts = [
    `${c.received.length}/${c.expected.length} cơ quan, đơn vị, địa phương đã gửi văn bản.`,
    ...(silent > 0 ? [`Chưa nhận được văn bản của ${silent} cơ quan, đơn vị, địa phương.`] : []),
    ...(reviewed > 0 ? [`Văn bản đã nhận, đang trong thời gian xem xét: ${reviewed}.`] : []),
  ];
  return texts.map((text) => bodyParagraph([run(text)]));
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

/** A figure of one part, or of one body, must not be read as the whole. */
function partialIndicators(indicators: readonly ConsolidatedIndicator[]): string[] {
  const partial = indicators.filter((indicator) => partOfOwners(indicator) !== null);
  if (partial.length === 0) return [];
  return [
    `Chỉ tiêu mới có một phần số liệu: ${partial.length}/${indicators.length} chỉ tiêu.`,
    ...partial.map((indicator) => `- Chỉ tiêu ${indicator.no}: ${partOfOwners(indicator)}.`),
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
