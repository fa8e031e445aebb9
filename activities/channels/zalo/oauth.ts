import type { ZaloTokens } from '../../../db/queries/zalo-account.ts';
import { callZalo, numberOf, ZaloFailure } from './answer.ts';

/** The app that the official account has been linked to. */
export interface ZaloApp {
  appId: string;
  appSecret: string;
  /** `https://oauth.zaloapp.com` */
  oauthUrl: string;
  timeoutMs: number;
}

/** What tokens are given for: the refresh token of the pair before (good for one use), or the code of a consent. */
export type Grant = { kind: 'refresh_token'; refreshToken: string } | { kind: 'authorization_code'; code: string };

/**
 * OAuth v4 of official accounts: a new access token and a new refresh token.
 * @throws ZaloFailure; one that was not handed over has used nothing up
 */
export async function requestTokens(app: ZaloApp, grant: Grant): Promise<ZaloTokens> {
  const { appId, appSecret, oauthUrl, timeoutMs } = app;
  const given = grant.kind === 'refresh_token' ? { refresh_token: grant.refreshToken } : { code: grant.code };
  const { data } = await callZalo(
    new URL('/v4/oa/access_token', oauthUrl),
    {
      method: 'POST',
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ ...given, app_id: appId, grant_type: grant.kind }),
    },
    timeoutMs,
  );
  const { access_token: access, refresh_token: refresh, expires_in: seconds } = data;
  const life = numberOf(seconds);
  if (typeof access !== 'string' || typeof refresh !== 'string' || life === null) {
    throw new ZaloFailure('unknown', null, true, 'an answer without tokens');
  }
  return { access, refresh, expiresAt: Date.now() + life * 1000 };
}
