import { Paragraph, type FileChild } from 'docx';
import { headsOf } from '../domain/consolidated-paper.ts';
import type { Consolidation } from '../domain/consolidation.ts';
import { placingTable } from './cells.ts';
import { SIZE, TEXT_WIDTH } from './layout.ts';
import { bodyParagraph, centred, run } from './paragraph.ts';

const RECIPIENTS_WIDTH = 4200;
/** Room for a signature and a stamp (II.7, II.8). */
const SIGNATURE_LINES = 4;
const UNKNOWN_SIGNER = '[CHỨC VỤ NGƯỜI KÝ]';

/** The last sentence with its end mark, then recipients and signature; the name stays blank. */
export function closing(c: Consolidation, signerRole: string | undefined): FileChild[] {
  // Those who head the lead do not sign what is put before them.
  const isInternal = c.addressees.includes(headsOf(c.lead.name));
  const whose = isInternal ? '' : ` của ${c.lead.name}`;
  const last = `Trên đây là báo cáo${whose}, kính gửi ${c.addressees.join('; ')} xem xét./.`;
  const signer = isInternal ? [UNKNOWN_SIGNER] : signerOf(c.lead.name);
  // The signature must not stand alone on a page: the last sentence goes with it.
  return [bodyParagraph([run(last)], true), ...signatures(signerRole ? [signerRole] : signer)];
}

/**
 * The title above the signature. A People's Committee signs "TM." through its chairman (II.7). Where the body's
 * name does not tell what its head is called, the place is marked rather than filled with a wrong title.
 */
export function signerOf(lead: string): string[] {
  if (/^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)/i.test(lead)) return ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'];
  if (/^phòng/i.test(lead)) return ['TRƯỞNG PHÒNG'];
  return /^sở/i.test(lead) ? ['GIÁM ĐỐC'] : [UNKNOWN_SIGNER];
}

/** Recipients and signature, with the end that Word wants; the name stays blank. */
export function signatures(titles: string[]): FileChild[] {
  const blank = Array.from({ length: SIGNATURE_LINES }, () => centred([run('')]));
  const signer = [...titles.map((title) => centred([run(title, { bold: true })])), ...blank];
  return [placingTable([RECIPIENTS_WIDTH, TEXT_WIDTH - RECIPIENTS_WIDTH], [[recipients(), signer]]), end()];
}

function recipients(): Paragraph[] {
  const title = run('Nơi nhận:', { bold: true, italics: true, size: SIZE.recipientsTitle });
  const lines = ['- Như trên;', '- Lưu: VT.'].map((text) => run(text, { size: SIZE.recipients }));
  return [title, ...lines].map((child) => new Paragraph({ children: [child] }));
}

/** Word wants a paragraph behind the last table; a full line of it could open an empty page. */
function end(): Paragraph {
  return new Paragraph({
    children: [run('', { size: 2 })],
    spacing: { line: 20, lineRule: 'exact', before: 0, after: 0 },
  });
}
