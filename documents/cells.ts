import type { TextRun } from 'docx';
import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type ITableCellOptions,
} from 'docx';
import { SIZE, TEXT_WIDTH } from './layout.ts';
import { run } from './paragraph.ts';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const NO_MARGIN = { top: 0, bottom: 0, left: 0, right: 0 };

/** A table that only places things: no lines, no margins, and a row is never torn over two pages. */
export function placingTable(columns: number[], rows: Paragraph[][][]): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE },
    margins: NO_MARGIN,
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(cellOf(columns)) })),
  });
}

/** A table of figures with thin lines; the widths are fixed, so that Word and LibreOffice break the same lines. */
export function ruledTable(columns: number[], rows: TableRow[]): Table {
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    borders: { top: THIN, bottom: THIN, left: THIN, right: THIN, insideHorizontal: THIN, insideVertical: THIN },
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    rows,
  });
}

/** A cell of a ruled table, one paragraph for each list of runs. */
export function tableCell(
  paragraphs: TextRun[][],
  options: Omit<ITableCellOptions, 'children'> & Pick<IParagraphOptions, 'alignment' | 'keepNext'> = {},
): TableCell {
  const { alignment, keepNext, ...cell } = options;
  const paragraph: IParagraphOptions = { ...(alignment ? { alignment } : {}), keepNext: keepNext ?? false };
  return new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    ...cell,
    children: paragraphs.map((children) => new Paragraph({ ...paragraph, children })),
  });
}

/** A run in the size of tables. */
export function small(text: string, style: { bold?: boolean; italics?: boolean } = {}): TextRun {
  return run(text, { ...style, size: SIZE.table });
}

function cellOf(columns: number[]): (children: Paragraph[], index: number) => TableCell {
  return (children, index) =>
    new TableCell({ children, width: { size: columns[index] ?? 0, type: WidthType.DXA }, margins: NO_MARGIN });
}
