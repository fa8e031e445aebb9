import { Document, type FileChild, Header, Packer, PageNumber, type Paragraph, TextRun } from 'docx';
import { FONT, PAGE, SIZE } from './layout.ts';
import { centred } from './paragraph.ts';
import { coreProperties } from './properties.ts';
import { withoutClock } from './same-bytes.ts';

/** Paper and page numbers of Nghị định 30/2020/NĐ-CP, Phụ lục I. The same input gives the same bytes. */
export async function officialDocument(
  children: FileChild[],
  { subject, author }: { subject: string; author: string },
): Promise<Buffer> {
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
        children,
      },
    ],
  });
  return withoutClock(await Packer.toBuffer(document, undefined, [coreProperties(subject, author)]));
}

/** I.7: Arabic, 13 to 14 points, centred in the top margin, not shown on page one. */
function pageNumber(): Paragraph {
  return centred([new TextRun({ children: [PageNumber.CURRENT], font: FONT, size: SIZE.body })]);
}
