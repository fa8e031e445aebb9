import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

function isOurs(entry: Stats): boolean {
  return entry.uid === 0 || entry.uid === process.getuid?.();
}

/**
 * True when nobody but us (or root) made or can change this file or anything in this folder. A link's own mode says
 * nothing; that it is ours, in a folder of ours, is enough, because what it names is looked at as well.
 */
export function isSound(entry: string): boolean {
  const stats = lstatSync(entry, { throwIfNoEntry: false });
  if (stats === undefined || !isOurs(stats)) return false;
  if (stats.isSymbolicLink()) return true;
  if ((stats.mode & WRITABLE_BY_OTHERS) !== 0) return false;
  return !stats.isDirectory() || readdirSync(entry).every((name) => isSound(path.join(entry, name)));
}

/** In a folder where others may write, only the sticky bit keeps them from putting their copy in the place of ours. */
function keepsNames(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return (
    stats !== undefined && isOurs(stats) && ((stats.mode & WRITABLE_BY_OTHERS) === 0 || (stats.mode & STICKY) !== 0)
  );
}

function removeQuietly(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Copies under a name of its own and renames when whole, so that a crash leaves nothing that looks finished. */
function stage(source: string, prefix: string, prepare: (copy: string) => boolean): string | undefined {
  const half = mkdtempSync(path.join(path.dirname(prefix), '.dondoc-staging-'));
  try {
    cpSync(path.join(source, 'native'), path.join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    for (const name of readdirSync(half, { recursive: true, encoding: 'utf8' })) closeToOthers(path.join(half, name));
    chmodSync(half, 0o755);
    if (!prepare(half)) return (removeQuietly(half), undefined);
    const whole = `${prefix}${randomBytes(6).toString('hex')}`;
    renameSync(half, whole);
    return whole;
  } catch (error) {
    removeQuietly(half);
    throw error;
  }
}

/** Whatever the package was unpacked with: the account must read it, others must not write it. */
function closeToOthers(file: string): void {
  const stats = lstatSync(file);
  if (!stats.isSymbolicLink()) chmodSync(file, stats.isDirectory() || (stats.mode & 0o100) !== 0 ? 0o755 : 0o644);
}

/**
 * A copy of a binary package's `native` folder in a place every account can reach; one staged before is taken again
 * only if it is sound, since names under the temporary folder can be guessed. Otherwise a copy with a fresh name.
 * @param prepare makes a copy ready; false if it still does not run there (a folder mounted noexec, for instance)
 * @returns undefined when no such place exists
 */
export function stagedCopy(
  source: string,
  prepare: (copy: string) => boolean,
  places: string[] = [...new Set([os.tmpdir(), '/tmp', '/var/tmp'])],
): string | undefined {
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as { version: string };
  for (const place of places.filter(keepsNames)) {
    const prefix = path.join(place, `dondoc-postgres-${version}-`);
    const copies = readdirSync(place).filter((name) => name.startsWith(path.basename(prefix)));
    const sound = copies.map((name) => path.join(place, name)).find((copy) => isSound(copy) && prepare(copy));
    const copy = sound ?? stage(source, prefix, prepare);
    if (copy !== undefined) return copy;
  }
  return undefined;
}
