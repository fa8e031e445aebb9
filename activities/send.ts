import type { Transaction } from '../db/database.ts';
import { isSurelyUntaken, storeDelivery } from '../db/queries/delivery.ts';
import { markEntries, updateHeldEnvelope } from '../db/queries/notification.ts';
import type { DeliveryOutcome, EnvelopeState } from '../domain/letter.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { ChannelFailure, type SentMessage } from './channels/channel.ts';
import type { Dependencies } from './dependencies.ts';
import { recipientRefused, recipientTaken } from './refused-recipient.ts';
import { mayLeave, type Try } from './sending.ts';

/** Waits between tries of what a mail server refused for now: beyond the usual windows of greylisting. */
const RETRY_MS = [5, 15, 60, 240].map((minutes) => minutes * MINUTE_MS);

/** What sending works with. */
export type Sending = Pick<Dependencies, 'database' | 'email' | 'zalo' | 'log' | 'failpoint'>;

/**
 * Sends one claimed message and writes down what became of it; what was refused for now waits for its next try. What
 * people stopped since its claim, and what another sender has taken over, stays; whoever learns that too late, between
 * the mail server's answer and the commit, leaves its word in the log of tries and changes nothing.
 * @returns true where it was tried
 */
export async function send(dependencies: Sending, attempted: Try): Promise<boolean> {
  const { database, log, failpoint } = dependencies;
  const { tenant, message, attempt } = attempted;
  if (!(await database.inTenant(tenant, (tx) => mayLeave(tx, attempted)))) {
    log.warn({ envelope: message.envelopeId, attempt }, 'message was held back, or taken over by another sender');
    return false;
  }
  try {
    const { response, messageId } = await handOver(dependencies, attempted);
    await failpoint?.('message-taken');
    await database.inTenant(tenant, async (tx) => {
      await settle(tx, attempted, 'sent', 'taken', { code: null, response, messageId });
      await recipientTaken(tx, attempted);
    });
    await failpoint?.('message-settled');
  } catch (error) {
    if (!(error instanceof ChannelFailure)) throw error;
    log.warn({ err: error, envelope: message.envelopeId, attempt }, 'message not taken');
    await database.inTenant(tenant, (tx) => refuse(tx, attempted, error));
  }
  return true;
}

/** Nobody knows of the tries before this one whether they were taken: the channel is asked first where it can tell. */
async function handOver(
  { email, zalo }: Pick<Sending, 'email' | 'zalo'>,
  { message, asOf, attempt }: Try,
): Promise<SentMessage> {
  const channel = message.channel === 'zalo' ? zalo : email;
  if (!channel) {
    throw new ChannelFailure('channel-absent', { permanent: true, afterData: false, responseCode: null }, null);
  }
  const found = attempt > 0 ? await channel.find?.(message) : null;
  return found ?? channel.send(message, { asOf, attempt });
}

async function refuse(tx: Transaction, attempted: Try, failure: ChannelFailure): Promise<void> {
  const wait = waitOf(attempted, failure);
  const outcome = failure.afterData ? 'unanswered' : failure.permanent ? 'refused' : 'refused-for-now';
  const told = { code: codeOf(failure), response: failure.message };
  if (failure.permanent || wait === null) {
    // An earlier try may have been taken without an answer: then a refusal now does not say that nobody has it.
    const { message, attempt } = attempted;
    const isPerhapsTaken = failure.afterData || !(await isSurelyUntaken(tx, message.envelopeId, attempt));
    await settle(tx, attempted, isPerhapsTaken ? 'unknown' : 'failed', outcome, told);
    if (failure.code === 'recipient-refused') await recipientRefused(tx, attempted, failure);
    return;
  }
  await log(tx, attempted, outcome, told);
  await updateHeldEnvelope(tx, heldBy(attempted), { response: failure.message }, wait);
}

const heldBy = ({ message, attempt }: Try): { envelopeId: string; attempt: number } => ({
  envelopeId: message.envelopeId,
  attempt,
});
/** Null after the last try. */
function waitOf({ attempt, asOf }: Try, { notBefore }: ChannelFailure): number | null {
  const usual = RETRY_MS[attempt];
  return usual === undefined ? null : Math.max(usual, (notBefore ?? asOf) - asOf);
}

const codeOf = ({ code, responseCode }: ChannelFailure): string =>
  responseCode === null ? code : String(responseCode);

interface Told {
  code: string | null;
  response: string;
  messageId?: string;
}

async function settle(
  tx: Transaction,
  attempted: Try,
  state: EnvelopeState,
  outcome: DeliveryOutcome,
  told: Told,
): Promise<void> {
  const { response, messageId } = told;
  await log(tx, attempted, outcome, told);
  const became = { state, response, ...(messageId === undefined ? {} : { messageId }) };
  // That it was taken is true whoever holds the message now; all else is for who holds it.
  const holder = outcome === 'taken' ? { ...heldBy(attempted), attempt: null } : heldBy(attempted);
  if (!(await updateHeldEnvelope(tx, holder, became))) return;
  await markEntries(tx, attempted.message.envelopeId, state);
}

async function log(tx: Transaction, attempted: Try, outcome: DeliveryOutcome, { code, response }: Told): Promise<void> {
  const { tenant, message, attempt, asOf } = attempted;
  await storeDelivery(tx, { tenant, envelope: message.envelopeId, attempt, at: asOf, outcome, code, response });
}
