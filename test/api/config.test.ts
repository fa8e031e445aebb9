import { describe, expect, it } from 'vitest';
import { readConfig, refuseOutsideMail, zaloSettings } from '../../config.ts';

describe('settings', () => {
  it('have their defaults, and an empty value counts as not set', () => {
    expect(readConfig({ PORT: '', LOG_LEVEL: '' })).toEqual({
      ...{ databaseUrl: null, databasePool: 10 },
      ...{ temporalAddress: null, temporalNamespace: 'dondoc', taskQueue: 'dondoc', idPrefix: '' },
      ...{ smtpUrl: null, mailFrom: null, messageIdDomain: null },
      ...{ host: '127.0.0.1', port: 8080, clockShift: 0, dispatchEverySeconds: 60, buildId: null, epochGuard: 50 },
      ...{ imapUrl: null, imapFolder: 'INBOX', mailReturnPath: null, tenant: null },
      ...{ inboxUrl: null, rehearsalsDir: null, logLevel: 'info' },
      ...{ zaloAppId: null, zaloAppSecret: null, zaloOaSecret: null, zaloTemplateReminder: null, zaloTokenKey: null },
      ...{ zaloApiUrl: 'https://business.openapi.zalo.me', zaloOauthUrl: 'https://oauth.zaloapp.com' },
    });
  });
  it('are read', () => {
    const config = readConfig({
      DATABASE_URL: 'postgres://app:secret@127.0.0.1:5432/dondoc',
      SMTP_URL: 'smtps://user:secret@relay.example:465',
      MAIL_FROM: 'dau-moi@so.example',
      CLOCK_SHIFT_MS: '-31536000000',
      INBOX_URL: 'http://127.0.0.1:8025/',
    });
    expect(config.databaseUrl).toBe('postgres://app:secret@127.0.0.1:5432/dondoc');
    expect(config.clockShift).toBe(-31_536_000_000);
    expect(config.smtpUrl).toContain('relay.example');
  });
  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_URL', 'mysql://127.0.0.1/x'],
    ['TEMPORAL_ADDRESS', 'http://127.0.0.1:7233'],
    ['MAIL_FROM', 'đầu mối'],
    ['CLOCK_SHIFT_MS', '1.5'],
    ['IMAP_URL', 'https://mail.so.example'],
    ['MAIL_RETURN_PATH', 'tra+lai@so.example'],
    ['MAIL_RETURN_PATH', `${'a'.repeat(38)}@so.example`],
    ['INBOX_URL', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'loud'],
    ['ZALO_APP_ID', 'ứng dụng'],
    ['ZALO_API_URL', 'zalo.me'],
  ])('%s=%s is refused in one sentence that names both', (variable, value) => {
    const read = (): unknown => readConfig({ [variable]: value });
    expect(read).toThrow(`Biến môi trường ${variable} là “${value}”, nhưng phải là `);
  });
  it('never print a password', () => {
    for (const password of ['s3cret', 's3c@ret', 's3c/:ret']) {
      const read = (): unknown => readConfig({ DATABASE_URL: `postgre://app:${password}@host/db` });
      expect(read).toThrow('“postgre://app:…@host/db”');
    }
    expect(() => readConfig({ SMTP_URL: 'user:s3cret@relay:25' })).toThrow('“user:…@relay:25”');
  });
  it('never print a key, not even a wrong one', () => {
    const read = (): unknown => readConfig({ ZALO_TOKEN_KEY: 's3cret' });
    expect(read).toThrow('Biến môi trường ZALO_TOKEN_KEY là “…”, nhưng phải là 64 chữ số hệ 16');
    expect(read).not.toThrow('s3cret');
  });
  it('of Zalo are all there, or none', () => {
    expect(zaloSettings(readConfig({}))).toBeNull();
    const all = {
      ZALO_APP_ID: '31',
      ZALO_APP_SECRET: 'a',
      ZALO_TEMPLATE_REMINDER: '7',
      ZALO_TOKEN_KEY: 'ab'.repeat(32),
    };
    expect(zaloSettings(readConfig(all))).toMatchObject({ templateId: '7', app: { appId: '31', appSecret: 'a' } });
    for (const variable of Object.keys(all)) {
      expect(() => zaloSettings(readConfig({ ...all, [variable]: '' }))).toThrow(`cần biến môi trường ${variable}`);
    }
  });
  it('that a root can’t do without are asked for by name', () => {
    expect(() => readConfig({}, ['databaseUrl'])).toThrow('Chưa đặt biến môi trường DATABASE_URL');
    const { databaseUrl } = readConfig({ DATABASE_URL: 'postgres://h/d' }, ['databaseUrl']);
    expect(databaseUrl.length).toBeGreaterThan(0);
  });
});

describe('a demonstration', () => {
  const check = (settings: Record<string, string>) => (): void => refuseOutsideMail(readConfig(settings));
  const outside = { SMTP_URL: 'smtps://user:secret@relay.example:465' };

  it.each([{ CLOCK_SHIFT_MS: '1' }, { INBOX_URL: 'http://127.0.0.1:8025/' }])(
    'of %j reaches no mail server but its own inbox',
    (mark) => {
      expect(check({ ...mark, ...outside })).toThrow('“relay.example:465”');
      expect(check({ ...mark, SMTP_URL: 'smtp://127.0.0.1.relay.example:25' })).toThrow('Bản trình diễn');
      for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
        expect(check({ ...mark, SMTP_URL: `smtp://${host}:2525` })).not.toThrow();
      }
    },
  );
  it('reaches no Zalo but that of its own machine', () => {
    const mark = { INBOX_URL: 'http://127.0.0.1:8025/' };
    const zalo = {
      ZALO_APP_ID: '31',
      ZALO_APP_SECRET: 'a',
      ZALO_TEMPLATE_REMINDER: '7',
      ZALO_TOKEN_KEY: 'ab'.repeat(32),
    };
    expect(check({ ...mark, ...zalo })).toThrow('“business.openapi.zalo.me” của ZALO_API_URL');
    expect(check({ ...mark, ...zalo, ZALO_API_URL: 'http://127.0.0.1:8026' })).not.toThrow();
    expect(check(zalo)).not.toThrow();
  });
  it('is none where the clock is the real one and nobody has a trial inbox', () => {
    expect(check(outside)).not.toThrow();
  });
});
