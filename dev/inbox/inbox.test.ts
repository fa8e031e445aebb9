import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessageChannel, OutgoingMessage } from '../../activities/channels/channel.ts';
import { createEmailChannel } from '../../activities/channels/email.ts';
import { letter, matter, outgoing as outgoingOf } from '../../activities/channels/letter-fixture.ts';
import { startInbox, type Inbox, type InboxOptions } from './inbox.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function inboxAndChannel(options: InboxOptions = {}): Promise<{ inbox: Inbox; channel: MessageChannel }> {
  const inbox = await startInbox(options);
  const channel = createEmailChannel({
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    address: 'theo-doi@snv.son-la.example',
    messageIdDomain: 'snv.son-la.example',
  });
  undo.push(
    () => inbox.stop(),
    () => channel.close(),
  );
  return { inbox, channel };
}

const outgoing = (envelopeId: string, changes: Partial<OutgoingMessage> = {}): OutgoingMessage =>
  outgoingOf(
    letter([matter('before-7'), matter('opening', { name: 'Tổ chức Tháng hành động' })], {
      copyTo: { name: 'Hà Thị Trưởng', role: 'division-head', email: 'truong-phong@syt.son-la.example' },
    }),
    { envelopeId, thread: 'nam.so-y-te', ...changes },
  );

describe('the round trip', () => {
  it('brings subject, people, instant, ids and entries through', async () => {
    const { inbox, channel } = await inboxAndChannel();
    const message = outgoing('env-1');
    const sent = await channel.send(message);
    const [mail] = inbox.received();
    expect(mail).toMatchObject({
      at: message.letter.at,
      from: 'Sở Nội vụ tỉnh Sơn La – Theo dõi, tổng hợp báo cáo <theo-doi@snv.son-la.example>',
      to: ['dau-moi@syt.son-la.example'],
      cc: ['truong-phong@syt.son-la.example'],
      subject: 'KH 123/KH-UBND: đề nghị thực hiện, gửi 02 nội dung, chậm nhất thứ Hai 24/11/2025',
      envelopeId: 'env-1',
      entries: [
        { obligation: 'kh-123-2025.nam.so-y-te', ladder: 1, rung: 'before-7', occurrence: 0 },
        { obligation: 'kh-123-2025.nam.so-y-te', ladder: 1, rung: 'opening', occurrence: 0 },
      ],
    });
    expect(mail?.text).toContain('Kính gửi: Sở Y tế (đồng chí Nguyễn Văn Mẫu');
    expect(mail?.html).toContain('<html lang="vi">');
    const header = (name: string) => mail?.headers.find((line) => line.name === name)?.value;
    expect(header('Message-ID')).toBe('<env-1@snv.son-la.example>');
    expect(header('Message-ID')).toBe(sent.messageId);
    expect(header('Reply-To')).toContain('<tong-hop@snv.son-la.example>');
    expect(header('References')).toBe('<thread.nam.so-y-te@snv.son-la.example>');
    expect(header('In-Reply-To')).toBe(header('References'));
    expect(header('Auto-Submitted')).toBe('auto-generated');
    expect(sent.response).toMatch(/^250 /);
  });

  it('has no thread where there is none', async () => {
    const { inbox, channel } = await inboxAndChannel();
    await channel.send(outgoing('env-1', { thread: null }));
    const names = inbox.received()[0]?.headers.map((line) => line.name);
    expect(names).not.toContain('References');
    expect(names).not.toContain('In-Reply-To');
  });

  it('gives the same bytes for the same message, so that a duplicate can be recognised', async () => {
    const { inbox, channel } = await inboxAndChannel();
    await channel.send(outgoing('env-1'));
    await channel.send(outgoing('env-1'));
    await channel.send(outgoing('env-2'));
    const [first, second, other] = inbox.received().map((mail) => mail.raw);
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  it('keeps ids apart that hold signs which no header takes', async () => {
    const { inbox, channel } = await inboxAndChannel();
    const entry = { obligation: 'kế hoạch; 1/đ (a)', ladder: 12, rung: 'opening' as const, occurrence: 3 };
    const given = outgoing('a/b (ư)@c', { letter: letter([matter('opening', { entry })]) });
    const { messageId } = await channel.send(given);
    expect(messageId).toMatch(/^<[\x21-\x3f\x41-\x7e]+@snv\.son-la\.example>$/);
    expect(inbox.received()[0]).toMatchObject({ envelopeId: 'a/b (ư)@c', entries: [entry] });
  });

  it('lets no name begin a header', async () => {
    const { inbox, channel } = await inboxAndChannel();
    const given = letter([matter('opening', { name: 'Báo cáo\r\nBcc: x@evil.example' })]);
    const contact = { ...given.to.contact, name: 'A"\r\nBcc: y@evil.example\r\n\r\n<b>' };
    await channel.send(outgoing('env-1', { letter: { ...given, to: { ...given.to, contact } } }));
    const [mail] = inbox.received();
    expect(mail?.headers.map((line) => line.name.toLowerCase())).not.toContain('bcc');
    expect(mail?.to).toEqual(['dau-moi@syt.son-la.example']);
  });

  it('sends many at once over few connections, and loses none', async () => {
    const { inbox, channel } = await inboxAndChannel();
    await Promise.all(Array.from({ length: 60 }, (_, index) => channel.send(outgoing(`env-${index}`))));
    expect(new Set(inbox.received().map((mail) => mail.envelopeId)).size).toBe(60);
    expect(inbox.received()).toHaveLength(60);
  });
});

describe('planted faults', () => {
  it('swallows: the sender hears 250, nothing is kept', async () => {
    const { inbox, channel } = await inboxAndChannel({
      faults: { swallow: (mail) => mail.envelopeId === 'env-2' },
    });
    for (const id of ['env-1', 'env-2', 'env-3']) expect((await channel.send(outgoing(id))).response).toMatch(/^250/);
    expect(inbox.received().map((mail) => mail.envelopeId)).toEqual(['env-1', 'env-3']);
  });
  it('keeps twice', async () => {
    const { inbox, channel } = await inboxAndChannel({
      faults: { twice: (mail) => mail.entries.some((entry) => entry.rung === 'before-7') },
    });
    await channel.send(outgoing('env-1'));
    expect(inbox.received().map((mail) => mail.envelopeId)).toEqual(['env-1', 'env-1']);
    expect(new Set(inbox.received().map((mail) => mail.id)).size).toBe(2);
  });
});

describe('the store', () => {
  it('keeps messages in a folder over a restart, and goes on numbering', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'inbox-'));
    undo.push(() => rm(folder, { recursive: true }));
    const before = await inboxAndChannel({ store: folder });
    await before.channel.send(outgoing('env-1'));
    const kept = before.inbox.received();
    before.channel.close();
    await before.inbox.stop();
    const after = await inboxAndChannel({ store: folder });
    expect(after.inbox.received()).toEqual(kept);
    await after.channel.send(outgoing('env-2'));
    expect(after.inbox.received().map((mail) => mail.envelopeId)).toEqual(['env-1', 'env-2']);
    expect((await readdir(folder)).filter((name) => name.endsWith('.eml'))).toHaveLength(2);
  });

  it('refuses an entry header that cannot be read, instead of counting it as none', async () => {
    const { inbox } = await inboxAndChannel();
    const transport = createTransport(`smtp://127.0.0.1:${inbox.smtpPort}`);
    const mail = { from: 'a@a.example', to: 'b@b.example', text: 'x', headers: { 'X-Entry': 'a;1;opening' } };
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: 554 });
    expect(inbox.received()).toEqual([]);
  });
});

it('names the port that is taken', async () => {
  const { inbox } = await inboxAndChannel();
  await expect(startInbox({ smtpPort: inbox.smtpPort })).rejects.toThrow(/EADDRINUSE/);
  await expect(startInbox({ httpPort: Number(new URL(inbox.url).port) })).rejects.toThrow(/EADDRINUSE/);
});
