import type { Letter } from '../../../domain/letter.ts';
import type { Contact } from '../../../domain/organisation.ts';
import { note, paragraph, type Block } from './blocks.ts';
import type { Tone } from './tone.ts';

/** The one greeting of a letter. */
export function salutation(letter: Letter, tone: Tone): Block[] {
  const { contact, organisationName } = letter.to;
  if (!tone.internal && contact.role === 'head' && contact.title) {
    return [paragraph(`Kính gửi: Đồng chí ${contact.title} ${organisationName}`)];
  }
  if (!tone.internal) return [paragraph(`Kính gửi: ${addressee(organisationName)} (${through(contact)})`)];
  if (contact.role !== 'head') return [paragraph(`Kính gửi: ${comrade(contact)}`)];
  const greeting = [paragraph(`Kính báo cáo: ${comrade(contact)}`)];
  if (letter.copyTo) greeting.push(paragraph(`Qua: ${comrade(letter.copyTo)}`));
  return greeting;
}

/** The Front is written to through its standing committee. */
function addressee(name: string): string {
  return /^(Ủy ban Mặt trận Tổ quốc|Ủy ban MTTQ|UBMTTQ)/i.test(name) ? `Ban Thường trực ${name}` : name;
}

function through(contact: Contact): string {
  if (contact.role === 'registry') return 'qua bộ phận Văn thư';
  return contact.role === 'focal' ? `đồng chí ${contact.name}, đầu mối theo dõi` : comrade(contact);
}

/** `đồng chí Trần Thị B, Giám đốc` */
export function comrade(contact: Contact): string {
  return contact.title ? `đồng chí ${contact.name}, ${contact.title}` : `đồng chí ${contact.name}`;
}

const FOOTNOTE = 'Thư nhắc phục vụ phối hợp công tác, không thay thế văn bản hành chính.';

/** Whom to ask, thanks, and what this letter is not. */
export function closing(letter: Letter, tone: Tone): Block[] {
  const { official, organisationName } = letter.lead;
  const phone = official.phone ? `, điện thoại ${official.phone}` : '';
  const blocks: Block[] = [];
  if (official.name !== letter.to.contact.name || !tone.internal) {
    blocks.push(paragraph(`Thông tin phối hợp: ${comrade(official)}, ${organisationName}${phone}.`));
  }
  blocks.push(paragraph(tone.internal ? 'Trân trọng./.' : `Trân trọng cảm ơn sự phối hợp của ${tone.you}./.`));
  blocks.push(note(FOOTNOTE));
  return blocks;
}
