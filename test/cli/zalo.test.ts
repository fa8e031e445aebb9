import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { errorDocument, zaloDocument } from '../../contracts/cli.ts';
import { openDatabase } from '../../db/database.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { loadZaloAccount, markZaloTrouble } from '../../db/queries/zalo-account.ts';
import { auditLog, zaloAccounts } from '../../db/schema/index.ts';
import { APP } from '../../dev/zalo/credentials.ts';
import { type FakeZalo, startZalo } from '../../dev/zalo/zalo.ts';
import { DAY_MS } from '../../domain/time.ts';
import '../provided.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { documentOf, type Ran, runDondoc } from './run-dondoc.ts';

const TENANT = 'ubnd-tinh-nho';
const BY = ['--by', 'Lò Thị Mẫu'];

let home: FreshDatabase;
let zalo: FakeZalo;
let folder: string;

beforeAll(async () => {
  expect(inject('postgresOwnerUrl')).toBeTruthy();
  home = await freshDatabase();
  zalo = await startZalo();
  folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-zalo-'));
  await inTenant((tx) => storeOrganisations(tx, TENANT, []));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await zalo.stop();
  await home.drop();
});

async function inTenant<Result>(work: Parameters<ReturnType<typeof openDatabase>['inTenant']>[1]): Promise<Result> {
  const database = openDatabase(home.url, 1);
  try {
    return (await database.inTenant(TENANT, work)) as Result;
  } finally {
    await database.close();
  }
}

const settings = (): Record<string, string> => ({
  DATABASE_URL: home.url,
  ZALO_APP_ID: APP.appId,
  ZALO_APP_SECRET: APP.appSecret,
  ZALO_TEMPLATE_REMINDER: APP.templateId,
  ZALO_TOKEN_KEY: '0f'.repeat(32),
  ZALO_API_URL: zalo.url,
  ZALO_OAUTH_URL: zalo.url,
});

const run = (words: string[], env = settings()): Promise<Ran> => runDondoc(['zalo', ...words], env);

function file(content: string): string {
  const written = path.join(folder, 'ma.txt');
  writeFileSync(written, content);
  return written;
}

async function refused(...words: string[]) {
  const ran = await run([...words, '--json']);
  return { status: ran.status, ...errorDocument.parse(documentOf(ran)).error };
}

async function done(...words: string[]) {
  const ran = await run([...words, '--json']);
  expect(ran.status, ran.stderr).toBe(0);
  return zaloDocument.parse(documentOf(ran));
}

describe('dondoc zalo', () => {
  it('before anybody has authorised: says so, and what to do', async () => {
    expect(await refused('show')).toMatchObject({ status: 2, code: 'zalo-unauthorised' });
    expect(await refused('resume', ...BY)).toMatchObject({ status: 2, code: 'zalo-unauthorised' });
  });

  it('needs exactly one file with one word in it', async () => {
    expect(await refused('authorise', ...BY)).toMatchObject({ status: 2, code: 'usage' });
    const two = ['--code-file', file('a'), '--refresh-token-file', file('a')];
    expect(await refused('authorise', ...two, ...BY)).toMatchObject({ status: 2, code: 'usage' });
    expect(await refused('authorise', '--code-file', file('hai từ'), ...BY)).toMatchObject({
      status: 2,
      code: 'usage',
    });
    const missing = path.join(folder, 'không-có.txt');
    expect(await refused('authorise', '--code-file', missing, ...BY)).toMatchObject({ code: 'file-unreadable' });
  });

  it('a code that Zalo never gave is refused, and nothing is kept', async () => {
    const told = await refused('authorise', '--code-file', file('mã-bịa'), ...BY);
    expect(told).toMatchObject({ status: 2, code: 'zalo-refused' });
    expect(told.message).not.toContain('mã-bịa');
    expect(await inTenant(loadZaloAccount)).toBeNull();
  });

  it('takes the code of a consent, and a refresh token, each once; tells no token', async () => {
    const code = zalo.grant();
    const account = await done('authorise', '--code-file', file(`${code}\n`), ...BY);
    expect(account).toMatchObject({ appId: APP.appId, refreshDaysLeft: 89, trouble: null });
    expect(await refused('authorise', '--code-file', file(code), ...BY)).toMatchObject({ code: 'zalo-refused' });
    await done('authorise', '--refresh-token-file', file(zalo.grant()), ...BY);
    const log = await inTenant<{ actor: string; action: string }[]>((tx) => tx.select().from(auditLog));
    expect(log.map(({ actor, action }) => [actor, action])).toEqual(Array(2).fill(['Lò Thị Mẫu', 'zalo.authorised']));
    const shown = await run(['show']);
    expect(shown.stdout).toContain('Quyền gửi còn 89 ngày');
    expect(shown.stdout + JSON.stringify(log)).not.toMatch(/access-|refresh-/);
  });

  it('tells a trouble in words, and ends it', async () => {
    await inTenant((tx) => markZaloTrouble(tx, 'money -115'));
    expect((await done('show')).trouble).toContain('ví Zalo Cloud hết tiền');
    expect((await done('resume', ...BY)).trouble).toBeNull();
    expect(await refused('resume', ...BY)).toMatchObject({ status: 2, code: 'zalo-not-paused' });
  });

  it('the doctor says in time that the refresh token is about to die, and what stopped', async () => {
    const check = async () => {
      const { checks } = documentOf(await runDondoc(['doctor', '--json'], settings())) as {
        checks: { name: string; ok: boolean; message: string }[];
      };
      return checks.find(({ name }) => name === 'zalo');
    };
    expect(await check()).toMatchObject({ ok: true, message: `Quyền gửi tin Zalo của “${TENANT}” còn 89 ngày.` });
    await inTenant((tx) => tx.update(zaloAccounts).set({ refreshedAt: Date.now() - 80 * DAY_MS }));
    expect(await check()).toMatchObject({
      ok: false,
      message: expect.stringContaining('dondoc zalo authorise') as string,
    });
    await inTenant((tx) => markZaloTrouble(tx, 'template -1121'));
    expect(await check()).toMatchObject({ ok: false, message: expect.stringContaining('(mã -1121)') as string });
  });

  it('half of the settings is none: it names what is missing, and never a secret', async () => {
    const { ZALO_TOKEN_KEY: _key, ...half } = settings();
    const ran = await run(['authorise', '--code-file', file('x'), ...BY], half);
    expect([ran.status, ran.stderr]).toEqual([expect.any(Number), expect.stringContaining('ZALO_TOKEN_KEY')]);
    const wrong = await run(['authorise', '--code-file', file('x'), ...BY], {
      ...settings(),
      ZALO_TOKEN_KEY: 'bi-mat',
    });
    expect(wrong.stderr).toContain('ZALO_TOKEN_KEY');
    expect(wrong.stderr).not.toContain('bi-mat');
    expect(wrong.status).not.toBe(0);
  });
});
