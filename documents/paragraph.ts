import { AlignmentType, BorderStyle, Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx';
import { BODY, FONT, SIZE } from './layout.ts';
import { printable } from './text.ts';

type Style = Pick<IRunOptions, 'bold' | 'italics' | 'size' | 'break'>;

/** One stretch of text. The font goes onto each run, since text pasted into Word keeps it only there. */
export function run(text: string, style: Style = {}): TextRun {
  // Blanks at the ends part one run from the next; printable() would eat them.
  const [, before = '', inner = '', after = ''] = /^( *)(.*?)( *)$/s.exec(text) ?? [];
  return new TextRun({ font: FONT, size: SIZE.body, ...style, text: before + printable(inner) + after });
}

/** A paragraph of the body (II.6): justified, first line in. */
export function bodyParagraph(children: TextRun[], keepNext = false): Paragraph {
  return new Paragraph({
    children,
    keepNext,
    alignment: AlignmentType.BOTH,
    indent: { firstLine: BODY.firstLine },
    spacing: { before: BODY.spacing, after: BODY.spacing },
  });
}

/** The title of a part, clause or point: stays with what follows it. */
export function heading(text: string, style: Style = { bold: true }): Paragraph {
  return bodyParagraph([run(text, style)], true);
}

export function centred(children: TextRun[], options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, ...options, children });
}

/**
 * A rule of given length, centred in a column of given width. It is the border of an empty paragraph: underscores
 * depend on the font, and a border of the text itself would squeeze the text to the rule's length.
 */
export function rule(length: number, columnWidth: number, after = 0): Paragraph {
  const side = Math.max(0, Math.round((columnWidth - length) / 2));
  return new Paragraph({
    children: [new TextRun({ text: '', size: 2 })],
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    indent: { left: side, right: side },
    spacing: { before: 20, after, line: 60, lineRule: 'exact' },
  });
}

/** Capitals and bold letters of 13 to 14 points are about that wide; rules need no more than a good guess. */
export function ruleLengthFor(text: string, twipsPerLetter: number, longest: number): number {
  return Math.min(longest, Math.max(700, Math.round(text.length * twipsPerLetter * 0.4)));
}
