import type { Logger } from 'pino';
import type { Database, Transaction } from '../../../db/database.ts';
import {
  loadZaloAccount,
  lockZaloAccount,
  openZaloTokens,
  storeZaloTokens,
  type ZaloAccountRow,
  type ZaloTokens,
} from '../../../db/queries/zalo-account.ts';
import { type Instant, MINUTE_MS } from '../../../domain/time.ts';
import { isDueForRenewal, isIdle } from '../../../domain/zalo-account.ts';
import { ZaloFailure } from './answer.ts';
import { requestTokens, type ZaloApp } from './oauth.ts';
import { pauseZalo } from './trouble.ts';

export interface TokenKeeperOptions {
  database: Database;
  app: ZaloApp;
  /** Of 32 bytes. */
  key: Buffer;
  log: Logger;
}

/** The account can send nothing: nobody has authorised it yet, or it is in trouble. */
export class ZaloPaused extends Error {
  override readonly name = 'ZaloPaused';
}

/** Whether a token has to be changed, looked at again under the lock: somebody else may have done it meanwhile. */
type IsStale = (row: ZaloAccountRow, access: string) => boolean;

/**
 * Access tokens of tenants' accounts. A refresh token is good for one use, and whoever uses it second has lost the
 * account. So one process asks Zalo under the row's lock and writes both new tokens in that transaction, before anybody
 * uses them; all others wait for the lock, and find them. A process that dies between the answer and the commit has
 * lost the account all the same: then a person authorises it again.
 */
export class TokenKeeper {
  private readonly options: TokenKeeperOptions;
  /** One wait for the lock per tenant, so that a morning's messages don't hold every connection. */
  private readonly waiting = new Map<string, Promise<string>>();
  /** Until when a silent Zalo is not asked for tokens again. */
  private readonly resting = new Map<string, number>();

  constructor(options: TokenKeeperOptions) {
    this.options = options;
  }

  /**
   * One that is good now, changed for a new one at 80 % of its life. `at`: business time, for what people are told.
   * @throws ZaloPaused where there is none to be had
   */
  async current(tenant: string, at: Instant): Promise<string> {
    const { row, tokens } = await this.options.database.inTenant(tenant, async (tx) => {
      const found = await loadZaloAccount(tx);
      return { row: found, tokens: await this.opened(tx, found, at) };
    });
    const isResting = Date.now() < (this.resting.get(tenant) ?? 0);
    if (!row || !isDueForRenewal(row, Date.now()) || (isResting && Date.now() < row.expiresAt)) return usable(tokens);
    if (isResting) throw new ZaloFailure('unknown', null, false, 'no new tokens a moment ago');
    return this.renewed(tenant, at, (locked) => isDueForRenewal(locked, Date.now()));
  }

  /** One in place of `stale`, which Zalo did not take. */
  inPlaceOf(tenant: string, stale: string, at: Instant): Promise<string> {
    return this.renewed(tenant, at, (_row, access) => access === stale);
  }

  /** An account without traffic is refreshed in good time: after three months its refresh token is dead. */
  async keepAlive(tenant: string, at: Instant): Promise<void> {
    const row = await this.options.database.inTenant(tenant, loadZaloAccount);
    if (row?.trouble !== null || !isIdle(row, Date.now())) return;
    await this.renewed(tenant, at, (locked) => isIdle(locked, Date.now()));
  }

  private renewed(tenant: string, at: Instant, isStale: IsStale): Promise<string> {
    const known = this.waiting.get(tenant);
    if (known) return known;
    const begun = this.options.database
      .inTenant(tenant, (tx) => this.renew(tx, tenant, at, isStale))
      .finally(() => this.waiting.delete(tenant))
      .then(usable);
    this.waiting.set(tenant, begun);
    return begun;
  }

  private async renew(tx: Transaction, tenant: string, at: Instant, isStale: IsStale): Promise<Access> {
    const { app, key, log } = this.options;
    const row = await lockZaloAccount(tx);
    const tokens = await this.opened(tx, row, at);
    if ('paused' in tokens || !row || !isStale(row, tokens.access)) return tokens;
    try {
      const fresh = await requestTokens(app, { kind: 'refresh_token', refreshToken: tokens.refresh });
      await storeZaloTokens(tx, key, { tenant, appId: app.appId, refreshedAt: Date.now() }, fresh);
      return fresh;
    } catch (error) {
      if (!(error instanceof ZaloFailure)) throw error;
      log.warn({ err: error, tenant }, 'Zalo gave no new tokens');
      if (error.code === null) return this.rest(tenant, tokens, error);
      await pauseZalo(tx, tenant, { trouble: 'token', code: error.code, at });
      return { paused: new ZaloPaused('the refresh token was refused') };
    }
  }

  /** A silence uses nothing up that we know of: the old token serves as long as it lives. */
  private rest(tenant: string, tokens: ZaloTokens, error: ZaloFailure): Access {
    this.resting.set(tenant, Date.now() + MINUTE_MS);
    return Date.now() < tokens.expiresAt ? tokens : { paused: error };
  }

  private async opened(tx: Transaction, row: ZaloAccountRow | null, at: Instant): Promise<ZaloTokens | Paused> {
    if (!row) return { paused: new ZaloPaused('nobody has authorised the account yet') };
    if (row.trouble !== null) return { paused: new ZaloPaused(`trouble: ${row.trouble}`) };
    try {
      return openZaloTokens(this.options.key, row);
    } catch {
      await pauseZalo(tx, row.tenant, { trouble: 'key', code: 0, at });
      return { paused: new ZaloPaused('the tokens do not open with this key') };
    }
  }
}

interface Paused {
  paused: Error;
}

type Access = { access: string } | Paused;

function usable(found: Access): string {
  if ('paused' in found) throw found.paused;
  return found.access;
}
