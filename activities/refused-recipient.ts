import { CLOCK } from '../db/change.ts';
import { contactFailed, contactWorks } from '../db/contact-state.ts';
import type { Transaction } from '../db/database.ts';
import { lastDelivery } from '../db/queries/delivery.ts';
import { failingAddress } from '../db/queries/failing-address.ts';
import { oneLine } from '../documents/letter/blocks.ts';
import { longInstant } from '../domain/vietnamese.ts';
import type { ChannelFailure } from './channels/channel.ts';
import type { Try } from './sending.ts';

/** Of what a server says so much is kept. */
const LONGEST_ANSWER = 300;

/** Refused at the door is as good as returned by a letter: the contact can't be reached. */
export async function recipientRefused(
  tx: Transaction,
  { tenant, message, asOf }: Try,
  { cause, responseCode, code: kind }: ChannelFailure,
): Promise<void> {
  const { email } = message.letter.to.contact;
  if (!email) return;
  const said = cause instanceof Error ? oneLine(cause.message).slice(0, LONGEST_ANSWER) : '';
  const code = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(said)?.[0] ?? String(responseCode ?? kind);
  const { subject } = message.words;
  const returned = { address: email, sentAt: asOf, knownAt: asOf, subject, code, said };
  await contactFailed(tx, { tenant, at: asOf, actor: CLOCK }, returned, message.envelopeId);
}

/** What a server refused at the door and takes again is no longer refused. What came back later proves more. */
export async function recipientTaken(tx: Transaction, { tenant, message, asOf }: Try): Promise<void> {
  const { email } = message.letter.to.contact;
  const failing = email ? await failingAddress(tx, email) : null;
  if (!email || !failing?.envelope || failing.envelope === message.envelopeId) return;
  if ((await lastDelivery(tx, failing.envelope))?.outcome !== 'refused') return;
  const why = `Máy chủ đã nhận lại thư gửi địa chỉ này ${longInstant(asOf)}.`;
  await contactWorks(tx, { tenant, at: asOf, actor: CLOCK }, email, why);
}
