import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePorts } from '../../dev/ports.ts';
import { dovecotConf, mainCf, masterCf } from './post-office-config.ts';

/** They come with the system, not with npm. */
const POSTFIX = '/usr/lib/postfix/sbin/master';
const POSTFIX_TOOL = 'postfix';
const DOVECOT = 'dovecot';
const OPENSSL = 'openssl';

/** What this machine lacks for a mail server of the test's own; Postfix changes users, which only root may. */
export function missingPostOffice(): string[] {
  return [
    ...(existsSync(POSTFIX) ? [] : ['postfix']),
    ...(dovecotVersion()?.startsWith('2.3.') ? [] : ['dovecot-imapd 2.3']),
    ...(existsSync('/usr/lib/dovecot/lmtp') ? [] : ['dovecot-lmtpd']),
    ...(process.getuid?.() === 0 ? [] : ['root']),
  ];
}

function dovecotVersion(): string | null {
  try {
    return execFileSync(DOVECOT, ['--version'], { encoding: 'utf8' });
  } catch {
    return null;
  }
}

/** Mailboxes by their address; all have the same password. */
export const MAILBOXES = {
  sender: 'theo-doi@snv.example',
  returns: 'tra-lai@snv.example',
  contact: 'dau-moi@thu-nhat.example',
};
const PASSWORD = 'mat-khau-thu';

/**
 * Debian's Postfix and Dovecot as an agency has them, private to one test: sign-in and STARTTLS for who sends, IMAP with
 * TLS. `thu-nhat.example` has its mailbox here, and confirms; whoever is unknown at `thu-hai.example` is refused at the
 * door; at `thu-ba.example` everybody is taken, and comes back.
 */
export interface PostOffice {
  smtpUrl: string;
  imapUrl(mailbox: string): string;
  /** The certificate that its servers show, and the file that it stands in. */
  ca: string;
  caFile: string;
  /** Lays a mail into a mailbox as it is, as a server that passes on anything would. */
  lay(mailbox: string, raw: Buffer): Promise<void>;
  /** What the servers wrote down, for a failure's message. */
  log(): string;
  stop(): Promise<void>;
}

export async function startPostOffice(): Promise<PostOffice> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dondoc-post-'));
  // Postfix's own users have to get in.
  chmodSync(folder, 0o755);
  const [smtp = 0, imap = 0] = await freePorts(2);
  const place = { folder, smtp, imap };
  const ca = certificate(folder);
  writeFiles(place);
  execFileSync(POSTFIX_TOOL, ['-c', `${folder}/postfix`, 'check'], { stdio: 'pipe' });
  const children = [
    start(DOVECOT, ['-F', '-c', `${folder}/dovecot.conf`]),
    // The program that `postfix start` leaves in the background, as a child of ours.
    start(POSTFIX, ['-d', '-c', `${folder}/postfix`]),
  ];
  const log = (): string =>
    ['dovecot.log', 'postfix.log'].map((name) => readIfThere(path.join(folder, name))).join('\n');
  const stop = async (): Promise<void> => {
    for (const child of children) await stopChild(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const port of [smtp, imap]) await answering(port);
  } catch (error) {
    const told = log();
    await stop();
    throw new Error(`the mail servers do not come up:\n${told}`, { cause: error });
  }
  const user = (mailbox: string): string => `${encodeURIComponent(mailbox)}:${PASSWORD}`;
  const tls = `requireTLS=true&tls.ca=${encodeURIComponent(ca)}`;
  return {
    smtpUrl: `smtp://${user(MAILBOXES.sender)}@127.0.0.1:${smtp}/?${tls}`,
    imapUrl: (mailbox) => `imap://${user(mailbox)}@127.0.0.1:${imap}`,
    ...{ ca, caFile: path.join(folder, 'cert.pem'), log, stop },
    async lay(mailbox, raw) {
      const auth = { user: mailbox, pass: PASSWORD };
      const client = new ImapFlow({ host: '127.0.0.1', port: imap, auth, logger: false, tls: { ca } });
      await client.connect();
      await client.append('INBOX', raw);
      await client.logout();
    },
  };
}

function writeFiles(place: { folder: string; smtp: number; imap: number }): void {
  const { folder } = place;
  for (const name of ['postfix', 'queue', 'data', 'mail', 'run']) mkdirSync(path.join(folder, name));
  const files: Record<string, string> = {
    'postfix/main.cf': mainCf(place),
    'postfix/master.cf': masterCf(place),
    'postfix/recipients': [
      // The value is the folder where Postfix itself delivers.
      ...Object.values(MAILBOXES).map((address) => `${address} ${address}/`),
      '@snv.example ok',
      '@thu-ba.example ok',
      'van-thu@thu-hai.example ok',
    ].join('\n'),
    'dovecot.conf': dovecotConf(place),
    users: Object.values(MAILBOXES)
      .map((address) => `${address}:{PLAIN}${PASSWORD}::::::`)
      .join('\n'),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), `${content}\n`);
  execFileSync('chown', ['postfix', path.join(folder, 'data')]);
  execFileSync('chown', ['nobody', path.join(folder, 'mail')]);
}

/** Signed by itself, for the loopback, for a day. */
function certificate(folder: string): string {
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  execFileSync(OPENSSL, ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return readFileSync(cert, 'utf8');
}

function start(command: string, words: string[]): ChildProcess {
  return spawn(command, words, { stdio: 'ignore' });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await sleep(100);
  }
  throw new Error(`nothing answers on port ${port}`);
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
