import { AlignmentType, TableRow, type Table } from 'docx';
import type { ConsolidatedDocument } from '../domain/consolidation.ts';
import { ruledTable, small, tableCell } from './cells.ts';
import { TEXT_WIDTH } from './layout.ts';
import { shortDate } from './text.ts';

const COLUMNS = [600, 2750, 1650, 1300, TEXT_WIDTH - 7600, 1300];
const TITLES = ['TT', 'Cơ quan, đơn vị', 'Số, ký hiệu', 'Ngày ban hành', 'Người ký', 'Ngày nhận'];

/** What came in, a row for each body. Who has not sent has no row: the list counts those and names nobody. */
export function documentsTable(documents: readonly ConsolidatedDocument[]): Table {
  const titles = TITLES.map((title) => tableCell([[small(title, { bold: true })]], CENTRED));
  return ruledTable(COLUMNS, [
    new TableRow({ tableHeader: true, cantSplit: true, children: titles }),
    ...documents.map(documentRow),
  ]);
}

const CENTRED = { alignment: AlignmentType.CENTER };

function documentRow({ number, date, signer, product, source }: ConsolidatedDocument, index: number): TableRow {
  const remark = product === null ? [] : [[small(product, { italics: true })]];
  const children = [
    tableCell([[small(String(index + 1))]], CENTRED),
    tableCell([[small(source.organisationName)], ...remark]),
    tableCell([[small(number)]]),
    tableCell([[small(shortDate(date))]], CENTRED),
    tableCell([[small(signer)]]),
    tableCell([[small(shortDate(source.receivedOn))]], CENTRED),
  ];
  return new TableRow({ cantSplit: true, children });
}
