import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  doctorDocument,
  errorDocument,
  planPreviewDocument,
  sendingCatchUpDocument,
  sendingDocument,
  sendingReleaseDocument,
} from '../../contracts/cli.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';
import { commandsTo, documentOf, runDondoc } from './run-dondoc.ts';

const PLAN = 'son-la-2025';
const TENANT = 'ubnd-tinh-son-la';
const BY = ['--by', 'Lò Thị Mẫu'];
const WHY = [...BY, '--reason', 'thử nghiệm'];
const PREVIEW = ['plan', 'preview', `plans/${PLAN}.yaml`, '--year', '2025'];

let database: FreshDatabase;
let inbox: Inbox;
const now = instantAt('2025-05-09', '08:00');

beforeAll(async () => {
  database = await freshDatabase();
  inbox = await startInbox();
  const schedule = `plans/schedules/${PLAN}.yaml`;
  await run('plan', 'activate', `plans/${PLAN}.yaml`, '--schedule', schedule, ...BY);
});
afterAll(async () => {
  await inbox.stop();
  await database.drop();
});

const environment = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  CLOCK_SHIFT_MS: String(Date.now() - now),
  SMTP_URL: `smtp://127.0.0.1:${inbox.smtpPort}`,
});

const { run, done } = commandsTo(environment);

async function refused(words: string[], env: Record<string, string> = {}) {
  const ran = await runDondoc([...words, '--json'], { ...environment(), ...env });
  return { status: ran.status, ...errorDocument.parse(documentOf(ran)).error };
}

const sending = async (...words: string[]) => (await done(sendingDocument, 'sending', ...words)).sending[0];

async function check() {
  const ran = await runDondoc(['doctor', '--json'], environment());
  return doctorDocument.parse(documentOf(ran)).checks.find(({ name }) => name === 'sending');
}

describe('dondoc sending', () => {
  it('shows a new installation in shadow, which doctor finds in order', async () => {
    const shown = await sending('show');
    expect(shown).toMatchObject({ tenant: TENANT, mode: 'shadow', decision: null, restored: false, stops: [] });
    expect(shown?.plans[0]?.unreleased.length).toBeGreaterThan(30);
    const text = await run('sending', 'show');
    expect(text).toContain('Đang chạy thử: thư được lập và lưu lại, không thư nào rời hệ thống.');
    expect(text).toContain('Chưa ai quyết định về việc gửi thư');
    expect(await check()).toMatchObject({ ok: true, message: expect.stringContaining('Đang chạy thử') as string });
  });

  it('goes live only where a mail server answers', async () => {
    const live = ['sending', 'set', 'live', ...WHY];
    expect(await refused(live, { SMTP_URL: '' })).toMatchObject({ status: 1, code: 'mail-unknown' });
    const silent: Server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    await new Promise((resolve) => silent.close(resolve));
    const unreachable = await refused(live, { SMTP_URL: `smtp://127.0.0.1:${port}` });
    expect(unreachable).toMatchObject({ status: 1, code: 'mail-unreachable' });
    expect(unreachable.message).toContain('Chưa chuyển sang gửi thật.');
    expect(await refused(['sending', 'set', 'on', ...WHY])).toMatchObject({ status: 2, code: 'usage' });
    expect(await refused(['sending', 'set', 'live', ...BY])).toMatchObject({ status: 2, code: 'usage' });
    expect(await sending('set', 'live', ...WHY)).toMatchObject({
      mode: 'live',
      decision: { by: 'Lò Thị Mẫu', reason: 'thử nghiệm' },
    });
  });

  it('is a pilot with a list, and for everybody again', async () => {
    expect(await sending('allow', '@SNV.example', 'a@syt.example', ...BY)).toMatchObject({
      allowList: ['@snv.example', 'a@syt.example'],
    });
    expect(await run('sending', 'show')).toContain('Đang gửi thí điểm: chỉ 02 địa chỉ hoặc tên miền');
    expect(await refused(['sending', 'allow', ...BY])).toMatchObject({ code: 'usage' });
    expect(await refused(['sending', 'allow', 'so-y-te', ...BY])).toMatchObject({ code: 'address-invalid' });
    expect(await sending('allow', '--everybody', ...BY)).toMatchObject({ allowList: null });
  });

  it('stops and resumes, each scope by name', async () => {
    expect(await sending('stop', 'plan', PLAN, ...WHY)).toMatchObject({ stops: [{ scope: 'plan', subject: PLAN }] });
    expect(await sending('stop', 'organisation', 'so-y-te', ...WHY)).toMatchObject({ stops: [{}, {}] });
    expect(await run('sending', 'stop', 'all', ...WHY)).toContain('Đã dừng gửi toàn hệ thống');
    expect(await refused(['sending', 'stop', 'all', ...WHY])).toMatchObject({ status: 2, code: 'stop-known' });
    expect(await refused(['sending', 'stop', 'plan', ...WHY])).toMatchObject({ code: 'usage' });
    expect(await refused(['sending', 'stop', 'plan', 'khac', ...WHY])).toMatchObject({ code: 'plan-unknown' });
    expect(await check()).toMatchObject({ ok: true, message: expect.stringContaining('Đã dừng gửi') as string });
    for (const scope of [['all'], ['plan', PLAN], ['organisation', 'so-y-te']]) {
      await sending('resume', ...scope, ...WHY);
    }
    expect(await sending('show')).toMatchObject({ stops: [] });
    expect(await refused(['sending', 'resume', 'all', ...WHY])).toMatchObject({ code: 'stop-unknown' });
  });

  it('releases batch by batch in the order of the organisations file', async () => {
    const first = await done(sendingReleaseDocument, 'sending', 'release', PLAN, '--next', '10', ...BY);
    expect(first.released).toHaveLength(10);
    const named = ['--organisations', first.remaining[5] ?? ''];
    const second = await done(sendingReleaseDocument, 'sending', 'release', PLAN, ...named, ...BY);
    expect(second.remaining).toHaveLength(first.remaining.length - 1);
    expect(await refused(['sending', 'release', PLAN, ...BY])).toMatchObject({ code: 'usage' });
    expect(await refused(['sending', 'release', PLAN, '--next', '0', ...BY])).toMatchObject({ code: 'usage' });
    const last = await done(sendingReleaseDocument, 'sending', 'release', PLAN, '--all', ...BY);
    expect([last.released, last.remaining]).toEqual([second.remaining, []]);
    expect(await done(sendingCatchUpDocument, 'sending', 'catch-up', PLAN, ...WHY)).toEqual({ plan: PLAN, entries: 0 });
    expect(await run('sending', 'show')).toContain('Đang gửi thật, tới mọi địa chỉ.');
  });

  it('leaves the preview as it is', async () => {
    const before = await done(planPreviewDocument, ...PREVIEW);
    await sending('set', 'off', ...WHY);
    expect(await done(planPreviewDocument, ...PREVIEW)).toEqual(before);
  });
});
