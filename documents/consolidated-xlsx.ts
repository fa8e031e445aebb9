import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { Consolidation } from '../domain/consolidation.ts';
import { withoutClock } from './same-bytes.ts';
import { titleRow, withHeights } from './xlsx-cells.ts';
import { documentRows, dutyRows, indicatorRows, receiptRows } from './xlsx-sheets.ts';

/** A column: its title, and its width in letters. */
type Column = readonly [title: string, width: number];

const INDICATORS: readonly Column[] = [
  ['Mục tiêu', 22],
  ['Chỉ tiêu', 9],
  ['Nội dung chỉ tiêu', 44],
  ['Phạm vi', 20],
  ['Ước/chính thức', 16],
  ['Tử số', 12],
  ['Mẫu số', 12],
  ['Kết quả', 12],
  ['Đơn vị tính', 16],
  ['Từ ngày', 12],
  ['Đến ngày', 12],
  ['Cơ quan, đơn vị', 24],
  ['Báo cáo lần', 10],
  ['Ngày nhận', 12],
  ['Nguồn số liệu', 28],
  ['Ghi chú', 36],
];

const DOCUMENTS: readonly Column[] = [
  ['Cơ quan, đơn vị', 34],
  ['Số, ký hiệu', 20],
  ['Ngày ban hành', 12],
  ['Người ký', 24],
  ['Nội dung, sản phẩm', 44],
  ['Lần gửi', 10],
  ['Ngày nhận', 12],
];

const DUTIES: readonly Column[] = [
  ['Nhiệm vụ', 10],
  ['Đối tượng được phân công', 26],
  ['Nội dung nhiệm vụ', 44],
  ['Số đơn vị đã báo cáo', 12],
  ['Số đơn vị phải báo cáo', 12],
  ['Kết quả', 70],
  ['Cơ quan, đơn vị', 24],
  ['Báo cáo lần', 10],
  ['Ngày nhận', 12],
];

const RECEIPTS: readonly Column[] = [
  ['Tình hình', 52],
  ['Số lượng', 24],
  ['Cơ quan, đơn vị đã gửi', 34],
  ['Số lần gửi', 10],
  ['Ngày nhận lần đầu', 12],
];

type WorkbookSheet = Parameters<typeof writeXlsxFile>[0][number];

/** The figures and texts of the consolidated report as a workbook, to sort and to sum. Same input, same bytes. */
export async function consolidatedXlsx(c: Consolidation): Promise<Buffer> {
  const content =
    c.covers === 'document'
      ? [sheet('Văn bản', DOCUMENTS, documentRows(c))]
      : [sheet('Chỉ tiêu', INDICATORS, indicatorRows(c)), sheet('Nhiệm vụ', DUTIES, dutyRows(c))];
  const sheets = [...content, sheet('Tình hình gửi', RECEIPTS, receiptRows(c))];
  // The library's `toBuffer` comes through a type that typescript-eslint takes for `any`: the name keeps it a Buffer.
  const workbook: Buffer = await writeXlsxFile(sheets, { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
  return withoutClock(workbook);
}

function sheet(name: string, columns: readonly Column[], rows: Row[]): WorkbookSheet {
  const widths = columns.map(([, width]) => width);
  return {
    sheet: name,
    data: withHeights([titleRow(columns.map(([title]) => title)), ...rows], widths),
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}
