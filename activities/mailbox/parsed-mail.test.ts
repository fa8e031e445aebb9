import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import { cleanName, filesOf } from './document-file.ts';
import { type MailPart, parseMail } from './parsed-mail.ts';

const FOLDER = path.join(import.meta.dirname, 'samples');
const sample = (name: string): Buffer => readFileSync(path.join(FOLDER, `${name}.eml`));
const part = (name: string | null, bytes = Buffer.from('x')): MailPart => ({
  ...{ name, type: 'application/octet-stream', isShown: false, bytes },
});

describe('a mail', () => {
  it('has its words, its sender and its files, without the pictures that its text shows', async () => {
    const mail = await parseMail(sample('answer-with-report'));
    expect(mail.from).toEqual({ name: 'Nguyễn Văn Mẫu', address: 'dau-moi@syt.an-ha.example' });
    expect(mail.subject).toBe('Trả lời: KH 45/KH-UBND: Báo cáo năm 2026');
    expect(mail.text).toContain('bản mềm báo cáo số 512/BC-SYT');
    const { kept, left } = filesOf(mail.parts);
    expect(kept.map(({ name }) => name)).toEqual(['Báo cáo 512-BC-SYT.docx']);
    expect(kept[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(left).toEqual(['cai-dat.exe']);
  });

  it('that brings another keeps it as a file, and does not take its attachments for its own', async () => {
    const inner = sample('answer-with-report').toString('latin1');
    const head = 'From: a@b.example\r\nMessage-ID: <f@b>\r\nContent-Type: multipart/mixed; boundary=F\r\n\r\n';
    const raw = `${head}--F\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--F--\r\n`;
    const { kept, left } = filesOf((await parseMail(Buffer.from(raw, 'latin1'))).parts);
    expect(kept.map(({ name }) => name)).toEqual(['thu-kem-theo-1.eml']);
    expect(left).toEqual([]);
  });

  it('of too many parts is refused before it costs the time', async () => {
    const raw = `From: a@b\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5000)}`;
    await expect(parseMail(Buffer.from(raw))).rejects.toThrow('too many parts');
  });

  it('of endless headers or endless depth is refused', async () => {
    await expect(parseMail(Buffer.from(`X: ${'a'.repeat(600_000)}\n\nx`))).rejects.toThrow(/header/i);
    let raw = 'x';
    for (let depth = 0; depth < 30; depth++)
      raw = `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${raw}\n--b${depth}--\n`;
    await expect(parseMail(Buffer.from(raw))).rejects.toThrow(/nesting/i);
  });

  it('without any header is none', async () => {
    await expect(parseMail(Buffer.from(''))).rejects.toThrow('no header');
  });

  it('holds no sign that a database refuses', async () => {
    const raw =
      'From: a@b\nSubject: =?utf-8?b?AGE=?=\nMessage-ID: <a@b>\nContent-Type: text/plain; charset=klingon\n\nx\0y\u0007';
    const mail = await parseMail(Buffer.from(raw, 'latin1'));
    expect(JSON.stringify([mail.subject, mail.text])).not.toMatch(/\\u000/);
  });

  it('however it is broken is sorted or refused, and never hangs', async () => {
    const samples = ['postfix-unknown', 'exchange-full', 'answer-with-report', 'outlook-read'].map(sample);
    const broken = fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(), fc.uint8Array({ maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(broken, async ([raw, from, length, put]) => {
        const at = from % raw.length;
        const bytes = Buffer.concat([raw.subarray(0, at), put, raw.subarray(at + (length % 400))]);
        const mail = await parseMail(bytes).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Error);
          return null;
        });
        if (mail) expect(['report', 'receipt', 'automatic', 'answer']).toContain(classify(mail).kind);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd.docx', 'passwd.docx'],
    ['C:\\Users\\x\\Báo cáo.xlsx', 'Báo cáo.xlsx'],
    ['bao-cao\u202excod.exe', 'bao-caoxcod.exe'],
    ['a\0b\r\n.pdf', 'ab .pdf'],
    ['Ba\u0301o ca\u0301o.pdf', 'Báo cáo.pdf'],
    ['..', 'tep-1'],
    ['a<b>|"?.pdf', 'a_b____.pdf'],
  ])('%j is %j', (given, clean) => {
    expect(cleanName({ name: given, type: 'x/y' }, 1)).toBe(clean);
  });
  it('is cut before its ending', () => {
    const clean = cleanName({ name: `${'ă'.repeat(300)}.docx`, type: 'x/y' }, 1);
    expect([...clean]).toHaveLength(120);
    expect(clean.endsWith('.docx')).toBe(true);
  });
});

describe('files', () => {
  it('are twenty at most, and none that is empty or too large', () => {
    const many = Array.from({ length: 25 }, (_, index) => part(`${index}.pdf`));
    expect(filesOf(many).kept).toHaveLength(20);
    expect(filesOf(many).left).toHaveLength(5);
    const odd = [
      part('rong.pdf', Buffer.alloc(0)),
      part('to.pdf', Buffer.alloc(21 * 1024 * 1024)),
      part('vi-rut.docm'),
    ];
    expect(filesOf(odd).kept).toEqual([]);
  });
  it('leave out signatures without a word', () => {
    expect(filesOf([part('smime.p7s'), part('moi.ics')])).toEqual({ kept: [], left: [] });
  });
});
