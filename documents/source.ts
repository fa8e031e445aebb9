import type { ConsolidatedLine, Consolidation, Provenance } from '../domain/consolidation.ts';
import { shortDate } from './text.ts';

/** `Sở Y tế, báo cáo lần 2, nhận ngày 21/11/2025`: enough to find the very version that a word came from. */
export function sourceInFull(source: Provenance): string {
  const handed = isApart(source) ? 'nộp riêng' : 'báo cáo';
  return `${source.organisationName}, ${handed} lần ${source.submission}, nhận ngày ${shortDate(source.receivedOn)}`;
}

/** The same where every paragraph carries one. */
export function sourceInShort(source: Provenance): string {
  return `${source.organisationName}, ${versionInShort(source)}, ${shortDate(source.receivedOn)}`;
}

/** `lần 2`; what is handed in apart from the report has versions of its own. */
export function versionInShort(source: Provenance): string {
  return `${isApart(source) ? 'nộp riêng ' : ''}lần ${source.submission}`;
}

export const isApart = ({ kind }: Provenance): boolean => kind === 'own';

/** How many bodies speak, however many lines each of them has. */
export function countBodies(sources: readonly Provenance[]): number {
  return new Set(sources.map((source) => source.organisation)).size;
}

export function sourcesOf(lines: readonly ConsolidatedLine[]): Provenance[] {
  return lines.map((line) => line.source);
}

/** The source of each figure and each text, in the order of the report. */
export function everySource(c: Consolidation): Provenance[] {
  return [
    ...c.documents.map(({ source }) => source),
    ...c.indicators.flatMap((indicator) => indicator.figures.map(({ source }) => source)),
    ...sourcesOf([...c.duties.flatMap((duty) => duty.lines), ...c.difficulties, ...c.proposals, ...c.nextYear]),
  ];
}
