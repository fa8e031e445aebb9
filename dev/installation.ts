import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Installation, writeInstallation } from '../api/services/connection.ts';
import { openDatabase } from '../db/database.ts';
import { enableApplicationRole, migrateDatabase } from '../db/migration.ts';
import { startChild } from './child.ts';
import { activateDemonstration, demonstrationClock } from './demonstration/activate.ts';
import { type Inbox, startInbox } from './inbox/inbox.ts';
import { usablePort } from './ports.ts';
import { startStack } from './stack.ts';
import { cacheFolder } from './temporal-binary.ts';
import { writeWhole } from './whole-file.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the pages are looked for first; another free port is taken where they are in use. */
const PAGES_PORT = 8080;
const INBOX_PORT = 8025;

/** What `npm start` brings up, with the addresses it prints. */
export interface Running {
  pages: string;
  inbox: Inbox;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  stateDir: string;
  rehearsalsDir: string;
  log: Logger;
  progress: (line: string) => void;
}

type Undo = (() => Promise<void> | void)[];

/** Brings up a trial installation on embedded defaults; what was started is stopped again when a later step fails. */
export async function startInstallation(options: InstallationOptions): Promise<Running> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await bringUp(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(options: InstallationOptions, undo: Undo): Promise<Omit<Running, 'stop'>> {
  const { stateDir, rehearsalsDir, log, progress } = options;
  const stack = await startStack({
    dir: stateDir,
    durable: true,
    timeSkipping: false,
    env: process.env,
    log: (line) => log.debug(line),
    progress,
  });
  undo.push(() => stack.stop());
  await migrateDatabase(stack.databaseUrl);
  const databaseUrl = await enableApplicationRole(stack.databaseUrl, keptPassword(stateDir));

  const inbox = await startInbox({ store: path.join(stateDir, 'inbox'), httpPort: await usablePort(INBOX_PORT) });
  undo.push(() => inbox.stop());
  const clockShift = demonstrationClock(stateDir);
  const database = openDatabase(databaseUrl, 3);
  undo.push(() => database.close());
  const tenant = await activateDemonstration(database, stateDir, clockShift);

  const env = {
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: stack.temporalAddress,
    TEMPORAL_NAMESPACE: stack.temporalNamespace,
    SMTP_URL: `smtp://127.0.0.1:${inbox.smtpPort}`,
    MAIL_FROM: 'theo-doi@an-ha.example',
    MESSAGE_ID_DOMAIN: 'an-ha.example',
    IMAP_URL: '', // live to its own inbox only: a mailbox of the user's own is none of its business
    CLOCK_SHIFT_MS: String(clockShift),
    // People look at a demonstration: a minute would be long.
    DISPATCH_EVERY_SECONDS: '5',
    WORKFLOW_BUNDLE_DIR: path.join(cacheFolder(process.env), 'bundles'),
    INBOX_URL: inbox.url,
    REHEARSALS_DIR: rehearsalsDir,
    PORT: process.env['PORT'] ?? String(await usablePort(PAGES_PORT)),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
  progress('khởi động bộ xử lý và các trang');
  const [worker, api] = await Promise.all([
    startChild<{ kind: 'ready' }>({ file: path.join(ROOT, 'worker.ts'), env, log }),
    startChild<{ kind: 'listening'; url: string }>({ file: path.join(ROOT, 'api/server.ts'), env, log }),
  ]);
  undo.push(() => worker.stop());
  undo.push(() => api.stop());
  const pages = api.ready.url;
  const installation: Installation = {
    databaseUrl,
    temporalAddress: stack.temporalAddress,
    temporalNamespace: stack.temporalNamespace,
    ...{ smtpUrl: env.SMTP_URL, imapUrl: null, imapFolder: 'INBOX', mailReturnPath: null },
    tenant,
    idPrefix: '',
    taskQueue: 'dondoc',
    clockShift,
    pages: [pages, inbox.url],
  };
  writeInstallation(path.join(stateDir, 'run.json'), installation);
  return { pages, inbox };
}

/** The application's password, drawn once: processes of an earlier start may still hold connections with it. */
function keptPassword(stateDir: string): string {
  const file = path.join(stateDir, 'app.password');
  if (!existsSync(file)) writeWhole(file, randomBytes(18).toString('base64url'), 0o600);
  return readFileSync(file, 'utf8');
}
