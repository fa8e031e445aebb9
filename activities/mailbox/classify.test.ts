import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify, type MailKind } from './classify.ts';
import { parseMail } from './parsed-mail.ts';

const FOLDER = path.join(import.meta.dirname, 'samples');
const SENT = '<ubnd-tinh-an-ha.57@snv.an-ha.example>';
const CONTACT = 'dau-moi@syt.an-ha.example';

const sorted = async (name: string): Promise<MailKind> =>
  classify(await parseMail(readFileSync(path.join(FOLDER, `${name}.eml`))));

async function report(name: string): Promise<Extract<MailKind, { kind: 'report' }>> {
  const kind = await sorted(name);
  if (kind.kind !== 'report') throw new Error(`${name} is ${kind.kind}`);
  return kind;
}

describe('a report of a mail server', () => {
  it.each([
    ['postfix-unknown', 'failed', '5.1.1', 'Dau-Moi@syt.an-ha.example', 'User unknown in virtual mailbox table'],
    ['postfix-delayed', 'delayed', '4.4.1', CONTACT, 'Connection timed out'],
    ['exchange-full', 'failed', '5.2.2', CONTACT, 'mailbox full; STOREDRV.Deliver'],
    // The status says no more than "no"; the answer it was made of says why.
    ['exchange-policy', 'failed', '5.7.1', CONTACT, 'SPF policy'],
    ['gmail-unknown', 'failed', '5.1.1', 'xa.mot.an.ha@gmail.example', 'does not exist'],
    ['zimbra-quota', 'failed', '5.2.2', CONTACT, '552 5.2.2 Over quota'],
  ])('%s: %s %s', async (name, action, code, address, words) => {
    const { recipients, about } = await report(name);
    expect(recipients).toMatchObject([{ action, code, said: expect.stringContaining(words) as string }]);
    expect(recipients[0]?.addresses[0]).toBe(address);
    expect(about.messageIds[0]).toBe(SENT);
  });

  it('tells of each reader apart', async () => {
    const { recipients } = await report('postfix-delivered');
    expect(recipients.map(({ action, addresses }) => [action, addresses[0]])).toEqual([
      ['delivered', CONTACT],
      ['relayed', 'truong-phong@snv.an-ha.example'],
    ]);
  });

  it('came to the return path, and repeats the id that was given with the message', async () => {
    const { about } = await report('postfix-unknown');
    expect(about.cameTo[0]).toBe('tra-lai+57@snv.an-ha.example');
    expect(about.envelopeIds).toEqual(['ubnd-tinh-an-ha.57']);
  });
});

describe('a report in prose', () => {
  it.each([
    ['qmail-failure', 'failed', '5.1.1', 'vanthu@xa-mot.example'],
    ['gateway-prose', 'failed', '5.2.2', CONTACT],
    ['gateway-delay', 'delayed', '4.3.2', CONTACT],
  ])('%s: %s %s', async (name, action, code, address) => {
    const { recipients } = await report(name);
    expect(recipients).toMatchObject([{ action, code }]);
    expect(recipients[0]?.addresses).toContain(address);
  });

  it('brings the Message-ID of what came back in its text', async () => {
    expect((await report('qmail-failure')).about.messageIds).toContain(SENT);
  });
});

it.each(['outlook-away', 'zimbra-away', 'gmail-away'])('%s is an automatic answer', async (name) => {
  expect(await sorted(name)).toEqual({ kind: 'automatic' });
});

it('a receipt says what was shown', async () => {
  const kind = await sorted('outlook-read');
  expect(kind).toMatchObject({ kind: 'receipt', isDisplayed: true, about: { messageIds: [SENT] } });
});

describe('an answer', () => {
  it.each(['answer-with-report', 'answer-words'])('%s is of a person', async (name) => {
    expect((await sorted(name)).kind).toBe('answer');
  });
  it('that answers one of ours says which, the nearest first', async () => {
    expect(await sorted('answer-with-report')).toMatchObject({
      about: { messageIds: [SENT, '<thread.x@snv.an-ha.example>'] },
    });
  });
  it('of a document system counts for what it brings, whatever its headers say', async () => {
    expect((await sorted('system-with-report')).kind).toBe('answer');
  });
});

it('every sample is looked at here', () => {
  const source = readFileSync(import.meta.filename, 'utf8');
  for (const file of readdirSync(FOLDER)) expect(source).toContain(`'${file.replace('.eml', '')}'`);
});
