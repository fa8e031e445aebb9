import { createHash, timingSafeEqual } from 'node:crypto';

export interface WebhookKeys {
  appId: string;
  oaSecret: string;
}

/**
 * Whether Zalo signed these very bytes: `mac` is the plain SHA-256 of app id, body, timestamp and the official
 * account's secret key, one after the other. `timestamp`: as the body has it.
 */
export function isSignedByZalo(
  { appId, oaSecret }: WebhookKeys,
  body: Buffer,
  timestamp: string,
  given: string,
): boolean {
  const mac = createHash('sha256').update(appId).update(body).update(timestamp).update(oaSecret).digest();
  const claimed = Buffer.from(given.replace(/^mac=/, ''), 'hex');
  return claimed.length === mac.length && timingSafeEqual(claimed, mac);
}
