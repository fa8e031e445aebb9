import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleLetter } from '../../documents/letter/sample.ts';
import { type CaughtMail, type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import type { Letter, Matter } from '../../domain/letter.ts';
import type { OfficialLetter } from '../../domain/official-letter.ts';
import { RUNG_IDS } from '../../domain/rung.ts';
import type { MessageChannel, OutgoingMessage } from './channel.ts';
import { createEmailChannel } from './email.ts';
import { letter, matter, outgoing } from './letter-fixture.ts';

let inbox: Inbox;
let channel: MessageChannel;
beforeAll(async () => {
  inbox = await startInbox();
  channel = createEmailChannel({
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    address: 'theo-doi@snv.son-la.example',
    messageIdDomain: 'snv.son-la.example',
  });
});
afterAll(async () => {
  channel.close();
  await inbox.stop();
});

/** As the mail server has it; the newest stands first or last, so it is found by its envelope. */
async function received(message: OutgoingMessage): Promise<{ mail: CaughtMail; parsed: Email }> {
  const known = new Set(inbox.received());
  await channel.send(message);
  const mail = inbox.received().find((one) => !known.has(one));
  if (!mail) throw new Error('nothing came');
  return { mail, parsed: await PostalMime.parse(mail.raw) };
}

const choice = { relation: 'subordinate', requested: false, many: true } as const;

describe('a question to the lead’s head', () => {
  it('carries what there is to sign, one file a matter, in the same bytes each time', async () => {
    const asked: OfficialLetter = {
      lead: { name: 'Sở Nội vụ tỉnh Sơn La', parentName: 'UBND tỉnh Sơn La', place: 'Sơn La', symbol: 'SNV' },
      plan: { number: '123/KH-UBND', date: '2025-05-06', issuer: 'Ủy ban nhân dân tỉnh Sơn La', title: 'Triển khai' },
      matter: 'Báo cáo năm 2025',
      bodies: [{ name: 'Sở Y tế', includes: ['nội dung chung'], targetDay: '2025-11-24' }],
      ...{ asOf: letter([]).at, until: null, official: null },
    };
    const drafts = [asked, { ...asked, matter: 'Tổ chức Tháng hành động' }];
    const message = outgoing({ ...sampleLetter({ rung: 'late-head', ...choice }), drafts });
    const { mail, parsed } = await received(message);
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual([
      ...['du-thao-cong-van-1.docx', 'du-thao-cong-van-2.docx'],
    ]);
    expect((await received(message)).mail.raw).toBe(mail.raw);
  });
});

describe('a message of every rung', () => {
  it.each(RUNG_IDS)(
    '%s: from the lead, answered to its mailbox, machine-made, threaded, with a person to ask',
    async (rung) => {
      const given = sampleLetter({ rung, ...choice });
      const message = outgoing(given, { envelopeId: `tinh.${rung}`, thread: 'nam/2025.dau-moi@syt.example' });
      const { mail, parsed } = await received(message);
      const header = (key: string): string[] =>
        parsed.headers.filter((one) => one.key === key).map(({ value }) => value);
      expect(parsed.from).toMatchObject({
        name: 'Sở Nội vụ tỉnh Sơn La – Theo dõi, tổng hợp báo cáo',
        address: 'theo-doi@snv.son-la.example',
      });
      expect(parsed.replyTo).toMatchObject([{ name: 'Sở Nội vụ tỉnh Sơn La', address: 'tong-hop@snv.son-la.example' }]);
      expect(header('auto-submitted')).toEqual(['auto-generated']);
      expect(parsed.messageId).toBe(`<tinh.${rung}@snv.son-la.example>`);
      expect(parsed.inReplyTo).toBe('<thread.nam%2F2025.dau-moi%40syt.example@snv.son-la.example>');
      expect(parsed.references).toBe(parsed.inReplyTo);
      expect(parsed.subject).toBe(message.words.subject);
      if (given.to.contact.name !== given.lead.official.name) {
        for (const part of [parsed.text, parsed.html]) {
          expect(part).toContain('Lò Thị Ví Dụ');
          expect(part).toContain('điện thoại 0212 000 0000');
        }
      }
      // Not even where no reader looks.
      expect(mail.raw).not.toMatch(/don ?doc/i);
    },
  );
});

describe('the text part', () => {
  const long = letter([matter('opening', { why: [`Kế hoạch nêu: “${'theo từng việc được giao, '.repeat(30)}”.`] })]);
  it('has lines that a terminal shows whole, and is put together again by programs that know how', async () => {
    const message = outgoing(long);
    const { parsed, mail } = await received(message);
    const asIs = await PostalMime.parse(mail.raw.replace('; format=flowed', ''));
    const lines = (asIs.text ?? '').split(/\r?\n/);
    expect(lines.length).toBeGreaterThan(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(message.words.text.trimEnd());
  });
});

describe('the calendar file', () => {
  const own = matter('opening', {
    entry: { obligation: 'kh-123/so-y-te-2', ladder: 3, rung: 'opening', occurrence: 0 },
    name: 'Tổ chức Tháng hành động, có “yêu cầu” riêng; 2 đợt',
    targetDay: '2025-12-31',
  });
  /** As it came over the wire: the parser would turn its line ends. */
  const icsOf = ({ raw }: CaughtMail): string[] =>
    [...raw.matchAll(/Content-Type: text\/calendar[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/g)].map(
      ([, content = '']) => Buffer.from(content, 'base64').toString('utf8'),
    );

  it('is one, with an event for each matter, a whole day and nothing that rings', async () => {
    const { parsed, mail } = await received(outgoing(letter([matter('opening'), own])));
    expect(parsed.attachments).toHaveLength(1);
    expect(parsed.attachments[0]).toMatchObject({ filename: 'lich.ics', disposition: 'attachment', method: 'PUBLISH' });
    const [ics = ''] = icsOf(mail);
    const lines = ics.replace(/\r\n[ \t]/g, '').split('\r\n');
    const valuesOf = (name: string): string[] =>
      lines.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length));
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(valuesOf('METHOD:')).toEqual(['PUBLISH']);
    expect(valuesOf('UID:')).toEqual([
      'kh-123-2025.nam.so-y-te@snv.son-la.example',
      'kh-123%2Fso-y-te-2@snv.son-la.example',
    ]);
    expect(valuesOf('SEQUENCE:')).toEqual(['1', '3']);
    expect(valuesOf('DTSTART;VALUE=DATE:')).toEqual(['20251124', '20251231']);
    expect(valuesOf('DTEND;VALUE=DATE:')).toEqual(['20251125', '20260101']);
    // 07:42 in Asia/Ho_Chi_Minh.
    expect(valuesOf('DTSTAMP:')).toEqual(['20251113T004200Z', '20251113T004200Z']);
    expect(valuesOf('SUMMARY:')[0]).toBe('Gửi báo cáo năm 2025 về công tác bình đẳng giới (KH 123/KH-UBND)');
    expect(valuesOf('SUMMARY:')[1]).toContain('Hoàn thành “Tổ chức Tháng hành động\\, có “yêu cầu” riêng\\; 2 đợt”');
    expect(valuesOf('ORGANIZER;')).toEqual(
      Array(2).fill('CN="Sở Nội vụ tỉnh Sơn La":mailto:tong-hop@snv.son-la.example'),
    );
    expect(valuesOf('TRANSP:')).toEqual(['TRANSPARENT', 'TRANSPARENT']);
    expect(ics).not.toContain('VALARM');
    expect(Math.max(...ics.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  });

  it('cannot be broken into by a name', async () => {
    const nasty = 'Sở "Y"; x:\r\nBEGIN:VALARM\nATTENDEE:mailto:all@evil.example';
    const given = letter([matter('opening', { name: nasty })]);
    const { mail } = await received(outgoing({ ...given, lead: { ...given.lead, organisationName: nasty } }));
    const [ics = ''] = icsOf(mail);
    expect(ics.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
    expect(ics).not.toMatch(/^(BEGIN:VALARM|ATTENDEE)/m);
    expect(ics.replaceAll('\r\n ', '')).toMatch(/^ORGANIZER;CN="[^"]*":mailto:tong-hop@snv\.son-la\.example\r$/m);
  });

  it('comes in the same bytes when the letter is sent once more, wherever the machine stands', async () => {
    const message = outgoing(letter([matter('opening'), own]));
    const { mail } = await received(message);
    const zone = process.env['TZ'];
    try {
      process.env['TZ'] = 'America/Los_Angeles';
      expect(new Date(2025, 0, 1).getTimezoneOffset()).toBe(480);
      expect((await received(message)).mail.raw).toBe(mail.raw);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it.each<[string, Letter, boolean]>([
    ['a reminder of a known date', letter([matter('before-7')]), false],
    ['the first letter after the date has changed', letter([matter('before-2', { dateIsNew: true })]), true],
    ['a return', sampleLetter({ rung: 'returned', ...choice }), true],
    ['the eve of a return', sampleLetter({ rung: 'returned-eve', ...choice }), false],
    ['a day that is over', letter([matter('catch-up', { dateIsNew: true, targetDay: '2025-11-12' })]), false],
    ['a matter that has no date yet', letter([matter('opening', { targetDay: null })]), false],
    ...(['late-1', 'late-list', 'late-head', 'head-letter', 'review-3', 'event-question'] as const).map(
      (rung): [string, Letter, boolean] => [rung, withNewDates(sampleLetter({ rung, ...choice })), false],
    ),
    ['the lead’s own date', withNewDates(sampleLetter({ rung: 'lead-due', ...choice })), true],
  ])('%s', async (_name, given, isThere) => {
    const { parsed, mail } = await received(outgoing(given));
    expect(icsOf(mail)).toHaveLength(isThere ? 1 : 0);
    expect(parsed.text?.includes('tệp lịch')).toBe(isThere);
  });
});

function withNewDates(given: Letter): Letter {
  return { ...given, matters: given.matters.map((one): Matter => ({ ...one, dateIsNew: true })) };
}
