import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailboxOptions, mailboxTenant, readMailbox } from '../../activities/mailbox/read.ts';
import { doctorDocument, errorDocument, mailboxReadDocument } from '../../contracts/cli.ts';
import { mailboxes } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { documentOf, runDondoc } from '../cli/run-dondoc.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { type Desk, startDesk } from './desk.ts';
import { MAILBOXES, missingPostOffice, type PostOffice, startPostOffice } from './post-office.ts';

const SAMPLES = path.join(import.meta.dirname, '../../activities/mailbox/samples');
const sample = (name: string): Buffer => readFileSync(path.join(SAMPLES, `${name}.eml`));
/** A mail of a person that is no other. */
const letter = (id: string, body = 'Kính gửi'): Buffer =>
  Buffer.from(`From: a@thu-nhat.example\r\nSubject: ${id}\r\nMessage-ID: <${id}@thu-nhat.example>\r\n\r\n${body}\r\n`);

const missing = missingPostOffice();

// That they are there is asked in post-office.test.ts.
describe.skipIf(missing.length > 0)('reading a mailbox', () => {
  let office: PostOffice;
  let desk: Desk;
  beforeAll(async () => {
    office = await startPostOffice();
  });
  afterAll(() => office?.stop());
  beforeEach(async () => {
    desk = await startDesk();
    await look();
    return () => desk.stop();
  });

  const look = (changes: Partial<MailboxOptions> = {}) =>
    readMailbox({
      ...{ url: office.imapUrl(MAILBOXES.sender), folder: 'INBOX', ca: office.ca },
      ...{ database: desk.database, log: silentLog, tenant: SMALL.tenant, returnPath: null },
      clockShift: Date.now() - instantAt('2025-06-02', '10:00'),
      ...changes,
    });
  const titles = async () => (await desk.workItems()).map(({ content }) => content.title);

  it('cut off before it is written down is done again, and counts once', async () => {
    await office.lay(MAILBOXES.sender, letter('cut-off'));
    const died = Object.assign(new Error('the machine died'), { code: 'CONNECTION_CLOSED' });
    await expect(look({ beforeCommit: () => Promise.reject(died) })).rejects.toThrow('the machine died');
    expect(await titles()).toEqual([]);
    expect(await look()).toMatchObject({ read: 1, answers: 1 });
    expect(await look()).toMatchObject({ read: 0 });
    expect(await titles()).toEqual(['Thư của a@thu-nhat.example: “cut-off”.']);
  });

  it('by two workers at once takes each mail once', async () => {
    for (const id of ['two-1', 'two-2', 'two-3']) await office.lay(MAILBOXES.sender, letter(id));
    const passes = await Promise.all([look(), look()]);
    expect(passes.reduce((sum, { read }) => sum + read, 0)).toBe(3);
    expect(await titles()).toHaveLength(3);
  });

  it('passes over what nobody can read, and tells the lead of it', async () => {
    const parts = '--b\r\n\r\nx\r\n'.repeat(3000);
    await office.lay(
      MAILBOXES.sender,
      Buffer.from(`From: x@y.example\r\nSubject: bomb\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}`),
    );
    await office.lay(MAILBOXES.sender, letter('after', 'a\u0001bc'));
    expect(await look()).toMatchObject({ read: 2, unreadable: 1, answers: 1 });
    const [unreadable, after] = await desk.workItems();
    expect(unreadable).toMatchObject({ kind: 'incoming-mail', obligation: null });
    expect(unreadable?.content.evidence.map(({ text }) => text).join()).toContain('Tiêu đề: bomb');
    expect(after?.content.evidence.at(-1)?.text).toBe('Nội dung thư: abc');
  });

  it('numbered anew is looked through once more, and nothing happens twice', async () => {
    await office.lay(MAILBOXES.sender, letter('before-renumbering'));
    expect(await look()).toMatchObject({ read: 1 });
    await desk.inTenant((tx) => tx.update(mailboxes).set({ uidValidity: '1', lastUid: 999_999 }));
    await office.lay(MAILBOXES.sender, letter('after-renumbering'));
    expect((await look()).read).toBeGreaterThanOrEqual(2);
    const about = (await titles()).filter((title) => title.includes('renumbering'));
    expect(about).toHaveLength(2);
    expect(await look()).toMatchObject({ read: 0 });
  });

  it('leaves automatic answers and reports about other mail without a trace', async () => {
    for (const name of ['outlook-away', 'zimbra-away', 'gmail-unknown'])
      await office.lay(MAILBOXES.sender, sample(name));
    expect(await look()).toMatchObject({ read: 3, automatic: 2, unmatched: 1 });
    expect(await titles()).toEqual([]);
  });

  it('with a wrong password or a server that does not show a known certificate says so, and reads nothing', async () => {
    await expect(look({ url: office.imapUrl(MAILBOXES.sender).replace('mat-khau', 'sai') })).rejects.toMatchObject({
      authenticationFailed: true,
    });
    await expect(look({ ca: undefined })).rejects.toThrow(/certificate/);
  });

  describe('by the command', () => {
    const environment = (changes: Record<string, string> = {}): Record<string, string> => ({
      DATABASE_URL: desk.applicationUrl,
      IMAP_URL: office.imapUrl(MAILBOXES.sender),
      NODE_EXTRA_CA_CERTS: office.caFile,
      ...changes,
    });
    const run = (words: string[], changes?: Record<string, string>) =>
      runDondoc([...words, '--json'], environment(changes));

    it('prints what it came to; doctor says when somebody last looked', async () => {
      await office.lay(MAILBOXES.sender, letter('by-command'));
      const ran = await run(['mailbox', 'read']);
      expect(ran.status, ran.stdout).toBe(0);
      expect(mailboxReadDocument.parse(documentOf(ran))).toMatchObject({ read: 1, answers: 1, more: false });
      const { checks } = doctorDocument.parse(documentOf(await run(['doctor'])));
      const check = checks.find(({ name }) => name === 'mailbox');
      expect(check).toMatchObject({ ok: true, message: expect.stringContaining('0 phút trước') as string });
    });

    it('says in one sentence what is missing, without the password', async () => {
      const refused = async (changes: Record<string, string>) => {
        const ran = await run(['mailbox', 'read'], changes);
        expect(ran.stdout).not.toContain('mat-khau');
        return { status: ran.status, ...errorDocument.parse(documentOf(ran)).error };
      };
      expect(await refused({ IMAP_URL: '' })).toMatchObject({ status: 2, code: 'setting-missing' });
      const wrong = office.imapUrl('nobody@snv.example');
      expect(await refused({ IMAP_URL: wrong })).toMatchObject({
        ...{ status: 1, code: 'mailbox-unreachable' },
        message: expect.stringContaining('sai tên hoặc mật khẩu') as string,
      });
    });
  });
});

describe('whose mailbox it is', () => {
  it('the only tree’s, or the one that is named', () => {
    expect(mailboxTenant([], null)).toBeNull();
    expect(mailboxTenant(['a'], null)).toBe('a');
    expect(mailboxTenant(['a', 'b'], 'b')).toBe('b');
    expect(() => mailboxTenant(['a'], 'b')).toThrow('TENANT');
    expect(() => mailboxTenant(['a', 'b'], null)).toThrow('TENANT');
  });
});
