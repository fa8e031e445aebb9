import type { Logger } from 'pino';
import type { Database, Transaction } from '../../../db/database.ts';
import { loadCalendar } from '../../../db/queries/calendar.ts';
import { isFailingNumber } from '../../../db/queries/failing-number.ts';
import { loadEnvelope } from '../../../db/queries/notification.ts';
import { trackingIdOf } from '../../../domain/tracking-id.ts';
import type { Instant } from '../../../domain/time.ts';
import { afterZaloNight, isZaloNight } from '../../../domain/zalo-hours.ts';
import { type Attempt, ChannelFailure, type MessageChannel, type OutgoingMessage } from '../channel.ts';
import { createCaller } from './caller.ts';
import { messageStatus, sendTemplate, type TemplateMessage, type ZaloApi } from './client.ts';
import { failureOf, refusedNumber } from './failure.ts';
import type { ZaloApp } from './oauth.ts';
import { parametersOf } from './template.ts';
import { TokenKeeper } from './tokens.ts';

export interface ZaloChannelOptions {
  database: Database;
  log: Logger;
  app: ZaloApp;
  /** `https://business.openapi.zalo.me` */
  apiUrl: string;
  /** Of `nhac_gui_bao_cao`. */
  templateId: string;
  /** Of 32 bytes: tokens are sealed with it. */
  tokenKey: Buffer;
}

export interface ZaloChannel extends MessageChannel {
  /** Refreshes an account that sends so little that its tokens would die unused. `at`: business time. */
  keepAlive(tenant: string, at: Instant): Promise<void>;
}

/** Sends reminders as template messages of the tenant's official account. */
export function createZaloChannel({
  database,
  log,
  app,
  apiUrl,
  templateId,
  tokenKey,
}: ZaloChannelOptions): ZaloChannel {
  const tokens = new TokenKeeper({ database, app, key: tokenKey, log });
  const call = createCaller(tokens);
  const api: ZaloApi = { apiUrl, appSecret: app.appSecret, timeoutMs: app.timeoutMs };

  return {
    async send(message, attempt = { asOf: message.letter.at, attempt: 0 }) {
      const { tenant } = message;
      try {
        const template = templateOf(message, templateId);
        await database.inTenant(tenant, (tx) => mayGo(tx, message, attempt.asOf));
        const accepted = await call({ tenant, at: attempt.asOf }, (token) => sendTemplate(api, token, template));
        const left = accepted.remainingQuota === null ? '' : `, ${accepted.remainingQuota} left today`;
        return { response: `accepted${left}`, messageId: accepted.messageId };
      } catch (error) {
        throw await failureOf(error, { database, log, message, attempt });
      }
    },

    /** Zalo can only be asked by its own id, which the webhook tells where the answer was lost. */
    async find(message) {
      const { tenant, recipient, envelopeId, letter } = message;
      const attempt: Attempt = { asOf: letter.at, attempt: 0 };
      try {
        const envelope = await database.inTenant(tenant, (tx) => loadEnvelope(tx, envelopeId));
        const messageId = envelope?.messageId;
        if (!messageId) return null;
        const status = await call({ tenant, at: letter.at }, (token) =>
          messageStatus(api, token, { messageId, phone: recipient }),
        );
        return status === 'not-known' ? null : { response: `asked: ${status}`, messageId };
      } catch (error) {
        throw await failureOf(error, { database, log, message, attempt });
      }
    },

    keepAlive: (tenant, at) => tokens.keepAlive(tenant, at),
    close: () => undefined,
  };
}

function templateOf(message: OutgoingMessage, templateId: string): TemplateMessage {
  try {
    const parameters = parametersOf(message.letter);
    return { phone: message.recipient, templateId, parameters, trackingId: trackingIdOf(message.tenant, message) };
  } catch (error) {
    throw new ChannelFailure('message-unfit', { permanent: true, afterData: false, responseCode: null }, error);
  }
}

/** Asked once more, whatever was planned: nothing by night, and nothing to who refused. */
async function mayGo(tx: Transaction, { recipient, letter }: OutgoingMessage, asOf: Instant): Promise<void> {
  const consent = letter.to.contact.zaloConsent;
  if (consent === undefined || (await isFailingNumber(tx, recipient, consent))) throw refusedNumber(null);
  if (!isZaloNight(asOf)) return;
  const calendar = await loadCalendar(tx);
  if (!calendar) throw new TypeError('a message without a calendar');
  const notBefore = afterZaloNight(asOf, calendar);
  const facts = { permanent: false, afterData: false, responseCode: null, notBefore };
  throw new ChannelFailure('refused-for-now', facts, null);
}
