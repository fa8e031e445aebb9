import type { Table } from 'docx';
import { BorderStyle, type Paragraph } from 'docx';
import type { Consolidation } from '../domain/consolidation.ts';
import { isLocalDate, yearOf } from '../domain/time.ts';
import { placingTable } from './cells.ts';
import { LETTERHEAD_COLUMNS, SIZE } from './layout.ts';
import { centred, rule, ruleLengthFor, run } from './paragraph.ts';
import { BLANK, capitals } from './text.ts';

/** Wide as "Độc lập - Tự do - Hạnh phúc" in 14 points bold: the rule under it is as long as the words (II.1). */
const MOTTO_RULE = 3420;

/**
 * The head of the first page: agency and nation, then number and place, in two rows so that both pairs align. `number`
 * stands under the agency, blank: only the registry gives one. `year`: the one in which the draft will be signed.
 */
export function letterhead(lead: Consolidation['lead'], number: Paragraph[], year: number): Table {
  return placingTable(
    [LETTERHEAD_COLUMNS.agency, LETTERHEAD_COLUMNS.nation],
    [
      [agency(lead), nation()],
      [number, placeAndDate(lead, year)],
    ],
  );
}

/** `BC-SNV` from `SNV` or `BC-SNV`: the abbreviation of the kind of document comes first (II.3). */
export function symbolOf(c: Consolidation): string {
  return c.lead.symbol.startsWith('BC-') ? c.lead.symbol : `BC-${c.lead.symbol}`;
}

/** The year in which the draft will be signed; a consolidation of December may be signed in January. */
export function signingYear(c: Consolidation): number {
  const day = c.asOf.slice(0, 10);
  return isLocalDate(day) ? yearOf(day) : c.year;
}

function agency(lead: Consolidation['lead']): Paragraph[] {
  const above = twoLines(capitals(lead.parentName)).map((line) => centred([run(line, { size: SIZE.head })]));
  const own = twoLines(capitals(lead.name));
  return [
    ...above,
    ...own.map((line) => centred([run(line, { size: SIZE.head, bold: true })])),
    // II.2: the rule is a third to a half of the line above it.
    rule(ruleLengthFor(own.at(-1) ?? '', 190, 1500), LETTERHEAD_COLUMNS.agency),
  ];
}

function nation(): Paragraph[] {
  return [
    centred([run('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: SIZE.head })]),
    centred([run('Độc lập - Tự do - Hạnh phúc', { bold: true })]),
    rule(MOTTO_RULE, LETTERHEAD_COLUMNS.nation),
  ];
}

/** The number of a report. The draft's mark stands apart from it, in a frame. */
export function reportNumber(c: Consolidation): Paragraph[] {
  const line = { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 2 };
  return [
    centred([run(`Số:${BLANK}/${symbolOf(c)}`, { size: SIZE.head })], { spacing: { before: 120, after: 160 } }),
    centred([run(`DỰ THẢO (lần ${c.version})`, { size: SIZE.head, bold: true })], {
      border: { top: line, bottom: line, left: line, right: line },
      indent: { left: 600, right: 600 },
      spacing: { after: 60 },
    }),
  ];
}

function placeAndDate(lead: Consolidation['lead'], year: number): Paragraph[] {
  const text = `${lead.place}, ngày${BLANK}tháng${BLANK}năm ${year}`;
  return [centred([run(text, { italics: true })], { spacing: { before: 120 } })];
}

/** A People's Committee's long name breaks where custom breaks it: ỦY BAN NHÂN DÂN / TỈNH SƠN LA. */
function twoLines(name: string): string[] {
  const parts = /^(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN) (.+)$/.exec(name.normalize('NFC'));
  return parts ? parts.slice(1) : [name].filter((line) => line !== '');
}
