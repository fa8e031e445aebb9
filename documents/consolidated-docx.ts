import type { FileChild, Paragraph } from 'docx';
import type { Consolidation } from '../domain/consolidation.ts';
import { addressees } from './addressees.ts';
import { closing } from './closing.ts';
import { TEXT_WIDTH } from './layout.ts';
import { letterhead, reportNumber, signingYear } from './letterhead.ts';
import { officialDocument } from './official-document.ts';
import { openingText, subjectOf, supplementSubject } from './opening.ts';
import { bodyParagraph, centred, rule, ruleLengthFor, run } from './paragraph.ts';
import { sections } from './sections.ts';

/**
 * The draft of the consolidated report, laid out after Nghị định 30/2020/NĐ-CP, Phụ lục I. Number, day and signer are
 * blank: the registry and a person give them. Names of silent bodies are nowhere in it. The same input gives the same
 * bytes.
 *
 * @param signerRole what stands above the signature (Default: told from the lead's name, "GIÁM ĐỐC" for a department)
 */
export async function consolidatedDocx(c: Consolidation, signerRole?: string): Promise<Buffer> {
  return officialDocument([...head(c), ...sections(c), ...closing(c, signerRole)], {
    subject: subjectOf(c),
    author: c.lead.name,
  });
}

function head(c: Consolidation): FileChild[] {
  const paper = letterhead(c.lead, reportNumber(c), signingYear(c));
  return [paper, ...title(c), ...addressees(c.addressees), bodyParagraph([run(openingText(c))])];
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
