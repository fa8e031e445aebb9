import { afterEach, describe, expect, it } from 'vitest';
import { TokenKeeper, ZaloPaused } from '../../activities/channels/zalo/tokens.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { loadZaloAccount, openZaloTokens } from '../../db/queries/zalo-account.ts';
import { zaloAccounts } from '../../db/schema/index.ts';
import type { ZaloFault } from '../../dev/zalo/faults.ts';
import { DAY_MS, HOUR_MS } from '../../domain/time.ts';
import { silentLog } from '../support/rehearsing.ts';
import { type DeskOptions, MORNING, startDesk, TENANT, type ZaloDesk } from '../support/zalo-desk.ts';

let desk: ZaloDesk;
const opened: Database[] = [];
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await desk.stop();
});

/** A worker of its own, with connections of its own. */
function worker(): TokenKeeper {
  const database = openDatabase(desk.databaseUrl, 2);
  opened.push(database);
  return new TokenKeeper({ database, app: desk.settings.app, key: desk.settings.tokenKey, log: silentLog });
}

const account = () => desk.database.inTenant(TENANT, loadZaloAccount);
/** As if the tokens had been given so long ago. */
const age = (ms: number) =>
  desk.database.inTenant(TENANT, async (tx) => {
    const refreshedAt = Date.now() - ms;
    await tx.update(zaloAccounts).set({ refreshedAt, expiresAt: refreshedAt + 25 * HOUR_MS });
  });
/** The authorisation is the first to ask for tokens. */
const thenAlways = (fault: ZaloFault): DeskOptions => ({ faults: { token: (count) => (count === 0 ? null : fault) } });

describe('tokens of an official account', () => {
  it('stand sealed in the row, and what Zalo gave is what is used', async () => {
    desk = await startDesk();
    const row = await account();
    const { access, refresh } = openZaloTokens(desk.settings.tokenKey, row!);
    expect(await worker().current(TENANT, MORNING)).toBe(access);
    const stored = JSON.stringify(row);
    for (const secret of [access, refresh]) expect(stored).not.toContain(secret);
    expect([access.slice(0, 7), refresh.slice(0, 8)]).toEqual(['access-', 'refresh-']);
  });

  it('are left alone before 80 % of their life, and changed after it, both at once', async () => {
    desk = await startDesk();
    const before = openZaloTokens(desk.settings.tokenKey, (await account())!);
    await age(19 * HOUR_MS);
    expect(await worker().current(TENANT, MORNING)).toBe(before.access);
    await age(20 * HOUR_MS);
    const fresh = await worker().current(TENANT, MORNING);
    const after = openZaloTokens(desk.settings.tokenKey, (await account())!);
    expect(after.access).toBe(fresh);
    expect([after.access === before.access, after.refresh === before.refresh]).toEqual([false, false]);
    expect(desk.fake.tokensGiven()).toBe(2);
  });

  it('two workers at once, on connections of their own: exactly one refresh, and both have the new token', async () => {
    desk = await startDesk(thenAlways({ kind: 'slow', ms: 300 }));
    await age(24 * HOUR_MS);
    const [first, second] = [worker(), worker()];
    const found = await Promise.all([
      ...[first, second, first, second].map((keeper) => keeper.current(TENANT, MORNING)),
    ]);
    expect(new Set(found).size).toBe(1);
    expect(desk.fake.tokensGiven()).toBe(2);
    const stale = openZaloTokens(desk.settings.tokenKey, (await account())!).access;
    const again = await Promise.all([first, second].map((keeper) => keeper.inPlaceOf(TENANT, stale, MORNING)));
    expect(new Set(again).size).toBe(1);
    expect(again).not.toContain(stale);
    expect(desk.fake.tokensGiven()).toBe(3);
  });

  it('a silent Zalo: the old token serves as long as it lives, and is not asked again at once', async () => {
    let asked = 0;
    const token = (count: number): ZaloFault | null => (
      (asked = count),
      count === 0 ? null : { kind: 'http', status: 502 }
    );
    desk = await startDesk({ faults: { token } });
    const before = openZaloTokens(desk.settings.tokenKey, (await account())!);
    await age(21 * HOUR_MS);
    const keeper = worker();
    for (let turn = 0; turn < 3; turn++) expect(await keeper.current(TENANT, MORNING)).toBe(before.access);
    expect(asked).toBe(1);
    expect(openZaloTokens(desk.settings.tokenKey, (await account())!).refresh).toBe(before.refresh);
    expect((await account())?.trouble).toBeNull();
  });

  it('a refresh token that Zalo refuses: trouble, said once, and nobody asks any more', async () => {
    desk = await startDesk(thenAlways({ kind: 'code', code: -14_014 }));
    await age(24 * HOUR_MS);
    await expect(worker().current(TENANT, MORNING)).rejects.toBeInstanceOf(ZaloPaused);
    expect((await account())?.trouble).toBe('token -14014');
    await expect(worker().current(TENANT, MORNING)).rejects.toThrow('trouble: token -14014');
  });

  it('another key opens nothing: trouble, and the tokens stay as they are', async () => {
    desk = await startDesk();
    const before = await account();
    const { database, settings } = desk;
    const keeper = new TokenKeeper({ database, app: settings.app, key: Buffer.alloc(32, 7), log: silentLog });
    await expect(keeper.current(TENANT, MORNING)).rejects.toThrow('do not open');
    expect(await account()).toEqual({ ...before, trouble: 'key 0' });
  });

  it('without traffic are refreshed after a month, before they die', async () => {
    desk = await startDesk();
    await age(30 * DAY_MS - HOUR_MS);
    await worker().keepAlive(TENANT, MORNING);
    expect(desk.fake.tokensGiven()).toBe(1);
    await age(31 * DAY_MS);
    await worker().keepAlive(TENANT, MORNING);
    await worker().keepAlive(TENANT, MORNING);
    expect(desk.fake.tokensGiven()).toBe(2);
    await worker().keepAlive('tinh-khac', MORNING);
  });
});
