import { activationCache } from '../../activities/activation-cache.ts';
import { createEmailChannel, type EmailChannelOptions } from '../../activities/channels/email.ts';
import { claimLetters } from '../../activities/claim.ts';
import { claimAgain } from '../../activities/resend.ts';
import { send } from '../../activities/send.ts';
import { type DeliveryRow, deliveriesOf } from '../../db/queries/delivery.ts';
import { type EnvelopeRow, storeNotifications } from '../../db/queries/notification.ts';
import { envelopes } from '../../db/schema/index.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { eq } from 'drizzle-orm';
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
  claim(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface Sent {
  envelope: EnvelopeRow;
  tries: DeliveryRow[];
}

export async function startSender(mail: Pick<EmailChannelOptions, 'smtpUrl' | 'timeoutMs' | 'messageMs'>): Promise<Sender> {
  const opened = await openShared();
  const { database } = opened.context;
  const email = createEmailChannel({ ...mail, pool: 1, address: 'theo-doi@nho.example', messageIdDomain: 'nho.example' });
  const sending = { database, email, log: silentLog };
  const activations = activationCache();
  let occurrence = 0;

  async function state(id: string): Promise<Sent> {
    return database.inTenant(tenant, async (tx) => {
      const [envelope] = await tx.select().from(envelopes).where(eq(envelopes.id, id));
      if (!envelope) throw new Error(`no envelope ${id}`);
      return { envelope, tries: await deliveriesOf(tx, id) };
    });
  }
  async function sendDue(): Promise<string[]> {
    const due = await database.inTenant(tenant, (tx) => claimLetters(tx, tenant, NOW, activations, silentLog));
    for (const message of due) await send(sending, { tenant, message, asOf: NOW, attempt: 0 });
    return due.map(({ envelopeId }) => envelopeId);
  }

  return {
    opened,
    async sendTo(body) {
      occurrence++;
      await database.inTenant(tenant, (tx) =>
        storeNotifications(tx, [
          {
            ...{ tenant, plan: SHARED.id, obligation: SHARED.report(body), ladder: 1, rung: 'opening', occurrence },
            ...{ channel: 'email', recipient: `dau-moi@${body}.example`, organisation: body, sendAt: NOW },
          },
        ]),
      );
      const [id = ''] = await sendDue();
      return state(id);
    },
    async tryAgain(id) {
      const again = await database.inTenant(tenant, async (tx) => {
        await tx.update(envelopes).set({ leaseUntil: 0 }).where(eq(envelopes.id, id));
        return claimAgain(tx, tenant, NOW, activations);
      });
      for (const { message, attempt } of again) await send(sending, { tenant, message, asOf: NOW, attempt });
      return state(id);
    },
    claim: sendDue,
    async stop() {
      email.close();
      await opened.stop();
    },
  };
}
