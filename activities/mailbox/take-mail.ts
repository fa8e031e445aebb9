import type { Logger } from 'pino';
import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { wasTaken } from '../../db/queries/mailbox.ts';
import { storeWorkItem } from '../../db/queries/work-item.ts';
import { takeAnswer, unreadableContent } from './answer.ts';
import type { MailKind } from './classify.ts';
import type { RawMail } from './imap.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { takeReceipt, takeReport } from './report.ts';
import { envelopeOf, keyOf, MAILBOX, type Taking } from './taking.ts';

/** What came of a mail. */
export const EFFECTS = ['answers', 'returned', 'confirmed', 'delayed', 'automatic', 'unmatched', 'unreadable'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What the effects of a mail depend on beside the mail itself. */
export interface TakingOptions {
  /** The tree of organisations whose mailbox it is. */
  tenant: string;
  /** The address that messages come back to, or null where they come back to the sender's. */
  returnPath: string | null;
  /** Real now less business now. */
  clockShift: number;
  log: Pick<Logger, 'warn'>;
}

/** Writes down what a mail causes, once however often it is taken. */
export async function takeMail(
  tx: Transaction,
  { tenant, clockShift, returnPath, log }: TakingOptions,
  { bytes, receivedAt, cutFrom, uid }: RawMail,
  mail: ParsedMail,
  kind: MailKind,
): Promise<Effect> {
  if (kind.kind === 'automatic') return 'automatic';
  const now = Date.now() - clockShift;
  const taking: Taking = { tenant, key: keyOf(mail, bytes), receivedAt: receivedAt - clockShift, now, returnPath };
  const envelope = await envelopeOf(tx, kind.about, taking);
  const isKnown = await wasTaken(tx, taking.key);
  const once = async (action: string, write: () => Promise<void>): Promise<void> => {
    const payload = { envelope: envelope?.id ?? null };
    const entry = { tenant, at: now, actor: MAILBOX, action, entity: taking.key, payload };
    if (!isKnown) await change(tx, entry, write);
  };
  if (kind.kind === 'answer') {
    await once('mail.answer', () => takeAnswer(tx, taking, { mail, cutFrom }, envelope));
    return 'answers';
  }
  if (!envelope) {
    log.warn({ uid }, 'a report about no message of ours');
    return 'unmatched';
  }
  if (kind.kind === 'receipt') {
    if (!kind.isDisplayed) return 'automatic';
    await once('mail.receipt', () => takeReceipt(tx, taking, envelope));
    return 'confirmed';
  }
  await once('mail.report', async () => {
    for (const recipient of kind.recipients) await takeReport(tx, taking, envelope, recipient);
  });
  return effectOf(kind);
}

/** A report on several readers counts by the worst. */
function effectOf({ recipients }: Extract<MailKind, { kind: 'report' }>): Effect {
  const said = (action: string): boolean => recipients.some((recipient) => recipient.action === action);
  if (said('failed')) return 'returned';
  return said('delivered') ? 'confirmed' : 'delayed';
}

/** A mail that nobody here can read is for a person to look at. */
export async function takeUnreadable(
  tx: Transaction,
  { tenant, clockShift }: TakingOptions,
  raw: RawMail,
): Promise<Effect> {
  const now = Date.now() - clockShift;
  const key = keyOf({ messageId: null, from: null, date: '' }, raw.bytes);
  const content = unreadableContent(raw.bytes, raw.receivedAt - clockShift, raw.uid);
  const entry = { tenant, at: now, actor: MAILBOX, action: 'mail.unreadable', entity: key, payload: { uid: raw.uid } };
  await change(tx, entry, async () => {
    await storeWorkItem(tx, { tenant, kind: 'incoming-mail', key, createdAt: now, content });
  });
  return 'unreadable';
}
