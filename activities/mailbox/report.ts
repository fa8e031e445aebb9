import { contactFailed, contactWorks } from '../../db/contact-state.ts';
import type { Transaction } from '../../db/database.ts';
import { storeDelivery } from '../../db/queries/delivery.ts';
import { failingAddress } from '../../db/queries/failing-address.ts';
import { type EnvelopeRow, markEntries, updateEnvelope } from '../../db/queries/notification.ts';
import type { DeliveryOutcome } from '../../domain/letter.ts';
import { addressKey } from '../../domain/reachability.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { ReportedAction, ReportedRecipient } from './delivery-report.ts';
import { MAILBOX, type Taking } from './taking.ts';

/** `relayed` and `expanded` say that another server has it now, which a 250 had said before. */
const OUTCOMES: Readonly<Record<ReportedAction, DeliveryOutcome>> = {
  failed: 'returned',
  delayed: 'refused-for-now',
  delivered: 'confirmed',
  relayed: 'taken',
  expanded: 'taken',
};

/** Writes down what a server says became of a message to one reader, and what follows for the address. */
export async function takeReport(
  tx: Transaction,
  taking: Taking,
  envelope: EnvelopeRow,
  reported: ReportedRecipient,
): Promise<DeliveryOutcome> {
  const { action, code, said } = reported;
  const address = readerOf(envelope, reported.addresses);
  const outcome = OUTCOMES[action];
  // Of the copy nothing is kept with the message itself: whoever it is for has it.
  if (addressKey(address) === addressKey(envelope.recipient)) {
    await logDelivery(tx, taking, envelope, outcome, code || action, said);
    if (outcome === 'returned') await markReturned(tx, envelope.id);
  }
  if (outcome === 'returned') await failed(tx, taking, envelope, { ...reported, addresses: [address] });
  if (outcome === 'confirmed') await confirmed(tx, taking, envelope, address);
  return outcome;
}

/** A reader's own program says that it was shown. */
export async function takeReceipt(tx: Transaction, taking: Taking, envelope: EnvelopeRow): Promise<void> {
  await logDelivery(tx, taking, envelope, 'confirmed', 'displayed', '');
  await confirmed(tx, taking, envelope, envelope.recipient);
}

/**
 * Which of our readers is meant. A mailbox that passes its mail on comes back under an address that we never wrote to:
 * then by the domain, else it is the one the message was for.
 */
function readerOf({ recipient, letter }: EnvelopeRow, addresses: readonly string[]): string {
  const copy = letter?.copyTo?.email;
  if (!copy) return recipient;
  const [told, ours] = [addresses.map(addressKey), [recipient, copy]];
  const domain = (address: string): string => addressKey(address).split('@')[1] ?? '';
  const isSame = (one: string): boolean => told.includes(addressKey(one));
  const isNear = (one: string): boolean => told.some((address) => domain(address) === domain(one));
  return ours.find(isSame) ?? ours.find(isNear) ?? recipient;
}

async function logDelivery(
  tx: Transaction,
  { tenant, receivedAt }: Taking,
  { id, attempts }: EnvelopeRow,
  outcome: DeliveryOutcome,
  code: string,
  said: string,
): Promise<void> {
  const response = said.replace(/[^\s<>@]+@[^\s<>@]+/g, '…');
  await storeDelivery(tx, { tenant, envelope: id, attempt: attempts, at: receivedAt, outcome, code, response });
}

async function markReturned(tx: Transaction, envelope: string): Promise<void> {
  await updateEnvelope(tx, envelope, { state: 'returned' });
  await markEntries(tx, envelope, 'returned');
}

async function failed(
  tx: Transaction,
  { tenant, now, receivedAt }: Taking,
  { id, asOf, words }: EnvelopeRow,
  { addresses, code, said }: ReportedRecipient,
): Promise<void> {
  const subject = words?.subject ?? '';
  const message = { address: addresses[0] ?? '', sentAt: asOf, knownAt: receivedAt, subject, code, said };
  await contactFailed(tx, { tenant, at: now, actor: MAILBOX }, message, id);
}

/** A message that was sent after the one that came back has arrived. */
async function confirmed(
  tx: Transaction,
  { tenant, now }: Taking,
  { id, asOf }: EnvelopeRow,
  address: string,
): Promise<void> {
  const failing = await failingAddress(tx, address);
  if (!failing || failing.since >= asOf || failing.envelope === id) return;
  const why = `Bên nhận xác nhận đã nhận thư gửi ${longInstant(asOf)}.`;
  await contactWorks(tx, { tenant, at: now, actor: MAILBOX }, address, why);
}
