import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { caughtMail, type CaughtMail } from './caught-mail.ts';
import type { MailStore } from './store.ts';

/** Planted faults of a mail server, for the tests that must notice them. */
export interface InboxFaults {
  /** Answered with 250, and not kept. */
  swallow?: ((mail: CaughtMail) => boolean) | undefined;
  /** Kept twice. */
  twice?: ((mail: CaughtMail) => boolean) | undefined;
}

export interface SmtpOptions {
  host: string;
  port: number;
  faults: InboxFaults;
}

/** Takes every message, without sign-in or TLS: it listens on the loopback only. */
export async function startSmtp(store: MailStore, options: SmtpOptions): Promise<SMTPServer> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    // A pool keeps its connections open; stopping must not wait for them.
    closeTimeout: 200,
    onData: (stream, _session, done) => {
      take(stream, store, options.faults).then(
        () => done(),
        (error: unknown) => done(refusal(error)),
      );
    },
  });
  // A client that goes away in the middle is the client's affair.
  server.on('error', () => undefined);
  server.listen(options.port, options.host);
  // Rejects where the port is taken.
  await once(server.server, 'listening');
  return server;
}

async function take(stream: SMTPServerDataStream, store: MailStore, faults: InboxFaults): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const receivedAt = Date.now();
  const mail = await caughtMail('', bytes, receivedAt);
  if (faults.swallow?.(mail)) return;
  await store.add(bytes, receivedAt);
  if (faults.twice?.(mail)) await store.add(bytes, receivedAt);
}

/** What cannot be read now cannot be read at the next attempt either. */
function refusal(error: unknown): Error {
  return Object.assign(new Error(String(error), { cause: error }), { responseCode: 554 });
}
