import { createHmac } from 'node:crypto';
import { callZalo, idOf, numberOf, ZaloFailure } from './answer.ts';

export interface ZaloApi {
  /** `https://business.openapi.zalo.me` */
  apiUrl: string;
  appSecret: string;
  timeoutMs: number;
}

/** A message by a template that Zalo has approved. */
export interface TemplateMessage {
  /** `84…` */
  phone: string;
  templateId: string;
  parameters: Readonly<Record<string, string>>;
  /** `[a-z0-9]`, at most 48; Zalo tells it back and does not de-duplicate by it. */
  trackingId: string;
}

/** Accepted is not delivered: that is what the webhook or the status says. */
export interface Accepted {
  messageId: string;
  /** Of the account, today; null where Zalo doesn't say. */
  remainingQuota: number | null;
}

/** @throws ZaloFailure */
export async function sendTemplate(api: ZaloApi, accessToken: string, message: TemplateMessage): Promise<Accepted> {
  const body = {
    phone: message.phone,
    template_id: message.templateId,
    template_data: message.parameters,
    tracking_id: message.trackingId,
  };
  const { data } = await callZalo(
    new URL('/message/template', api.apiUrl),
    {
      method: 'POST',
      headers: { ...headersOf(api, accessToken), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    api.timeoutMs,
  );
  const messageId = idOf(data['msg_id']);
  if (messageId === null) throw new ZaloFailure('unknown', null, true, 'an answer without msg_id');
  const quota = data['quota'] as { remainingQuota?: unknown } | undefined;
  return { messageId, remainingQuota: numberOf(quota?.remainingQuota) };
}

/** `accepted`: on its way to the device. */
export type MessageStatus = 'not-known' | 'accepted' | 'delivered';

/**
 * What became of a message that Zalo has given an id.
 * @throws ZaloFailure
 */
export async function messageStatus(
  api: ZaloApi,
  accessToken: string,
  { messageId, phone }: { messageId: string; phone: string },
): Promise<MessageStatus> {
  const url = new URL('/message/status', api.apiUrl);
  url.search = new URLSearchParams({ message_id: messageId, phone }).toString();
  const { data } = await callZalo(url, { headers: headersOf(api, accessToken) }, api.timeoutMs);
  const status = numberOf(data['status']);
  if (status === null) throw new ZaloFailure('unknown', null, true, 'an answer without status');
  return status < 0 ? 'not-known' : status === 0 ? 'accepted' : 'delivered';
}

/** A header of that very name, and the proof that the caller holds the app's secret. */
const headersOf = ({ appSecret }: ZaloApi, accessToken: string): Record<string, string> => ({
  access_token: accessToken,
  appsecret_proof: createHmac('sha256', appSecret).update(accessToken).digest('hex'),
});
