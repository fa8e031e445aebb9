import { type About, aboutOf } from './about.ts';
import { isDeliveryStatus, readDeliveryStatus, type ReportedRecipient } from './delivery-report.ts';
import { hasDocument } from './document-file.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { readPlainBounce } from './plain-bounce.ts';

/**
 * What a mail is: `report` of a server on messages of ours, `receipt` of a reader's own program, `automatic` answer that
 * nobody wrote, else an `answer` of a person.
 */
export type MailKind =
  | { kind: 'report'; recipients: ReportedRecipient[]; about: About }
  | { kind: 'receipt'; isDisplayed: boolean; about: About }
  | { kind: 'automatic' }
  | { kind: 'answer'; about: About };

/** Sorts a mail by what it says itself. A machine that brings a document (a document system) is taken for a person. */
export function classify(mail: ParsedMail): MailKind {
  return reportIn(mail) ?? receiptIn(mail) ?? personOrMachine(mail);
}

function reportIn(mail: ParsedMail): MailKind | null {
  const status = mail.parts.find(isDeliveryStatus);
  if (!status) return null;
  const { recipients, envelopeIds } = readDeliveryStatus(status);
  if (recipients.length === 0) return bounceIn(mail);
  return { kind: 'report', recipients, about: aboutOf(mail, mail.parts, envelopeIds) };
}

function bounceIn(mail: ParsedMail): MailKind | null {
  const recipient = readPlainBounce(mail);
  return recipient && { kind: 'report', recipients: [recipient], about: aboutOf(mail, mail.parts) };
}

/** RFC 8098: `Disposition: manual-action/MDN-sent-manually; displayed`. */
function receiptIn(mail: ParsedMail): MailKind | null {
  const part = mail.parts.find(({ type }) => type === 'message/disposition-notification');
  if (!part) return null;
  const words = part.bytes.toString('utf8');
  const ids = /^original-message-id:\s*(<[^>\s]+>)/im.exec(words)?.[1];
  const about = aboutOf(mail, mail.parts);
  return {
    kind: 'receipt',
    isDisplayed: /^disposition:.*;\s*displayed\b/im.test(words),
    about: { ...about, messageIds: [...(ids ? [ids] : []), ...about.messageIds] },
  };
}

function personOrMachine(mail: ParsedMail): MailKind {
  const isReply = AUTOMATIC_SUBJECT.test(mail.subject);
  const bounce = isReply ? null : bounceIn(mail);
  if (bounce) return bounce;
  if ((isReply || isAutomatic(mail)) && !hasDocument(mail.parts)) return { kind: 'automatic' };
  return { kind: 'answer', about: aboutOf(mail, []) };
}

const AUTOMATIC_SUBJECT =
  /^\s*(auto(matic)?[ -]?(reply|response)|out of (the )?office|trả lời tự động|tự động trả lời|thư trả lời tự động|vắng mặt)\b/i;

/** RFC 3834, and what came before it. */
function isAutomatic({ headers }: ParsedMail): boolean {
  const [submitted = 'no'] = (headers.get('auto-submitted') ?? 'no').toLowerCase().split(/[\s;(]/);
  const isMarked = ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => headers.has(name));
  return submitted !== 'no' || isMarked || /^(bulk|junk|list|auto_reply)$/i.test(headers.get('precedence') ?? '');
}
