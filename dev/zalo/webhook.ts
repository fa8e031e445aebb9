import { createHash } from 'node:crypto';
import { APP } from './credentials.ts';
import type { ReceivedMessage } from './received-message.ts';

/** An event as Zalo would send it; a test changes what it wants to be wrong. */
export interface SignedEvent {
  body: string;
  signature: string;
}

/** “The message has reached the device.” The user's id is a number beyond 2^53, as in Zalo's own. */
export function receivedEvent(
  { messageId, trackingId }: Pick<ReceivedMessage, 'messageId' | 'trackingId'>,
  timestamp = String(Date.now()),
): SignedEvent {
  const message = { msg_id: messageId, tracking_id: trackingId, delivery_time: timestamp };
  return signedEvent({ event_name: 'user_received_message', message }, timestamp);
}

export function signedEvent(content: Record<string, unknown>, timestamp = String(Date.now())): SignedEvent {
  const fields = JSON.stringify({ app_id: APP.appId, timestamp, ...content });
  const body = `${fields.slice(0, -1)},"recipient":{"id":2512523625412515798}}`;
  return { body, signature: `mac=${signatureOf(body, timestamp)}` };
}

const signatureOf = (body: string, timestamp: string): string =>
  createHash('sha256')
    .update(APP.appId + body + timestamp + APP.oaSecret)
    .digest('hex');

/** Returns the HTTP status. */
export async function tell(url: string, { body, signature }: SignedEvent): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-zevent-signature': signature };
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}
