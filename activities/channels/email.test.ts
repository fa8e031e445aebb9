import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { ChannelFailure, type MessageChannel } from './channel.ts';
import { createEmailChannel } from './email.ts';
import { letter, matter, outgoing } from './letter-fixture.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function channelTo(port: number): MessageChannel {
  const channel = createEmailChannel({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    address: 'theo-doi@snv.son-la.example',
    messageIdDomain: 'snv.son-la.example',
    timeoutMs: 2_000,
  });
  undo.push(() => channel.close());
  return channel;
}

async function serverThat(options: SMTPServerOptions): Promise<MessageChannel> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return channelTo((server.server.address() as AddressInfo).port);
}

const reply = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

async function failureOf(channel: MessageChannel, given = letter([matter('opening')])): Promise<ChannelFailure> {
  const error: unknown = await channel.send(outgoing(given)).catch((failure: unknown) => failure);
  if (!(error instanceof ChannelFailure)) throw new Error('not an ChannelFailure', { cause: error });
  return error;
}

/** Answers commands like a mail server until the message, then does as told. */
async function bareServer(atCommand: string, act: (socket: Socket) => void): Promise<MessageChannel> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 bare\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (text.startsWith(atCommand) || (atCommand === '.' && text.endsWith('\r\n.\r\n'))) return act(socket);
      if (text.startsWith('DATA')) socket.write('354 go on\r\n');
      else if (/^(EHLO|MAIL|RCPT|RSET|QUIT)/.test(text)) socket.write('250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => server.close());
  return channelTo((server.address() as AddressInfo).port);
}

describe('a refusal', () => {
  it('of the recipient by 5xx is permanent, and its text names nobody', async () => {
    const channel = await serverThat({
      onRcptTo: (address, _session, done) => done(reply(550, `5.1.1 <${address.address}> unknown`)),
    });
    const failure = await failureOf(channel);
    expect(failure).toMatchObject({
      code: 'recipient-refused',
      permanent: true,
      afterData: false,
      responseCode: 550,
    });
    expect(failure.message).toBe('Message not sent: recipient-refused (550)');
    expect(String((failure.cause as Error).message)).toContain('5.1.1');
  });
  it('by 4xx is temporary', async () => {
    const channel = await serverThat({ onRcptTo: (_address, _session, done) => done(reply(451, 'greylisted')) });
    expect(await failureOf(channel)).toMatchObject({ code: 'refused-for-now', permanent: false, afterData: false });
  });
  it('after the last byte is an answer too: nothing unknown is left', async () => {
    const refuse = (code: number): SMTPServerOptions => ({
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(reply(code, 'no')));
      },
    });
    const permanent = await failureOf(await serverThat(refuse(554)));
    expect(permanent).toMatchObject({ code: 'message-refused', permanent: true, afterData: false });
    const temporary = await failureOf(await serverThat(refuse(452)));
    expect(temporary).toMatchObject({ code: 'refused-for-now', permanent: false, afterData: false });
  });
  it('of the sender is not blamed on the recipient', async () => {
    const channel = await serverThat({ onMailFrom: (_address, _session, done) => done(reply(553, 'not you')) });
    expect(await failureOf(channel)).toMatchObject({ code: 'sender-refused', permanent: true });
  });
  it('of the one it is for counts, although the copy was taken', async () => {
    const channel = await serverThat({
      onRcptTo: (address, _session, done) => done(address.address.startsWith('dau-moi') ? reply(550, 'no') : null),
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done());
      },
    });
    const copyTo = { name: 'B', role: 'division-head' as const, email: 'b@syt.son-la.example' };
    const failure = await failureOf(channel, letter([matter('opening')], { copyTo }));
    expect(failure).toMatchObject({ code: 'recipient-refused', permanent: true });
  });
});

describe('a lost connection', () => {
  it('that never was is temporary', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await failureOf(channelTo(port))).toMatchObject({ code: 'connection', permanent: false, afterData: false });
  });
  it('before the message leaves nothing unknown', async () => {
    const channel = await bareServer('RCPT', (socket) => socket.destroy());
    expect(await failureOf(channel)).toMatchObject({ code: 'connection', permanent: false, afterData: false });
  });
  it('after the message leaves its fate unknown', async () => {
    const channel = await bareServer('.', (socket) => socket.destroy());
    expect(await failureOf(channel)).toMatchObject({ code: 'unanswered', permanent: false, afterData: true });
  });
  it('by silence after the message leaves its fate unknown as well', async () => {
    const channel = await bareServer('.', () => undefined);
    expect(await failureOf(channel)).toMatchObject({ code: 'unanswered', permanent: false, afterData: true });
  });
});

it('takes addresses out of the answer that is kept', async () => {
  const channel = await serverThat({
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => done(null, '2.0.0 queued as Q1 for dau-moi@syt.son-la.example'));
    },
  });
  const { response } = await channel.send(outgoing(letter([matter('opening')])));
  expect(response).toContain('Q1');
  expect(response).not.toContain('@');
});

it('needs an address to send to', async () => {
  const given = letter([matter('opening')]);
  const contact = { ...given.to.contact, email: null };
  const send = channelTo(1).send(outgoing({ ...given, to: { ...given.to, contact } }));
  const failure = await send.catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'message-unfit', permanent: true, afterData: false });
  expect(String((failure as Error).cause)).toContain('needs a contact with an e-mail address');
});
