import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import '../provided.ts';
import { contentDisposition } from '../../api/routes/downloads.ts';
import { type Bench, openBench } from './fixture.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench(inject('postgresOwnerUrl'));
});

afterAll(() => bench.stop());

describe('headers', () => {
  it.each(['/', '/khac', '/api/rounds', '/kieu.css'])('stand on %s', async (url) => {
    const { headers } = await bench.app().inject(url);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });
});

describe('the host name asked for', () => {
  it.each(['localhost:8080', '127.0.0.1', '[::1]:8080', 'LOCALHOST'])('%s is answered', async (host) => {
    expect((await bench.app().inject({ url: '/', headers: { host } })).statusCode).toBe(200);
  });
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.', '127.0.0.1.:80'])('“%s” is not', async (host) => {
    const answer = await bench.app().inject({ url: '/', headers: { host } });
    expect(answer.statusCode).toBe(421);
    expect(answer.body).toContain('chỉ trả lời tại 127.0.0.1');
  });
  it('does not matter behind a proxy', async () => {
    const answer = await bench.app({ loopbackOnly: false }).inject({ url: '/', headers: { host: 'so.example' } });
    expect(answer.statusCode).toBe(200);
  });
});

describe('trouble', () => {
  const broken = (): Bench['database'] => ({
    ...bench.database,
    tenants: () => Promise.reject(new Error('password authentication failed for user x')),
    ping: () => Promise.reject(new Error('connection refused')),
  });

  it('shows a code and nothing of itself', async () => {
    const answer = await bench.app({ database: broken() }).inject('/');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toMatch(/Có lỗi của hệ thống, mã [0-9a-f]{8}\./);
    expect(answer.body).not.toContain('password');
  });
  it('is a document for programs', async () => {
    const answer = await bench.app({ database: broken() }).inject('/api/rounds');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({ error: { code: 'internal', message: expect.stringContaining('mã') as string } });
  });
  it('of the database makes it not ready, and still alive', async () => {
    const app = bench.app({ database: broken() });
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    expect((await app.inject('/readyz')).json()).toEqual({ ready: false, database: 'down', outbox: null });
    expect((await app.inject('/healthz')).json()).toEqual({ ok: true });
  });
  it('is not what a wrong method or a broken address makes', async () => {
    expect((await bench.app().inject({ method: 'POST', url: '/' })).statusCode).toBe(404);
    expect((await bench.app().inject('/viec/%zz')).statusCode).toBe(400);
  });
});

describe('the name of a file', () => {
  it('reads in old clients and in new ones', () => {
    expect(contentDisposition('Báo cáo “năm” đủ.docx')).toBe(
      `attachment; filename="Bao cao _nam_ du.docx"; filename*=UTF-8''${encodeURIComponent('Báo cáo “năm” đủ.docx')}`,
    );
  });
  it('can neither end its header nor name a folder', () => {
    const header = contentDisposition('a"\r\nSet-Cookie: x; ../b.docx');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header).toBe(
      `attachment; filename="a Set-Cookie x; .. b.docx"; filename*=UTF-8''a%20Set-Cookie%20x%3B%20..%20b.docx`,
    );
  });
});
