import { createTransport, type SendMailOptions } from 'nodemailer';
import { PassThrough, type Readable } from 'node:stream';
import { ChannelFailure, type MessageChannel, type OutgoingMessage } from './channel.ts';
import { emailFailure } from './email-failure.ts';
import { type EmailSender, mailOf, messageIdOf, tokenOf } from './email-message.ts';

export interface EmailChannelOptions extends EmailSender {
  /** `smtp://127.0.0.1:2525`, or `smtps://user:secret@relay:465` */
  smtpUrl: string;
  /** Connections at once. (Default: 5) */
  pool?: number | undefined;
  /** For connecting, greeting and each silence of the server. (Default: 30 seconds) */
  timeoutMs?: number | undefined;
  /** For one message as a whole: a server that trickles its answers is never silent. (Default: 90 seconds) */
  messageMs?: number | undefined;
}

/** Sends letters by SMTP over a pool of connections. */
export function createEmailChannel(options: EmailChannelOptions): MessageChannel {
  const { messageMs = 90_000 } = options;
  const transport = createTransport(transportOptions(options));
  const bodies = new Map<string, Readable>();
  transport.use('stream', (mail, done) => {
    mail.message.processFunc((input) => watched(input, (body) => bodies.set(mail.message.messageId(), body)));
    done();
  });

  return {
    async send(message) {
      const mail = await madeOf(message, options);
      const messageId = messageIdOf(message.envelopeId, options);
      const to = message.letter.to.contact.email;
      try {
        const sent = await transport.sendMail({
          ...{ ...mail, ...reportsOf(message.envelopeId, options) },
          signal: AbortSignal.timeout(messageMs),
        });
        const refused = sent.rejectedErrors?.find((error) => error.recipient === to);
        // With a copy accepted the library calls it sent, although the one it is for will not have it.
        if (refused) throw refused;
        return { response: withoutAddresses(sent.response ?? ''), messageId };
      } catch (error) {
        if (error instanceof ChannelFailure) throw error;
        throw emailFailure(error, bodies.get(messageId)?.readableDidRead ?? false);
      } finally {
        bodies.delete(messageId);
      }
    },
    close: () => transport.close(),
  };
}

/** What can't be made into a mail now can't at the next try either. */
async function madeOf(message: OutgoingMessage, sender: EmailSender): Promise<SendMailOptions> {
  try {
    return await mailOf(message, sender);
  } catch (error) {
    throw new ChannelFailure('message-unfit', { permanent: true, afterData: false, responseCode: null }, error);
  }
}

/** Where somebody reads what comes back, servers that can are asked to tell what became of the message. */
function reportsOf(envelopeId: string, { returnPath }: EmailSender) {
  if (!returnPath) return {};
  const notify: ('SUCCESS' | 'FAILURE' | 'DELAY')[] = ['SUCCESS', 'FAILURE', 'DELAY'];
  return { dsn: { ret: 'HDRS' as const, envid: tokenOf(envelopeId), notify } };
}

function transportOptions({ smtpUrl, pool = 5, timeoutMs = 30_000 }: EmailChannelOptions) {
  return {
    url: smtpUrl,
    pool: true as const,
    maxConnections: pool,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  };
}

/**
 * The connection reads the message's bytes from the returned stream, and only once the server has agreed to take
 * them. Whether it was read therefore tells a failure before the message from one after it, which no error does.
 */
function watched(input: Readable, keep: (body: Readable) => void): Readable {
  const body = new PassThrough();
  input.once('error', (error) => body.destroy(error));
  input.pipe(body);
  keep(body);
  return body;
}

function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>@]+@[^\s<>@]+/g, '…');
}
