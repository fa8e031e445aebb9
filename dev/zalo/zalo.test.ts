import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { instantAt } from '../../domain/time.ts';
import { APP } from './credentials.ts';
import { type FakeZalo, type FakeZaloOptions, startZalo } from './zalo.ts';

let zalo: FakeZalo;
afterEach(() => zalo.stop());

const AT = instantAt('2025-11-13', '07:42') / 1000;
const MESSAGE = {
  phone: '84901000001',
  template_id: APP.templateId,
  template_data: {
    ho_ten: 'Nguyễn Văn Mẫu',
    don_vi: 'Sở Y tế',
    noi_dung: 'Báo cáo năm 2025',
    so_ke_hoach: '123/KH-UBND',
    ngay_gui: '24/11/2025',
    con_lai: '07 ngày làm việc, từ 13/11',
  },
  tracking_id: `e1t${AT}d0123456789abcdef`,
};

async function tokensFor(grant: string, headers: Record<string, string> = { secret_key: APP.appSecret }) {
  const body = new URLSearchParams({ refresh_token: grant, app_id: APP.appId, grant_type: 'refresh_token' });
  const answer = await fetch(`${zalo.url}/v4/oa/access_token`, { method: 'POST', headers, body });
  return (await answer.json()) as { access_token: string; refresh_token: string; error?: number };
}

async function send(token: string, message: object, proof?: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    access_token: token,
    appsecret_proof: proof ?? createHmac('sha256', APP.appSecret).update(token).digest('hex'),
  };
  const answer = await fetch(`${zalo.url}/message/template`, {
    method: 'POST',
    headers,
    body: JSON.stringify(message),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { error: number }).error;
}

async function start(options: FakeZaloOptions = {}): Promise<string> {
  zalo = await startZalo(options);
  return (await tokensFor(zalo.grant())).access_token;
}

describe('the Zalo of this machine', () => {
  it('takes what is right, keeps it, and shows it', async () => {
    const token = await start();
    expect(await send(token, MESSAGE)).toBe(0);
    expect(zalo.received()).toMatchObject([{ phone: MESSAGE.phone, parameters: MESSAGE.template_data, at: AT * 1000 }]);
    const page = await (await fetch(zalo.url)).text();
    expect(page).toContain('Kính gửi đồng chí Nguyễn Văn Mẫu, đầu mối của Sở Y tế');
  });

  it.each([
    ['a number with a plus', -108, { phone: '+84901000001' }],
    ['a number as people write it', -108, { phone: '0901000001' }],
    ['another template', -109, { template_id: '1' }],
    ['a parameter too long', -1121, { template_data: { ...MESSAGE.template_data, noi_dung: 'x'.repeat(91) } }],
    ['a parameter missing', -1122, { template_data: { ...MESSAGE.template_data, con_lai: undefined } }],
    ['an empty one', -1122, { template_data: { ...MESSAGE.template_data, con_lai: '' } }],
    ['one that is not of the template', -1124, { template_data: { ...MESSAGE.template_data, lien_ket: 'x' } }],
    ['a date of another form', -1124, { template_data: { ...MESSAGE.template_data, ngay_gui: '2025-11-24' } }],
    ['a line break', -1124, { template_data: { ...MESSAGE.template_data, ho_ten: 'a\nb' } }],
    ['a tracking id with signs', -1124, { tracking_id: 'e1-2' }],
    ['a long one', -1124, { tracking_id: 'e'.repeat(49) }],
    ['22:00', -133, { tracking_id: `e1t${instantAt('2025-11-13', '22:00') / 1000}d0123456789abcdef` }],
    ['05:59', -133, { tracking_id: `e1t${instantAt('2025-11-13', '05:59') / 1000}d0123456789abcdef` }],
  ])('refuses %s with %i, and keeps nothing', async (_, code, changes) => {
    const token = await start();
    expect(await send(token, { ...MESSAGE, ...changes })).toBe(code);
    expect(zalo.received()).toEqual([]);
    expect(zalo.refused().map((one) => one.code)).toEqual([code]);
  });

  it('refuses a caller without token, with a dead one, and without the proof of the app’s secret', async () => {
    const token = await start();
    expect(await send('access-of-nobody', MESSAGE)).toBe(-124);
    expect(await send(token, MESSAGE, 'falsch')).toBe(-1241);
    zalo.expireTokens();
    expect(await send(token, MESSAGE)).toBe(-124);
  });

  it('gives tokens to its app alone, and for each refresh token once', async () => {
    zalo = await startZalo();
    const grant = zalo.grant();
    expect((await tokensFor(grant, {})).error).toBe(-14004);
    const { refresh_token: next } = await tokensFor(grant);
    expect((await tokensFor(grant)).error).toBe(-14014);
    expect((await tokensFor(next)).access_token).toMatch(/^access-/);
    expect(zalo.tokensGiven()).toBe(2);
  });

  it('counts a day’s quota', async () => {
    const token = await start({ dailyQuota: 1 });
    expect([await send(token, MESSAGE), await send(token, MESSAGE)]).toEqual([0, -144]);
    const tomorrow = { ...MESSAGE, tracking_id: `e1t${AT + 86_400}d0123456789abcdef` };
    expect(await send(token, tomorrow)).toBe(0);
  });

  it('knows its tokens and messages after a restart', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-fake-zalo-'));
    const stateFile = path.join(folder, 'zalo.json');
    const token = await start({ stateFile });
    await send(token, MESSAGE);
    await zalo.stop();
    zalo = await startZalo({ stateFile });
    expect(await send(token, MESSAGE)).toBe(0);
    expect(zalo.received()).toHaveLength(2);
    rmSync(folder, { recursive: true });
  });
});
