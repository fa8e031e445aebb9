import type { ZaloSettings } from '../../config.ts';

/** Of an app that exists on this machine alone. Its id, like Zalo's, lies beyond 2^53. */
export const APP = {
  appId: '3141592653589793238',
  appSecret: 'app-secret-of-the-fake',
  oaSecret: 'oa-secret-of-the-fake',
  templateId: '334477',
} as const;

/** What a worker is given to send to the fake at `url`. */
export const settingsOf = (url: string, tokenKey: Buffer): ZaloSettings => ({
  app: { appId: APP.appId, appSecret: APP.appSecret, oauthUrl: url, timeoutMs: 10_000 },
  apiUrl: url,
  templateId: APP.templateId,
  tokenKey,
});

/** The same as a process's environment; with what its pages check the webhook by. */
export const zaloEnvironment = (url: string, tokenKey: string): Record<string, string> => ({
  ZALO_APP_ID: APP.appId,
  ZALO_APP_SECRET: APP.appSecret,
  ZALO_OA_SECRET: APP.oaSecret,
  ZALO_TEMPLATE_REMINDER: APP.templateId,
  ZALO_TOKEN_KEY: tokenKey,
  ZALO_API_URL: url,
  ZALO_OAUTH_URL: url,
});
