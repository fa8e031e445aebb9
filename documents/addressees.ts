import { Paragraph } from 'docx';
import { BODY } from './layout.ts';
import { centred, run } from './paragraph.ts';

/** II.9: one body on the line of "Kính gửi:", several each on a line of its own. */
export function addressees(names: readonly string[]): Paragraph[] {
  const spacing = { before: BODY.spacing, after: BODY.spacing };
  if (names.length <= 1) return [centred([run(`Kính gửi: ${names[0] ?? '…'}`)], { spacing })];
  const last = names.length - 1;
  return [
    new Paragraph({ children: [run('Kính gửi:')], indent: { left: 2400 }, spacing: { before: BODY.spacing } }),
    ...names.map(
      (name, index) =>
        new Paragraph({ children: [run(`- ${name}${index === last ? '.' : ';'}`)], indent: { left: 3600 } }),
    ),
  ];
}
