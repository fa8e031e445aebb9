import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { returnPathOf } from '../../activities/channels/return-path.ts';
import { openFolder } from '../../activities/mailbox/imap.ts';
import { parseMail, type ParsedMail } from '../../activities/mailbox/parsed-mail.ts';
import { type MailboxPass, readMailbox } from '../../activities/mailbox/read.ts';
import { closeWorkItems } from '../../api/services/work-item.ts';
import type { MessageChannel } from '../../activities/channels/channel.ts';
import { loadFailing } from '../../db/queries/failing-address.ts';
import { deliveries } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import '../provided.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';
import { type Desk, startDesk } from './desk.ts';
import { MAILBOXES, missingPostOffice, type PostOffice, startPostOffice } from './post-office.ts';

const missing = missingPostOffice();
const skipped = missing.length > 0 ? ` (skipped, missing: ${missing.join(', ')})` : '';

describe('the mail servers that an agency has', () => {
  it.skipIf(missing.length > 0 && process.env['CI'] !== 'true')(`are there${skipped}`, () => {
    // In CI a way that no message has gone is a failure, not a gap.
    expect(missing).toEqual([]);
  });
});

const BODIES = ['thu-nhat', 'thu-hai', 'thu-ba'];
const OPENING = instantAt('2025-05-29', '09:00');
const contact = (body: string): string => `dau-moi@${body}.example`;

describe.skipIf(missing.length > 0)(`out and back through Postfix and Dovecot${skipped}`, () => {
  let office: PostOffice;
  let desk: Desk;
  let email: MessageChannel;
  let clockShift: number;

  beforeAll(async () => {
    office = await startPostOffice();
    desk = await startDesk();
    clockShift = Date.now() - OPENING;
    email = createEmailChannel({
      ...{ smtpUrl: office.smtpUrl, address: MAILBOXES.sender, messageIdDomain: 'snv.example' },
      returnPath: (id) => returnPathOf(MAILBOXES.returns, id),
    });
  });
  afterAll(async () => {
    email?.close();
    await desk?.stop();
    await office?.stop();
  });

  /** A look into the mailbox, as the worker takes it. */
  const look = (mailbox: string): Promise<MailboxPass> =>
    readMailbox({
      ...{ url: office.imapUrl(mailbox), folder: 'INBOX', ca: office.ca },
      ...{ database: desk.database, log: silentLog, tenant: SMALL.tenant, returnPath: MAILBOXES.returns },
      clockShift,
    });

  /** Looks until `count` mails were read: servers take their time. */
  async function lookUntil(mailbox: string, count: number): Promise<MailboxPass> {
    let sum: MailboxPass | null = null;
    await expect
      .poll(
        async () => {
          const pass = await look(mailbox);
          sum = sum ? added(sum, pass) : pass;
          return sum.read;
        },
        { timeout: 30_000, interval: 200, message: office.log() },
      )
      .toBe(count);
    return sum!;
  }

  async function mailsIn(mailbox: string): Promise<ParsedMail[]> {
    const folder = await openFolder({ url: office.imapUrl(mailbox), folder: 'INBOX', ca: office.ca });
    const mails: ParsedMail[] = [];
    for (const uid of await folder.after(0)) mails.push(await parseMail((await folder.fetch(uid))!.bytes));
    await folder.close();
    return mails;
  }

  it('a first look notes where the mailbox stands', async () => {
    expect(await look(MAILBOXES.returns)).toMatchObject({ read: 0, more: false });
    expect(await look(MAILBOXES.returns)).toMatchObject({ read: 0 });
  });

  it('what is delivered is confirmed, what is unknown comes back or is refused, and the lead is told of each', async () => {
    await desk.fire('opening', BODIES);
    await desk.dispatch(email, OPENING);
    expect(await desk.messages('thu-hai')).toEqual(['opening failed']);

    expect(await lookUntil(MAILBOXES.returns, 2)).toMatchObject({
      confirmed: 1,
      returned: 1,
      unmatched: 0,
      answers: 0,
    });
    expect(await desk.messages('thu-nhat')).toEqual(['opening sent']);
    expect(await desk.messages('thu-ba')).toEqual(['opening returned']);
    const outcomes = await desk.inTenant((tx) => tx.select().from(deliveries).orderBy(deliveries.id));
    expect(outcomes.map(({ outcome, code }) => `${outcome} ${code}`).sort()).toEqual([
      'confirmed 2.0.0',
      'refused 550',
      'returned 5.1.1',
      'taken null',
      'taken null',
    ]);
    for (const { response } of outcomes) expect(response).not.toContain('@');

    expect([...(await desk.inTenant(loadFailing))].sort()).toEqual([contact('thu-ba'), contact('thu-hai')]);
    const items = await desk.workItems();
    expect(items.map(({ kind, organisation }) => `${kind} ${organisation}`).sort()).toEqual([
      'bounce thu-ba',
      'bounce thu-hai',
    ]);
    const returned = items.find(({ organisation }) => organisation === 'thu-ba')?.content;
    expect(returned?.title).toContain('đầu mối của Sở Thứ ba');
    expect(returned?.title).toContain('bị trả lại từ 29/05/2025: địa chỉ không tồn tại');
    expect(returned?.evidence.map(({ text }) => text).join(' ')).toMatch(/Thư “.*01\/KH-UBND.*” .*550 5\.1\.1/);
  });

  it('the letter is in the right mailbox, with its Vietnamese intact', async () => {
    const [mail, ...others] = await mailsIn(MAILBOXES.contact);
    expect(others).toEqual([]);
    expect(mail?.subject).toContain('đề nghị gửi báo cáo giữa năm');
    expect(mail?.text).toContain('Kính gửi: Sở Thứ nhất');
    expect(mail?.headers.get('return-path')).toMatch(/^<tra-lai\+\d+@snv\.example>$/);
  });

  it('nothing in the mailbox is marked, moved or deleted', async () => {
    expect(await mailsIn(MAILBOXES.returns)).toHaveLength(2);
    expect(await look(MAILBOXES.returns)).toMatchObject({ read: 0 });
  });

  it('an answer with its report becomes work for the lead, once however often it comes', async () => {
    expect(await look(MAILBOXES.sender)).toMatchObject({ read: 0 });
    const [letter] = await mailsIn(MAILBOXES.contact);
    const transport = createTransport(office.smtpUrl);
    const content = Buffer.from('nội dung báo cáo');
    const answer = {
      ...{
        from: { name: 'Đầu mối', address: MAILBOXES.contact },
        to: MAILBOXES.sender,
        messageId: '<tra-loi-1@thu-nhat.example>',
      },
      ...{ subject: `Trả lời: ${letter!.subject}`, inReplyTo: letter!.messageId!, date: new Date(OPENING) },
      text: 'Kính gửi Sở Đầu mối bản mềm báo cáo số 12/BC-STN.',
      attachments: [{ filename: 'Báo cáo số 12.docx', content }],
    };
    await transport.sendMail(answer);
    await transport.sendMail(answer);
    transport.close();
    expect(await lookUntil(MAILBOXES.sender, 2)).toMatchObject({ answers: 2 });

    const incoming = (await desk.workItems()).filter(({ kind }) => kind === 'incoming-mail');
    expect(incoming).toMatchObject([
      { plan: SMALL.id, obligation: SMALL.report('thu-nhat'), organisation: 'thu-nhat', state: 'open' },
    ]);
    const { title, evidence } = incoming[0]!.content;
    expect(title).toContain('Thư của Sở Thứ nhất: “Trả lời:');
    expect(title).toContain('kèm 01 tệp');
    expect(evidence.map(({ text }) => text).join('\n')).toContain('chưa phải báo cáo đã nộp');
    const files = await desk.files(incoming[0]!.id);
    expect(files.map(({ name }) => name)).toEqual(['Báo cáo số 12.docx']);
    expect(files[0]?.content.equals(content)).toBe(true);
    expect(files[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('an address that a person says is mended is written to again, and told of again when it fails again', async () => {
    const [item] = (await desk.workItems()).filter(({ organisation }) => organisation === 'thu-ba');
    desk.setNow(instantAt('2025-06-02', '10:00'));
    await closeWorkItems(desk.context, [item!.id], { reason: 'đã gọi điện, hộp thư dùng được', by: 'Người Thử' });
    expect([...(await desk.inTenant(loadFailing))]).toEqual([contact('thu-hai')]);
    await desk.fire('before-7', ['thu-ba']);
    await desk.dispatch(email, instantAt('2025-06-10', '09:00'));
    expect(await lookUntil(MAILBOXES.returns, 1)).toMatchObject({ returned: 1 });
    const bounces = (await desk.workItems()).filter(({ organisation }) => organisation === 'thu-ba');
    expect(bounces.map(({ state }) => state)).toEqual(['done', 'open']);
  });
});

function added(one: MailboxPass, other: MailboxPass): MailboxPass {
  const { more, ...counts } = one;
  const sums = Object.entries(counts).map(([name, count]) => [name, count + Number(other[name as keyof MailboxPass])]);
  return { ...(Object.fromEntries(sums) as MailboxPass), more: more || other.more };
}
