import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import type { Account } from './account.ts';

/** The superuser of an embedded server; the application itself gets a role with fewer rights. */
export const OWNER = 'dondoc_owner';
const MAJOR = '18';

function give(entry: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(entry, account.uid, account.gid);
}

/**
 * How the server is told its data folder. A root checkout often lies under a folder the borrowed account cannot enter
 * (/root, a `mktemp -d`); but the working folder is entered before the account is given up, and Linux lets a process
 * name its own working folder without walking the path to it.
 */
export function dataArgument(data: string, account: Account): string {
  return account.uid !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : data;
}

/** Reads the owner's password, which only the user that started the server may read; makes one at first. */
function ownerPassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function runInitdb(binaries: string, data: string, password: string, durable: boolean, account: Account): void {
  const secret = mkdtempSync(path.join(os.tmpdir(), 'dondoc-initdb-'));
  try {
    const passwordFile = path.join(secret, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    give(passwordFile, account);
    give(secret, account);
    const locale = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=vi', '--locale=C'];
    const access = ['-U', OWNER, '-A', 'scram-sha-256', '--pwfile', passwordFile];
    const where = ['-D', dataArgument(data, account), ...(durable ? [] : ['--no-sync'])];
    const options = { ...account, cwd: data, encoding: 'utf8' } as const;
    const result = spawnSync(path.join(binaries, 'initdb'), [...where, ...access, ...locale], options);
    if (result.status !== 0) throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`);
  } finally {
    rmSync(secret, { recursive: true, force: true });
  }
}

function refuseOtherVersion(data: string): void {
  const found = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR) return;
  throw new Refusal(
    'postgres-version',
    `Thư mục dữ liệu "${data}" thuộc PostgreSQL ${found}, còn bản kèm theo là ${MAJOR}: hãy chuyển dữ liệu sang hoặc dùng thư mục khác.`,
  );
}

/**
 * Makes the data folder at first, in Vietnamese order throughout (ICU), and leaves one that is there as it is.
 * @returns the owner's password
 */
export function prepareData(options: {
  binaries: string;
  dir: string;
  data: string;
  durable: boolean;
  account: Account;
}): string {
  const { binaries, dir, data, durable, account } = options;
  const passwordFile = path.join(dir, 'owner.password');
  if (existsSync(data)) {
    refuseOtherVersion(data);
    return ownerPassword(passwordFile);
  }
  // Under another name until it is whole: a crash of ours in the middle leaves nothing that looks like data.
  const half = `${data}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  chmodSync(half, 0o700);
  give(half, account);
  const password = ownerPassword(passwordFile);
  runInitdb(binaries, half, password, durable, account);
  renameSync(half, data);
  return password;
}
