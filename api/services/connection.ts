import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase } from '../../db/database.ts';
import { listPlans } from '../../db/queries/plan.ts';
import { Refusal } from '../../domain/errors.ts';
import { type ServiceContext, shiftedClock } from './context.ts';

/** Where a running installation is to be found. `npm start` leaves it in a file for whoever comes with a command. */
export interface Installation {
  /** Of the application's role, never the owner's. */
  databaseUrl: string;
  temporalAddress: string | null;
  temporalNamespace: string;
  smtpUrl: string | null;
  /** The mailbox that answers and bounces come to; null: nobody reads it here. */
  imapUrl: string | null;
  imapFolder: string;
  /** The address that messages come back to; null: to the sender's. */
  mailReturnPath: string | null;
  /** The tree of organisations that is meant where nothing names one. */
  tenant: string | null;
  idPrefix: string;
  taskQueue: string;
  clockShift: number;
  /** Addresses of its pages. */
  pages: string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The file in the folder of state, `.dondoc/`. */
export const INSTALLATION_FILE = path.join('.dondoc', 'run.json');

/** The installation of the environment's DATABASE_URL, else the one that runs in this folder. */
export function readInstallation(env: Environment, cwd: string): Installation {
  if (env['DATABASE_URL']) return installationOf(env, env['DATABASE_URL']);
  const file = path.join(cwd, INSTALLATION_FILE);
  const content = contentOf(file);
  if (content === null) {
    throw new Refusal(
      'installation-missing',
      'Chưa có hệ thống nào đang chạy ở thư mục này: chạy “npm start” trước, hoặc đặt biến môi trường DATABASE_URL.',
    );
  }
  try {
    return { ...installationOf(env, ''), ...(JSON.parse(content) as Installation) };
  } catch {
    throw new Refusal('installation-unreadable', `${file}: không đọc được, chạy lại “npm start” để tạo mới.`, { file });
  }
}

/** Writes the file for its owner's eyes only: it holds the passwords of a trial installation. */
export function writeInstallation(file: string, installation: Installation): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Under another name first: a command that comes right now finds all of it or nothing.
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, `${JSON.stringify(installation, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function installationOf(env: Environment, databaseUrl: string): Installation {
  const shift = env['CLOCK_SHIFT_MS'] || '0';
  if (!/^-?\d+$/.test(shift)) {
    throw new Refusal('setting-invalid', `Biến môi trường CLOCK_SHIFT_MS là “${shift}”, không phải số mili giây.`);
  }
  return {
    databaseUrl,
    temporalAddress: env['TEMPORAL_ADDRESS'] || null,
    temporalNamespace: env['TEMPORAL_NAMESPACE'] || 'dondoc',
    smtpUrl: env['SMTP_URL'] || null,
    imapUrl: env['IMAP_URL'] || null,
    imapFolder: env['IMAP_FOLDER'] || 'INBOX',
    mailReturnPath: env['MAIL_RETURN_PATH'] || null,
    tenant: env['TENANT'] || null,
    idPrefix: env['ID_PREFIX'] ?? '',
    taskQueue: env['TASK_QUEUE'] || 'dondoc',
    clockShift: Number(shift),
    pages: [],
  };
}

/** An installation whose database answers. */
export interface Connection {
  installation: Installation;
  database: Database;
  tenants: string[];
  close(): Promise<void>;
}

/** Few connections: a command does one thing and leaves. */
const CONNECTIONS = 2;

export async function connect(installation: Installation): Promise<Connection> {
  const database = openAt(installation.databaseUrl);
  const close = (): Promise<void> => database.close();
  try {
    await database.ping().catch((error: unknown) => {
      throw unreachable(installation.databaseUrl, error);
    });
    const tenants = await database.tenants().catch(() => {
      throw new Refusal(
        'database-not-migrated',
        'Cơ sở dữ liệu chưa có bảng của Đôn Đốc: chạy “npm run migrate” trước.',
      );
    });
    return { installation, database, tenants, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function openAt(url: string): Database {
  try {
    return openDatabase(url, CONNECTIONS);
  } catch (error) {
    throw unreachable(url, error);
  }
}

/** The address without user and password: the sentence goes to screens and logs. */
function unreachable(url: string, error: unknown): Refusal {
  const address = URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'DATABASE_URL';
  const cause = error as { code?: string; message?: string; cause?: { code?: string } };
  const reason = cause.cause?.code ?? cause.code ?? cause.message ?? '';
  return new Refusal('database-unreachable', `Không kết nối được PostgreSQL tại ${address} (${reason}).`);
}

/** What a command says about the tree of organisations it means. */
export interface Scope {
  tenant?: string | undefined;
  /** A plan's id, or one that begins with it: of a round or an obligation. */
  id?: string | undefined;
}

export function contextOf({ installation, database }: Connection, tenant: string): ServiceContext {
  const { idPrefix, clockShift } = installation;
  return { database, tenant, idPrefix, now: shiftedClock(clockShift) };
}

/**
 * The tenants meant: the one named, else the one that the id's plan belongs to, else the installation's own, else all.
 */
export async function tenantsOf(connection: Connection, { tenant, id }: Scope): Promise<string[]> {
  const { tenants, installation } = connection;
  if (tenant !== undefined) {
    if (tenants.includes(tenant)) return [tenant];
    throw new Refusal('tenant-unknown', `Không có “${tenant}” trong hệ thống; đang có: ${named(tenants)}.`);
  }
  if (id !== undefined) {
    const owners = await holdersOf(connection, id.split('/')[0] ?? id);
    if (owners.length > 0) return owners;
  }
  return installation.tenant !== null && tenants.includes(installation.tenant) ? [installation.tenant] : tenants;
}

/** The one tenant a command acts in. */
export async function contextFor(connection: Connection, scope: Scope): Promise<ServiceContext> {
  const [tenant, ...others] = await tenantsOf(connection, scope);
  if (tenant === undefined) throw new Refusal('plan-unknown', 'Chưa có kế hoạch nào được kích hoạt.');
  if (others.length > 0) {
    throw new Refusal('tenant-ambiguous', `Cần --tenant: hệ thống có ${named(connection.tenants)}.`);
  }
  return contextOf(connection, tenant);
}

async function holdersOf({ database, tenants }: Connection, plan: string): Promise<string[]> {
  const found: string[] = [];
  for (const tenant of tenants) {
    const plans = await database.inTenant(tenant, listPlans);
    if (plans.some(({ id }) => id === plan)) found.push(tenant);
  }
  return found;
}

const named = (tenants: string[]): string => tenants.map((one) => `“${one}”`).join(', ') || 'không có';
