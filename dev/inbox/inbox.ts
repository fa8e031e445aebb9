import type { AddressInfo } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import type { CaughtMail } from './caught-mail.ts';
import { inboxPages } from './http.ts';
import { startSmtp, type InboxFaults } from './smtp.ts';
import { openStore } from './store.ts';

export type { CaughtMail } from './caught-mail.ts';
export type { InboxFaults } from './smtp.ts';

export interface InboxOptions {
  /** Only the loopback: nothing here asks who is there. (Default: '127.0.0.1') */
  host?: '127.0.0.1' | undefined;
  /** (Default: 0, any free port) */
  smtpPort?: number | undefined;
  /** (Default: 0, any free port) */
  httpPort?: number | undefined;
  /** A folder for `.eml` files, or null to keep messages in memory. (Default: null) */
  store?: string | null | undefined;
  faults?: InboxFaults | undefined;
}

export interface Inbox {
  smtpPort: number;
  /** Where the page is. */
  url: string;
  /** Everything received so far, in the order of receipt. */
  received(): CaughtMail[];
  stop(): Promise<void>;
}

/** A mail server that delivers nothing, and a page to read what it was given. */
export async function startInbox(options: InboxOptions = {}): Promise<Inbox> {
  const { host = '127.0.0.1', faults = {} } = options;
  const store = await openStore(options.store ?? null);
  const smtp = await startSmtp(store, { host, port: options.smtpPort ?? 0, faults });
  const { port: smtpPort } = smtp.server.address() as AddressInfo;
  const pages = inboxPages(store, smtpPort);
  try {
    const url = await pages.listen({ host, port: options.httpPort ?? 0 });
    return {
      smtpPort,
      url,
      received: () => [...store.all()],
      stop: async () => {
        await Promise.all([pages.close(), stopSmtp(smtp)]);
      },
    };
  } catch (error) {
    await stopSmtp(smtp);
    throw error;
  }
}

function stopSmtp(server: SMTPServer): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
