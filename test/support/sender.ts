import { eq } from 'drizzle-orm';
import { activationCache } from '../../activities/activation-cache.ts';
import type { OutgoingMessage } from '../../activities/channels/channel.ts';
import { createEmailChannel, type EmailChannelOptions } from '../../activities/channels/email.ts';
import { claimLetters } from '../../activities/claim.ts';
import { claimAgain } from '../../activities/resend.ts';
import { send } from '../../activities/send.ts';
import { type DeliveryRow, deliveriesOf } from '../../db/queries/delivery.ts';
import { type EnvelopeRow, storeNotifications } from '../../db/queries/notification.ts';
import { envelopes } from '../../db/schema/index.ts';
import { goLive, releaseAll } from '../../dev/rehearsal/sending.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { openShared, type Opened } from './opened.ts';
import { silentLog } from './rehearsing.ts';
import { SHARED } from './shared-plan.ts';

const { tenant } = SHARED;
/** On the opening day of the shared plan's round, within the hours of messages. */
export const NOW: Instant = instantAt('2025-05-29', '10:00');

/** The sending path on real rows and a real mail server, step by step and without Temporal. */
export interface Sender {
  opened: Opened;
  /** Writes an opening to that body and sends what is due; the state of the last message after it. */
  sendTo(body: string): Promise<Sent>;
  /** What waits is tried again, as if its time had come. */
  tryAgain(envelope: string): Promise<Sent>;
  /** Writes an opening to each. */
  write(bodies: string[]): Promise<void>;
  /** Claims and sends what is due; the ids of the messages. */
  claim(): Promise<string[]>;
  claimOnly(): Promise<OutgoingMessage[]>;
  send(claimed: OutgoingMessage[]): Promise<void>;
  stop(): Promise<void>;
}

export interface Sent {
  envelope: EnvelopeRow;
  tries: DeliveryRow[];
}

export async function startSender(
  mail: Pick<EmailChannelOptions, 'smtpUrl' | 'timeoutMs' | 'messageMs'>,
): Promise<Sender> {
  const opened = await openShared();
  await goLive(opened.context);
  await releaseAll(opened.context, SHARED.id);
  const { database } = opened.context;
  const email = createEmailChannel({
    ...mail,
    pool: 1,
    address: 'theo-doi@nho.example',
    messageIdDomain: 'nho.example',
  });
  const sending = { database, email, zalo: null, log: silentLog };
  const activations = activationCache();
  let occurrence = 0;

  async function state(id: string): Promise<Sent> {
    return database.inTenant(tenant, async (tx) => {
      const [envelope] = await tx.select().from(envelopes).where(eq(envelopes.id, id));
      if (!envelope) throw new Error(`no envelope ${id}`);
      return { envelope, tries: await deliveriesOf(tx, id) };
    });
  }
  const claimOnly = (): Promise<OutgoingMessage[]> =>
    database.inTenant(tenant, (tx) => claimLetters(tx, tenant, NOW, activations, { log: silentLog }));
  async function sendAll(claimed: OutgoingMessage[]): Promise<void> {
    for (const message of claimed) await send(sending, { tenant, message, asOf: NOW, attempt: 0, isUntaken: true });
  }
  async function claim(): Promise<string[]> {
    const due = await claimOnly();
    await sendAll(due);
    return due.map(({ envelopeId }) => envelopeId);
  }
  async function write(bodies: string[]): Promise<void> {
    occurrence++;
    const rows = bodies.map((body) => ({
      ...{ tenant, plan: SHARED.id, obligation: SHARED.report(body), ladder: 1, rung: 'opening' as const, occurrence },
      ...{ channel: 'email' as const, recipient: `dau-moi@${body}.example`, organisation: body, sendAt: NOW },
    }));
    await database.inTenant(tenant, (tx) => storeNotifications(tx, rows));
  }

  return {
    opened,
    async sendTo(body) {
      await write([body]);
      const [id = ''] = await claim();
      return state(id);
    },
    async tryAgain(id) {
      const again = await database.inTenant(tenant, async (tx) => {
        await tx.update(envelopes).set({ leaseUntil: 0 }).where(eq(envelopes.id, id));
        return claimAgain(tx, tenant, NOW, activations);
      });
      for (const one of again) await send(sending, { tenant, asOf: NOW, ...one });
      return state(id);
    },
    ...{ write, claim, claimOnly, send: sendAll },
    async stop() {
      email.close();
      await opened.stop();
    },
  };
}
