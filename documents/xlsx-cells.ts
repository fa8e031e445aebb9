import type { Cell, CellObject, Row } from 'write-excel-file/node';
import { isLocalDate, type LocalDate } from '../domain/time.ts';
import { printable } from './text.ts';

const POINTS_PER_LINE = 16;

/** With these at its front a spreadsheet takes a text for a formula, also when it is saved as CSV and opened again. */
const FORMULA = /^[=+\-@\t\r]/;

/** A text that stays a text. Somebody's words come from outside; `=HYPERLINK(…)` must not run at the lead's desk. */
export function textCell(text: string | null, style: CellObject = {}): Cell {
  if (text === null || text === '') return null;
  const clean = printable(text);
  // Both are asked: printable() strips a leading tab, behind which an equals sign may stand.
  const guarded = FORMULA.test(text) || FORMULA.test(clean) ? `'${clean}` : clean;
  return { value: guarded, type: String, wrap: true, alignVertical: 'top', ...style };
}

/** A number stays a number, negative or not, so that it can be summed. */
export function numberCell(value: number | null): Cell {
  if (value === null) return null;
  // `#,##0.####` alone would leave a whole number with a decimal sign at its end.
  return { value, type: Number, format: Number.isInteger(value) ? '#,##0' : '#,##0.0###', alignVertical: 'top' };
}

/** How many, or which version: centred, to stand apart from the date in the next column. */
export function countCell(value: number): Cell {
  return { value, type: Number, format: '0', align: 'center', alignVertical: 'top' };
}

/** A real date, so that it can be sorted; a spreadsheet's day has no zone, and UTC midnight is that day. */
export function dateCell(date: LocalDate | null): Cell {
  if (date === null || !isLocalDate(date)) return textCell(date);
  return {
    value: new Date(`${date}T00:00:00Z`),
    type: Date,
    format: 'dd/mm/yyyy',
    alignVertical: 'top',
    align: 'left',
  };
}

/**
 * Gives each row the height that its longest wrapped text needs: LibreOffice and viewers on a telephone show one line
 * of a row without height, and the rest of what a body wrote would seem not to be there.
 */
export function withHeights(rows: readonly Row[], widths: readonly number[]): Row[] {
  return rows.map((row) => {
    const height = POINTS_PER_LINE * Math.max(1, ...row.map((cell, column) => linesOf(cell, widths[column] ?? 10)));
    // Any one cell can carry the height of its row; Excel takes 409 points at most.
    const [first, ...others] = row;
    return [{ ...(isObject(first) ? first : {}), height: Math.min(409, height) }, ...others];
  });
}

function linesOf(cell: Cell | undefined, width: number): number {
  if (!isObject(cell) || typeof cell.value !== 'string') return 1;
  // A wrapped line is seldom full: nine tenths of the column's width is what words fill on average.
  return cell.value.split('\n').reduce((lines, text) => lines + Math.max(1, Math.ceil(text.length / (width * 0.9))), 0);
}

function isObject(cell: Cell | undefined): cell is CellObject {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date);
}

/** The titles of the columns. */
export function titleRow(titles: readonly string[]): Row {
  return titles.map((value) => ({
    value,
    type: String,
    fontWeight: 'bold',
    backgroundColor: '#DDE6EE',
    wrap: true,
    align: 'center',
    alignVertical: 'center',
    bottomBorderStyle: 'thin',
  }));
}
