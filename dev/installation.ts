import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { type Installation, writeInstallation } from '../api/services/connection.ts';
import type { ServiceContext } from '../api/services/context.ts';
import { authoriseZalo } from '../api/services/zalo-account.ts';
import { openDatabase } from '../db/database.ts';
import { enableApplicationRole, migrateDatabase } from '../db/migration.ts';
import { loadZaloAccount } from '../db/queries/zalo-account.ts';
import { startChild } from './child.ts';
import { activateDemonstration, demonstrationClock } from './demonstration/activate.ts';
import { type Inbox, startInbox } from './inbox/inbox.ts';
import { usablePort } from './ports.ts';
import { type Stack, startStack } from './stack.ts';
import { cacheFolder } from './temporal-binary.ts';
import { writeWhole } from './whole-file.ts';
import { settingsOf, zaloEnvironment } from './zalo/credentials.ts';
import { type FakeZalo, startZalo } from './zalo/zalo.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the pages are looked for first; another free port is taken where they are in use. */
const PAGES_PORT = 8080;
const INBOX_PORT = 8025;
const ZALO_PORT = 8026;

/** What `npm start` brings up, with the addresses it prints. */
export interface Running {
  pages: string;
  inbox: Inbox;
  zalo: FakeZalo;
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
  const databaseUrl = await enableApplicationRole(stack.databaseUrl, applicationPassword(stateDir));

  const inbox = await startInbox({ store: path.join(stateDir, 'inbox'), httpPort: await usablePort(INBOX_PORT) });
  undo.push(() => inbox.stop());
  const clockShift = demonstrationClock(stateDir);
  const database = openDatabase(databaseUrl, 3);
  undo.push(() => database.close());
  const tenant = await activateDemonstration(database, stateDir, clockShift);
  const tokenKey = keptSecret(stateDir, 'zalo.key', () => randomBytes(32).toString('hex'));
  const context = { database, tenant, idPrefix: '', now: () => Date.now() - clockShift };
  const zalo = await zaloFor(context, stateDir, tokenKey);
  undo.push(() => zalo.stop());

  const smtpUrl = `smtp://127.0.0.1:${inbox.smtpPort}`;
  const env = {
    ...(await processEnvironment(stack, rehearsalsDir)),
    DATABASE_URL: databaseUrl,
    SMTP_URL: smtpUrl,
    IMAP_URL: '', // live to its own inbox only: a mailbox of the user's own is none of its business
    CLOCK_SHIFT_MS: String(clockShift),
    INBOX_URL: inbox.url,
    ...zaloEnvironment(zalo.url, tokenKey),
  };
  progress('khởi động bộ xử lý và các trang');
  const [worker, api] = await Promise.all([
    startChild<{ kind: 'ready' }>({ file: path.join(ROOT, 'worker.ts'), env, log }),
    startChild<{ kind: 'listening'; url: string }>({ file: path.join(ROOT, 'api/server.ts'), env, log }),
  ]);
  undo.push(() => worker.stop());
  undo.push(() => api.stop());
  const pages = api.ready.url;
  zalo.tellTo(new URL('webhooks/zalo', pages).href);
  const installation: Installation = {
    databaseUrl,
    temporalAddress: stack.temporalAddress,
    temporalNamespace: stack.temporalNamespace,
    ...{ smtpUrl, imapUrl: null, imapFolder: 'INBOX', mailReturnPath: null },
    tenant,
    idPrefix: '',
    taskQueue: 'dondoc',
    clockShift,
    pages: [pages, inbox.url, zalo.url],
  };
  writeInstallation(path.join(stateDir, 'run.json'), installation);
  return { pages, inbox, zalo };
}

/** What worker and pages are told beside the addresses of what was just brought up. */
async function processEnvironment(
  { temporalAddress, temporalNamespace }: Stack,
  rehearsalsDir: string,
): Promise<Record<string, string>> {
  return {
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: temporalNamespace,
    MAIL_FROM: 'theo-doi@an-ha.example',
    MESSAGE_ID_DOMAIN: 'an-ha.example',
    // People look at a demonstration: a minute would be long.
    DISPATCH_EVERY_SECONDS: '5',
    WORKFLOW_BUNDLE_DIR: path.join(cacheFolder(process.env), 'bundles'),
    REHEARSALS_DIR: rehearsalsDir,
    PORT: process.env['PORT'] ?? String(await usablePort(PAGES_PORT)),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
}

/** A Zalo of this machine, with the demonstration's account authorised as an administrator does it, once. */
async function zaloFor(context: ServiceContext, stateDir: string, tokenKey: string): Promise<FakeZalo> {
  const stateFile = path.join(stateDir, 'zalo.json');
  const isNew = !existsSync(stateFile);
  const zalo = await startZalo({ stateFile, httpPort: await usablePort(ZALO_PORT) });
  try {
    const known = await context.database.inTenant(context.tenant, loadZaloAccount);
    if (known && !isNew) return zalo;
    const grant = { kind: 'refresh_token' as const, refreshToken: zalo.grant() };
    const settings = settingsOf(zalo.url, Buffer.from(tokenKey, 'hex'));
    await authoriseZalo(context, settings, { grant, by: 'Lê Thị Mẫu (trình diễn)' });
    return zalo;
  } catch (error) {
    await zalo.stop();
    throw error;
  }
}

/** Drawn once: processes of an earlier start may still hold connections with it. */
const applicationPassword = (stateDir: string): string =>
  keptSecret(stateDir, 'app.password', () => randomBytes(18).toString('base64url'));

function keptSecret(stateDir: string, name: string, draw: () => string): string {
  const file = path.join(stateDir, name);
  if (!existsSync(file)) writeWhole(file, draw(), 0o600);
  return readFileSync(file, 'utf8');
}
