import { AlignmentType, TableRow, type Table } from 'docx';
import type { ConsolidatedIndicator, Provenance } from '../domain/consolidation.ts';
import type { Figure } from '../domain/submission.ts';
import { ruledTable, small, tableCell } from './cells.ts';
import {
  indicatorWords,
  NO_FIGURE,
  objectiveTitle,
  owedBy,
  partsOf,
  periodOf,
  resultOf,
  scopeWords,
  statusOf,
} from './figure-text.ts';
import { groupBy } from '../domain/group-by.ts';
import { TEXT_WIDTH } from './layout.ts';
import { sourceInFull } from './source.ts';
import { sentence } from './text.ts';

const COLUMNS = [2900, 1900, 1600, TEXT_WIDTH - 6400];
const MERGED_AT_MOST = 4;
const TITLES = ['Chỉ tiêu', 'Số liệu', 'Ước/chính thức; kỳ số liệu', 'Nguồn'];

/** One row for each figure. Two figures of one indicator stand side by side: an average would be nobody's figure. */
export function figuresTable(indicators: readonly ConsolidatedIndicator[]): Table {
  const byObjective = groupBy(indicators, (indicator) => indicator.objective);
  const rows = [...byObjective].flatMap(([objective, members]) => [
    objectiveRow(objective),
    ...members.flatMap(indicatorRows),
  ]);
  return ruledTable(COLUMNS, [titleRow(), ...rows]);
}

function titleRow(): TableRow {
  const cells = TITLES.map((title) => tableCell([[small(title, { bold: true })]], { alignment: AlignmentType.CENTER }));
  return new TableRow({ tableHeader: true, cantSplit: true, children: cells });
}

function objectiveRow(objective: string): TableRow {
  const cell = tableCell([[small(objectiveTitle(objective), { bold: true })]], {
    columnSpan: COLUMNS.length,
    keepNext: true,
  });
  return new TableRow({ cantSplit: true, children: [cell] });
}

function indicatorRows(indicator: ConsolidatedIndicator): TableRow[] {
  const words = indicatorWords(indicator);
  const count = indicator.figures.length;
  if (count === 0) return [row([tableCell([[small(words)]]), ...missingCells(indicator)])];
  // A merged cell over several pages leaves them without a word of what is counted: long lists repeat the number.
  const merged = count <= MERGED_AT_MOST;
  return indicator.figures.map(({ figure, source }, index) => {
    const cells = figureCells(figure, source);
    if (merged) return row(index === 0 ? [tableCell([[small(words)]], { rowSpan: count }), ...cells] : cells);
    return row([tableCell([[small(index === 0 ? words : `Chỉ tiêu ${indicator.no}`)]]), ...cells]);
  });
}

function missingCells(indicator: ConsolidatedIndicator): ReturnType<typeof tableCell>[] {
  const centre = { alignment: AlignmentType.CENTER };
  return [
    tableCell([[small(sentence(NO_FIGURE), { italics: true })]], centre),
    tableCell([[small('–')]], centre),
    tableCell([[small(owedBy(indicator), { italics: true })]]),
  ];
}

function figureCells(figure: Figure, source: Provenance): ReturnType<typeof tableCell>[] {
  const centre = { alignment: AlignmentType.CENTER };
  const result = resultOf(figure);
  const parts = partsOf(figure);
  const period = periodOf(figure);
  const scope = scopeWords(figure);
  const numbers = [
    ...(result === null ? [] : [[small(result, { bold: true })]]),
    ...(parts === null ? [] : [[small(`(${parts})`)]]),
    ...(scope === null ? [] : [[small(scope)]]),
  ];
  return [
    tableCell(numbers.length > 0 ? numbers : [[small(sentence(NO_FIGURE), { italics: true })]], centre),
    tableCell([[small(statusOf(figure))], ...(period === null ? [] : [[small(period)]])], centre),
    tableCell([[small(sourceInFull(source))], ...remarks(figure).map((text) => [small(text, { italics: true })])]),
  ];
}

function remarks(figure: Figure): string[] {
  return [
    ...(figure.source === '' ? [] : [`Nguồn số liệu: ${figure.source}`]),
    ...(figure.note === null || figure.note === '' ? [] : [`Giải thích: ${figure.note}`]),
  ];
}

function row(children: ReturnType<typeof tableCell>[]): TableRow {
  return new TableRow({ cantSplit: true, children });
}
