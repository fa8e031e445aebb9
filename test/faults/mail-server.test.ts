import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type FaultySmtp, startFaultySmtp, type Verb, VERBS } from '../../dev/faults/smtp.ts';
import { type Proxy, startProxy } from '../../dev/faults/proxy.ts';
import { type Inbox, startInbox } from '../../dev/inbox/inbox.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { type Sender, startSender } from '../support/sender.ts';

/** Far shorter than in production, where each silence may last thirty seconds and a message ninety. */
const [SILENCE_MS, MESSAGE_MS] = [500, 2_500];

let inbox: Inbox;
let proxy: Proxy;
let smtp: FaultySmtp;
let sender: Sender;
let before: number;

beforeAll(async () => {
  inbox = await startInbox();
  smtp = await startFaultySmtp(inbox.smtpPort);
  proxy = await startProxy(smtp.port);
  const smtpUrl = `smtp://127.0.0.1:${proxy.port}`;
  sender = await startSender({ smtpUrl, timeoutMs: SILENCE_MS, messageMs: MESSAGE_MS });
});
afterAll(async () => {
  await sender.stop();
  await proxy.stop();
  await smtp.stop();
  await inbox.stop();
});
beforeEach(async () => {
  // Each conversation from its greeting on: the pool's connection of the test before is gone.
  await proxy.set({ kind: 'reset' });
  await proxy.set({ kind: 'none' });
  before = inbox.received().length;
});
afterEach(async () => {
  smtp.set(null);
  await proxy.set({ kind: 'none' });
});

const received = () => inbox.received().slice(before);

/** How long until its next try, in minutes, by PostgreSQL's clock. */
const wait = (leaseUntil: number): number => Math.round((leaseUntil - Date.now()) / MINUTE_MS);

/** What the server refused or left unsaid before the message is tried again, and comes once. */
async function againOnce(): Promise<void> {
  const { envelope, tries } = await sender.sendTo('so-y-te');
  expect(envelope.state).toBe('sending');
  expect(tries.map(({ outcome }) => outcome)).toEqual(['refused-for-now']);
  expect(wait(envelope.leaseUntil)).toBe(5);
  expect(received()).toEqual([]);
  smtp.set(null);
  await proxy.set({ kind: 'none' });
  const after = await sender.tryAgain(envelope.id);
  expect(after.envelope).toMatchObject({ state: 'sent', attempts: 1 });
  expect(after.tries.map(({ outcome }) => outcome)).toEqual(['refused-for-now', 'taken']);
  expect(received()).toHaveLength(1);
}

/** Whoever can't know whether it was taken sends it again, byte for byte. */
async function againTheSame(): Promise<void> {
  const { envelope, tries } = await sender.sendTo('so-y-te');
  expect(envelope.state).toBe('sending');
  expect(tries.map(({ outcome }) => outcome)).toEqual(['unanswered']);
  smtp.set(null);
  await proxy.set({ kind: 'none' });
  expect((await sender.tryAgain(envelope.id)).envelope.state).toBe('sent');
  const [first, second, ...more] = received();
  expect(more).toEqual([]);
  expect(second?.raw).toBe(first?.raw);
}

describe('a mail server that refuses for now', () => {
  const AT = VERBS.filter((verb) => verb !== 'CONNECT');
  const CASES = ['421 4.3.2 closing', '450 4.2.0 greylisted', '451 4.7.1 later'].flatMap((line) =>
    AT.map((verb) => [line, verb] as const),
  );
  it.each([['421 4.3.2 busy', 'CONNECT'] as const, ...CASES])(
    '%s at %s: again in five minutes, once',
    async (line, at) => {
      smtp.set(at, { kind: 'reply', line });
      await againOnce();
    },
  );
});

describe('a mail server that refuses for good', () => {
  const CASES = ['550 5.1.1 no such user', '552 5.2.2 full'].flatMap((line) =>
    (['MAIL', 'RCPT', 'DOT'] as const).map((verb) => [line, verb] as const),
  );
  it.each(CASES)('%s at %s: failed, and never again', async (line, at) => {
    smtp.set(at, { kind: 'reply', line });
    const { envelope, tries } = await sender.sendTo('so-tu-phap');
    expect(envelope.state).toBe('failed');
    expect(tries).toMatchObject([{ outcome: 'refused', code: line.slice(0, 3) }]);
    smtp.set(null);
    expect((await sender.tryAgain(envelope.id)).envelope.state).toBe('failed');
    expect(received()).toEqual([]);
  });
});

describe('a mail server that says nothing', () => {
  const BEFORE: Verb[] = ['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA'];
  it.each(BEFORE)('at %s: again, once', async (at) => {
    smtp.set(at, { kind: 'silence' });
    await againOnce();
  });

  it.each(['silence', 'hang-up'] as const)('after the dot, by %s: the same once more', async (how) => {
    smtp.set('DOT', { kind: 'answer-lost', how });
    await againTheSame();
  });

  it('after the dot, and took nothing: the one that comes is the only one', async () => {
    smtp.set('DOT', { kind: 'hang-up' });
    const { envelope } = await sender.sendTo('so-y-te');
    smtp.set(null);
    expect((await sender.tryAgain(envelope.id)).envelope.state).toBe('sent');
    expect(received()).toHaveLength(1);
  });

  it('after three tries and the last: nobody knows, and nobody claims to', async () => {
    smtp.set('DOT', { kind: 'silence' });
    const { envelope } = await sender.sendTo('so-y-te');
    const waits: number[] = [];
    let now = envelope;
    while (now.state === 'sending') {
      waits.push(wait(now.leaseUntil));
      now = (await sender.tryAgain(envelope.id)).envelope;
    }
    expect(waits).toEqual([5, 15, 60, 240]);
    expect(now.state).toBe('unknown');
    expect(received()).toEqual([]);
  });
});

describe('a way to the mail server that', () => {
  it('trickles a byte at a time is never silent, and is given up all the same', async () => {
    // The greeting has a time limit of its own: it trickles on a connection that is there.
    await sender.sendTo('so-tu-phap');
    before = inbox.received().length;
    await proxy.set({ kind: 'slow', bytesPerSecond: 10, direction: 'to-client' });
    const began = performance.now();
    await againOnce();
    expect(performance.now() - began).toBeGreaterThan(MESSAGE_MS - 100);
  });

  it.each([
    ['is refused', { kind: 'refuse' } as const],
    ['swallows everything', { kind: 'black-hole' } as const],
    ['is cut in the greeting', { kind: 'cut', afterBytes: 5, direction: 'to-client' } as const],
    ['is cut in the commands', { kind: 'cut', afterBytes: 30, direction: 'to-server' } as const],
  ])('%s: again, once', async (_words, fault) => {
    await proxy.set(fault);
    await againOnce();
  });

  it('is cut in the message: again, since nobody can know', async () => {
    await proxy.set({ kind: 'cut', afterBytes: 900, direction: 'to-server' });
    const { envelope, tries } = await sender.sendTo('so-y-te');
    expect(tries.map(({ outcome }) => outcome)).toEqual(['unanswered']);
    await proxy.set({ kind: 'none' });
    expect((await sender.tryAgain(envelope.id)).envelope.state).toBe('sent');
    expect(received()).toHaveLength(1);
  });
});

describe('a mail server whose certificate nobody vouches for', () => {
  it.each([true, false])('is told no word of the message (TLS from the start: %s)', async (secure) => {
    const taken: string[] = [];
    const server = new SMTPServer({
      ...{ secure, disabledCommands: ['AUTH'], disableReverseLookup: true, closeTimeout: 100 },
      onMailFrom: ({ address }, _session, done) => {
        taken.push(address);
        done();
      },
    });
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    const other = await startSender({ smtpUrl: `${secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`, timeoutMs: 1_000 });
    try {
      const { envelope, tries } = await other.sendTo('so-y-te');
      expect(envelope.state).toBe('sending');
      expect(tries).toMatchObject([{ outcome: 'refused-for-now', code: 'connection' }]);
      expect(taken).toEqual([]);
    } finally {
      await other.stop();
      await new Promise<void>((done) => server.close(() => done()));
    }
  });
});
