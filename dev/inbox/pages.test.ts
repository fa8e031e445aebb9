import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { inboxPages } from './http.ts';
import { openStore } from './store.ts';

async function pagesWith(...mails: string[]): Promise<FastifyInstance> {
  const store = await openStore(null);
  for (const [index, mail] of mails.entries()) await store.add(Buffer.from(mail), 1_000 + index);
  return inboxPages(store, 2525);
}

const mail = (to: string, day: number, body = '<p>Thân</p>'): string =>
  [
    'From: Lead <lead@snv.example>',
    `To: ${to}`,
    `Subject: Thu ngay ${day}`,
    `Date: Thu, ${day} Nov 2025 00:42:00 +0000`,
    'Content-Type: text/html; charset=utf-8',
    '',
    body,
  ].join('\r\n');

describe('the list', () => {
  it('teaches when it is empty', async () => {
    const answer = await (await pagesWith()).inject('/');
    expect(answer.body).toContain('<html lang="vi">');
    expect(answer.body).toContain('Chưa có thư nào');
    expect(answer.body).toContain('smtp://127.0.0.1:2525');
  });
  it('shows the newest by date first, whatever was received last', async () => {
    const { body } = await (await pagesWith(mail('a@a.example', 13), mail('b@b.example', 3))).inject('/');
    expect(body.indexOf('Thu ngay 13')).toBeLessThan(body.indexOf('Thu ngay 3'));
    expect(body).toContain('07 giờ 42 thứ Năm 13/11/2025');
  });
  it('filters by a part of the recipient', async () => {
    const pages = await pagesWith(mail('a@syt.example', 13), mail('b@stp.example', 14));
    const { body } = await pages.inject('/?recipient=STP');
    expect(body).toContain('Thu ngay 14');
    expect(body).not.toContain('Thu ngay 13');
    expect((await pages.inject('/?recipient=%3Cscript%3E')).body).not.toContain('<script>');
  });
  it('turns pages', async () => {
    const pages = await pagesWith(...Array.from({ length: 51 }, () => mail('a@a.example', 13)));
    expect((await pages.inject('/')).body.match(/<li>/g)).toHaveLength(50);
    expect((await pages.inject('/?page=2')).body.match(/<li>/g)).toHaveLength(1);
    expect((await pages.inject('/?page=x&recipient=a&recipient=b')).statusCode).toBe(200);
  });
});

describe('a message', () => {
  it('stands in a frame that allows nothing, with its markup escaped', async () => {
    const pages = await pagesWith(mail('a@a.example', 13, '<p>Thân</p><script>alert(1)</script>'));
    const answer = await pages.inject('/messages/1000-000001');
    expect(answer.body).toContain('sandbox=""');
    expect(answer.body).toContain('&lt;script&gt;');
    expect(answer.body).not.toContain('<script>');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
  it('comes down as it came', async () => {
    const raw = mail('a@a.example', 13);
    const answer = await (await pagesWith(raw)).inject('/messages/1000-000001/raw');
    expect(answer.body).toBe(raw);
    expect(answer.headers['content-disposition']).toContain('1000-000001.eml');
  });
  it('that does not exist is said so', async () => {
    const pages = await pagesWith();
    for (const path of ['/messages/..%2f..%2fetc', '/messages/1/raw']) {
      const answer = await pages.inject(path);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('Không tìm thấy');
    }
  });
});
