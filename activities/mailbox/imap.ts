import { ImapFlow } from 'imapflow';
import { DAY_MS, type Instant } from '../../domain/time.ts';

export interface ImapOptions {
  /** `imaps://user:secret@mail.example:993`, or `imap://…`, which has to become TLS unless it stays on this machine. */
  url: string;
  folder: string;
  /** Certificates to trust beside the system's, for tests. */
  ca?: string | undefined;
  /** For connecting and each silence of the server. (Default: 30 seconds) */
  timeoutMs?: number | undefined;
}

export interface RawMail {
  uid: number;
  /** When the mailbox had it, in the machine's time. */
  receivedAt: Instant;
  bytes: Buffer;
  /** Bytes of the whole mail, where only its beginning was fetched; else null. */
  cutFrom: number | null;
}

/** One folder of a mailbox, open for reading only: nothing in it is marked, moved or deleted. */
export interface OpenFolder {
  /** Changes where the server numbers its mails anew. */
  uidValidity: string;
  /** The number that the next mail will have at the least. */
  uidNext: number;
  /** Numbers of mails after that one, in order. */
  after(uid: number): Promise<number[]>;
  /** Numbers of mails that came since that day, in order. */
  since(instant: Instant): Promise<number[]>;
  /** Null where it is gone meanwhile. */
  fetch(uid: number): Promise<RawMail | null>;
  close(): Promise<void>;
}

/** What is larger is not fetched whole. */
const MOST_BYTES = 30 * 1024 * 1024;
const HEAD_BYTES = 256 * 1024;

export async function openFolder({ url, folder, ca, timeoutMs = 30_000 }: ImapOptions): Promise<OpenFolder> {
  const client = new ImapFlow({
    ...addressOf(url),
    ...{ logger: false, disableAutoIdle: true, ...(ca === undefined ? {} : { tls: { ca } }) },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ maxLiteralSize: MOST_BYTES + HEAD_BYTES, maxResponseSize: 2 * MOST_BYTES },
  });
  // Said to whoever waits for an answer too; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const box = await client.mailboxOpen(folder, { readOnly: true });
    const search = async (query: Parameters<ImapFlow['search']>[0]): Promise<number[]> => {
      const found = await client.search(query, { uid: true });
      if (!found) throw new Error('the mail server refused to search');
      return found.sort((a, b) => a - b);
    };
    return {
      uidValidity: String(box.uidValidity),
      uidNext: box.uidNext,
      // `n:*` names the last mail too where it is before n.
      after: async (uid) => (await search({ uid: `${uid + 1}:*` })).filter((found) => found > uid),
      // Servers compare days, each in a zone of its own.
      since: (instant) => search({ since: new Date(instant - DAY_MS) }),
      fetch: (uid) => fetchMail(client, uid),
      close: () => client.logout().catch(() => client.close()),
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

async function fetchMail(client: ImapFlow, uid: number): Promise<RawMail | null> {
  const about = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
  if (!about) return null;
  const size = about.size ?? 0;
  const isCut = size > MOST_BYTES;
  const source = isCut ? { maxLength: HEAD_BYTES } : true;
  const fetched = await client.fetchOne(String(uid), { source }, { uid: true });
  if (!fetched || !fetched.source) return null;
  const receivedAt = new Date(about.internalDate ?? NaN).getTime();
  return {
    uid,
    receivedAt: Number.isNaN(receivedAt) ? Date.now() : receivedAt,
    bytes: fetched.source,
    cutFrom: isCut ? size : null,
  };
}

function addressOf(address: string) {
  const url = new URL(address);
  const secure = url.protocol === 'imaps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
  return {
    host,
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // A password never crosses a wire in clear.
    ...(secure || isHere ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
  };
}
