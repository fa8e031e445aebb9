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
  /** Not kept, and answered with this number: 451 for now, 554 for good. Null takes it. */
  refuse?: ((mail: CaughtMail) => number | null) | undefined;
  /** Kept, and the connection is lost before the answer. */
  cut?: ((mail: CaughtMail) => boolean) | undefined;
  /** A mailbox that is not there. */
  unknown?: ((address: string) => boolean) | undefined;
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
    onRcptTo: ({ address }, _session, done) => {
      done(options.faults.unknown?.(address) ? answer(550, 'no such mailbox') : null);
    },
    onData: (stream, { id }, done) => {
      take(stream, store, options.faults).then(
        (isLost) => (isLost ? hangUp(server, id) : done()),
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

/** True where the connection is to be lost before the answer. */
async function take(stream: SMTPServerDataStream, store: MailStore, faults: InboxFaults): Promise<boolean> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const receivedAt = Date.now();
  const mail = await caughtMail('', bytes, receivedAt);
  const refused = faults.refuse?.(mail) ?? null;
  if (refused !== null) throw answer(refused, 'planted');
  if (faults.swallow?.(mail)) return false;
  await store.add(bytes, receivedAt);
  if (faults.twice?.(mail)) await store.add(bytes, receivedAt);
  return faults.cut?.(mail) ?? false;
}

function hangUp({ connections }: SMTPServer, session: string): void {
  for (const connection of connections) if (connection.session.id === session) connection._socket.destroy();
}

const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** What cannot be read now cannot be read at the next attempt either. */
function refusal(error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
  return Object.assign(new Error(String(error), { cause: error }), { responseCode: 554 });
}
