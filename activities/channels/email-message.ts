import type { Attachment, SendMailOptions } from 'nodemailer';
import type { CalendarEvent, Letter, Matter } from '../../domain/letter.ts';
import type { OfficialLetter } from '../../domain/official-letter.ts';
import type { Contact } from '../../domain/organisation.ts';
import { CALENDAR_FILE, CALENDAR_TYPE, calendarFile } from './calendar-file.ts';
import type { OutgoingMessage } from './channel.ts';
import { flowedText } from './flowed-text.ts';
import { oneLine } from '../../documents/letter/blocks.ts';
import { officialLetterDocx } from '../../documents/official-letter.ts';

export interface EmailSender {
  /** The address all letters come from; the name beside it is the lead's. */
  address: string;
  /** What stands behind the @ of Message-IDs. */
  messageIdDomain: string;
  /** The address bounces go to, per envelope. (Default: the sender's) */
  returnPath?: ((envelopeId: string) => string) | undefined;
}

/** What people see as the sender: the lead, and in which matter. */
const OFFICE = 'Theo dõi, tổng hợp báo cáo';

/** The message as the mail library takes it. */
export async function mailOf(message: OutgoingMessage, sender: EmailSender): Promise<SendMailOptions> {
  const { letter, envelopeId, thread } = message;
  const { subject, text, html, events = [] } = message.words;
  const to = mailboxOf(letter.to.contact);
  const cc = letter.copyTo?.email ? [mailboxOf(letter.copyTo)] : [];
  const reference = thread === null ? {} : threadHeaders(`thread.${thread}`, sender);
  return {
    from: { name: oneLine(`${letter.lead.organisationName} – ${OFFICE}`), address: sender.address },
    replyTo: { name: oneLine(letter.lead.organisationName), address: letter.lead.replyTo },
    to,
    cc,
    ...reference,
    subject,
    // As alternatives, because of a `text` the library would write the type itself.
    alternatives: [
      { contentType: 'text/plain; charset=utf-8; format=flowed', content: flowedText(text) },
      { contentType: 'text/html; charset=utf-8', content: html },
    ],
    attachments: [
      ...(events.length > 0 ? [calendarOf(letter, events, sender)] : []),
      ...(await draftsOf(letter.drafts ?? [])),
    ],
    date: new Date(letter.at),
    messageId: messageIdOf(envelopeId, sender),
    headers: [
      { key: 'Auto-Submitted', value: 'auto-generated' },
      { key: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
      { key: 'X-Envelope', value: tokenOf(envelopeId) },
      ...letter.matters.map((matter) => ({ key: 'X-Entry', value: entryHeader(matter.entry) })),
    ],
    envelope: {
      from: sender.returnPath?.(envelopeId) ?? sender.address,
      to: [to, ...cc].map((mailbox) => mailbox.address),
    },
    // Otherwise the library draws a random boundary and signs with its own name.
    baseBoundary: tokenOf(envelopeId),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function calendarOf({ lead, at }: Letter, events: readonly CalendarEvent[], sender: EmailSender): Attachment {
  const uidOf = (obligation: string): string => `${tokenOf(obligation)}@${sender.messageIdDomain}`;
  const content = calendarFile(events, { lead, at, uidOf });
  // In base64, because the format's line ends have to arrive as they are.
  return { filename: CALENDAR_FILE, contentType: CALENDAR_TYPE, contentTransferEncoding: 'base64', content };
}

async function draftsOf(drafts: readonly OfficialLetter[]): Promise<Attachment[]> {
  const contents = await Promise.all(drafts.map(officialLetterDocx));
  return contents.map((content, index) => ({
    filename: drafts.length === 1 ? 'du-thao-cong-van.docx' : `du-thao-cong-van-${index + 1}.docx`,
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    content,
  }));
}

/** `<envelope@domain>`; what may not stand in one is percent-encoded, so different ids stay different. */
export function messageIdOf(id: string, sender: Pick<EmailSender, 'messageIdDomain'>): string {
  return `<${tokenOf(id)}@${sender.messageIdDomain}>`;
}

function threadHeaders(id: string, sender: EmailSender): { inReplyTo: string; references: string } {
  const root = messageIdOf(id, sender);
  return { inReplyTo: root, references: root };
}

/** `<obligation>;<ladder>;<rung>;<occurrence>`: what the rehearsal reads out of the mail server. */
function entryHeader(entry: Matter['entry']): string {
  return [encodeURI(entry.obligation), entry.ladder, entry.rung, entry.occurrence].join(';');
}

/** An envelope's id where only few signs may stand; `decodeURIComponent` gives it back. */
export function tokenOf(id: string): string {
  return encodeURIComponent(id).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function mailboxOf(contact: Contact): { name: string; address: string } {
  if (!contact.email) throw new RangeError('A letter needs a contact with an e-mail address');
  return { name: oneLine(contact.name), address: contact.email };
}
