import { Paragraph, type FileChild } from 'docx';
import type { ConsolidatedLine, Consolidation } from '../domain/consolidation.ts';
import { documentsTable } from './documents-table.ts';
import { dutyParagraphs } from './duties.ts';
import { figuresTable } from './figures-table.ts';
import { documentGaps, gapParagraphs, withoutFigures } from './gaps.ts';
import { sourcedParagraphs } from './lines.ts';
import { bodyParagraph, heading, run } from './paragraph.ts';
import { roman } from './text.ts';

interface Section {
  title: string;
  children: FileChild[];
}

/**
 * The numbered parts of the report. A draft keeps its empty parts, since someone will write them; a supplement has
 * only what came, and no gaps: what it lacks is not missing, it stands in the report it follows.
 */
export function sections(c: Consolidation): FileChild[] {
  const parts = c.covers === 'document' ? documentParts(c) : itemParts(c);
  const kept = c.kind === 'draft' ? parts : parts.slice(0, -1).filter((section) => section.children.length > 0);
  return kept.flatMap((section, index) => [
    heading(`${roman(index + 1)}. ${section.title}`),
    ...(section.children.length > 0 ? section.children : [bodyParagraph([run('Chưa có nội dung.')])]),
  ]);
}

function itemParts(c: Consolidation): Section[] {
  return [figures(c), duties(c), ...narratives(c), gaps(c)];
}

/** The list of what came in. Nobody is asked for words beside a document, so that only those who wrote some have a part. */
function documentParts(c: Consolidation): Section[] {
  const { documents } = c;
  return [
    { title: 'VĂN BẢN ĐÃ NHẬN', children: documents.length > 0 ? [documentsTable(documents), afterTable()] : [] },
    ...narratives(c).filter(({ children }) => children.length > 0),
    { title: 'TÌNH HÌNH GỬI', children: documentGaps(c) },
  ];
}

function figures(c: Consolidation): Section {
  const silent = c.kind === 'draft' ? [] : withoutFigures(c.indicators);
  const shown = c.indicators.filter((indicator) => !silent.includes(indicator));
  const children = shown.length > 0 ? [figuresTable(shown), afterTable()] : [];
  return { title: 'KẾT QUẢ THỰC HIỆN MỤC TIÊU, CHỈ TIÊU', children };
}

/** An empty line parts a table from the next heading: a table has no spacing of its own. */
function afterTable(): Paragraph {
  return new Paragraph({ spacing: { line: 120, lineRule: 'exact' } });
}

function duties(c: Consolidation): Section {
  return { title: 'KẾT QUẢ THỰC HIỆN NHIỆM VỤ', children: dutyParagraphs(c.duties) };
}

function narratives(c: Consolidation): Section[] {
  return [
    narrative('KHÓ KHĂN, VƯỚNG MẮC', c.difficulties),
    narrative('ĐỀ XUẤT, KIẾN NGHỊ', c.proposals),
    narrative(`PHƯƠNG HƯỚNG, NHIỆM VỤ ${nextPeriod(c)}`, c.nextYear),
  ];
}

function narrative(title: string, lines: readonly ConsolidatedLine[]): Section {
  return { title, children: sourcedParagraphs(lines) };
}

function gaps(c: Consolidation): Section {
  return { title: 'NỘI DUNG CHƯA CÓ SỐ LIỆU, CHƯA CÓ BÁO CÁO', children: gapParagraphs(c) };
}

/** After six months the work ahead is that of the same year. */
function nextPeriod(c: Consolidation): string {
  return /(6|sáu) tháng/i.test(c.title) ? `6 THÁNG CUỐI NĂM ${c.year}` : `NĂM ${c.year + 1}`;
}
