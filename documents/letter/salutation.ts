import type { Letter } from '../../domain/letter.ts';
import type { Contact } from '../../domain/organisation.ts';
import { note, paragraph, paragraphs, type Block } from './blocks.ts';
import type { Writing } from './matter-words.ts';

/** The one greeting of a letter. */
export function salutation({ letter, tone, wording }: Writing): Block[] {
  const { contact, organisationName } = letter.to;
  if (!tone.internal && contact.role === 'head' && contact.title) {
    return [paragraph(wording.line('salutation.head', { nguoi_nhan: officeOf(contact.title, organisationName) }))];
  }
  if (!tone.internal) {
    const values = { don_vi: organisationName, nguoi_nhan: through(contact) };
    return [paragraph(wording.line(isFront(organisationName) ? 'salutation.front' : 'salutation.member', values))];
  }
  const reader = { nguoi_nhan: comrade(contact) };
  if (contact.role !== 'head') return [paragraph(wording.line('salutation.lead', reader))];
  const greeting = [paragraph(wording.line('salutation.lead-head', reader))];
  if (letter.copyTo)
    greeting.push(paragraph(wording.line('salutation.through', { nguoi_nhan: comrade(letter.copyTo) })));
  return greeting;
}

/** `Giám đốc Sở Y tế`; some lists of contacts have it whole. */
const officeOf = (title: string, organisation: string): string =>
  title.includes(organisation) ? title : `${title} ${organisation}`;

/** The Front is written to through its standing committee. */
const isFront = (name: string): boolean => /^(Ủy ban |Uỷ ban |UB ?)(Mặt trận Tổ quốc|MTTQ)/i.test(name);

function through(contact: Contact): string {
  if (contact.role === 'registry') return 'qua bộ phận Văn thư';
  return contact.role === 'focal' ? `đồng chí ${contact.name}, đầu mối theo dõi` : comrade(contact);
}

/** `đồng chí Trần Thị B, Giám đốc` */
function comrade(contact: Contact): string {
  return contact.title ? `đồng chí ${contact.name}, ${contact.title}` : `đồng chí ${contact.name}`;
}

/** Whom to ask. */
export function officialOf({ lead }: Letter): { can_bo: string; ten_co_quan: string; dien_thoai: string | null } {
  const { official, organisationName } = lead;
  return { can_bo: comrade(official), ten_co_quan: organisationName, dien_thoai: official.phone ?? null };
}

/** Whom to ask, thanks, and what this letter is not. */
export function closing({ letter, tone, wording }: Writing): Block[] {
  const isToOfficial = tone.internal && letter.lead.official.name === letter.to.contact.name;
  const within = letter.to.contact.role === 'head' ? 'closing.lead-head' : 'closing.lead';
  const thanks = tone.internal
    ? wording.paragraphs(within, {})
    : wording.paragraphs('closing.thanks', { quy_co_quan: tone.you });
  return [
    ...(isToOfficial ? [] : paragraphs(wording.paragraphs('closing.contact', officialOf(letter)))),
    ...paragraphs(thanks),
    note(wording.paragraphs('closing.note', {})),
  ];
}
