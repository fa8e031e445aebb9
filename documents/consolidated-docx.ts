import { Document, Header, Packer, PageNumber, Paragraph, TextRun, type FileChild } from 'docx';
import type { Consolidation } from '../domain/consolidation.ts';
import { closing } from './closing.ts';
import { BODY, FONT, PAGE, SIZE, TEXT_WIDTH } from './layout.ts';
import { letterhead } from './letterhead.ts';
import { openingText, subjectOf, supplementSubject } from './opening.ts';
import { bodyParagraph, centred, rule, ruleLengthFor, run } from './paragraph.ts';
import { coreProperties } from './properties.ts';
import { withoutClock } from './same-bytes.ts';
import { sections } from './sections.ts';

/**
 * The draft of the consolidated report, laid out after Nghị định 30/2020/NĐ-CP, Phụ lục I. Number, day and signer are
 * blank: the registry and a person give them. Names of silent bodies are nowhere in it. The same input gives the same
 * bytes.
 *
 * @param signerRole what stands above the signature (Default: told from the lead's name, "GIÁM ĐỐC" for a department)
 */
export async function consolidatedDocx(c: Consolidation, signerRole?: string): Promise<Buffer> {
  const document = new Document({
    styles: {
      default: {
        // Without the language Word marks every Vietnamese word as a mistake.
        document: { run: { font: FONT, size: SIZE.body, language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: { page: PAGE, titlePage: true },
        headers: { default: new Header({ children: [pageNumber()] }), first: new Header({ children: [] }) },
        children: [...head(c), ...sections(c), ...closing(c, signerRole)],
      },
    ],
  });
  return withoutClock(await Packer.toBuffer(document, undefined, [coreProperties(subjectOf(c), c.lead.name)]));
}

function head(c: Consolidation): FileChild[] {
  return [letterhead(c), ...title(c), ...addressees(c), bodyParagraph([run(openingText(c))])];
}

/** I.7: Arabic, 13 to 14 points, centred in the top margin, not shown on page one. */
function pageNumber(): Paragraph {
  return centred([new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: SIZE.body })]);
}

/** II.5: kind and subject bold and centred, a rule of a third to a half of the line below. */
function title(c: Consolidation): Paragraph[] {
  const subject = c.kind === 'draft' ? subjectOf(c) : supplementSubject(c);
  return [
    centred([run('BÁO CÁO', { bold: true })], { spacing: { before: 240 } }),
    centred([run(subject, { bold: true })], { indent: { left: 700, right: 700 } }),
    rule(ruleLengthFor(subject, 140, 3000), TEXT_WIDTH, 120),
  ];
}

/** II.9: one body on the line of "Kính gửi:", several each on a line of its own. */
function addressees(c: Consolidation): Paragraph[] {
  const spacing = { before: BODY.spacing, after: BODY.spacing };
  if (c.addressees.length <= 1) return [centred([run(`Kính gửi: ${c.addressees[0] ?? '…'}`)], { spacing })];
  const last = c.addressees.length - 1;
  return [
    new Paragraph({ children: [run('Kính gửi:')], indent: { left: 2400 }, spacing: { before: BODY.spacing } }),
    ...c.addressees.map(
      (name, index) =>
        new Paragraph({ children: [run(`- ${name}${index === last ? '.' : ';'}`)], indent: { left: 3600 } }),
    ),
  ];
}
