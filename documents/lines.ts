import type { Paragraph } from 'docx';
import type { ConsolidatedLine } from '../domain/consolidation.ts';
import { bodyParagraph, run } from './paragraph.ts';
import { sourceInShort } from './source.ts';
import { paragraphsOf } from './text.ts';

/** Each text as it was written, its source in brackets behind its last paragraph: the editor keeps or deletes it. */
export function sourcedParagraphs(lines: readonly ConsolidatedLine[]): Paragraph[] {
  return lines.flatMap((line) => {
    const texts = paragraphsOf(line.text);
    return texts.map((text, index) => {
      const words = run(index === 0 ? dashed(text) : text);
      const source = run(` (${sourceInShort(line.source)})`, { italics: true });
      return bodyParagraph(index === texts.length - 1 ? [words, source] : [words]);
    });
  });
}

function dashed(text: string): string {
  return /^[-–+•]/.test(text) ? text : `- ${text}`;
}
