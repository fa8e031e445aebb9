import { readFileSync, rmSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../domain/errors.ts';
import { isStillRunning, markOf, type ProcessMark } from './processes.ts';

/** A lock is created first and written a moment later; one that stays unreadable longer was left by a crash. */
const UNREADABLE_FOR = 5_000;

/**
 * Runs `action` while no other process holds the lock `file`; a lock whose holder is dead is taken away.
 * @param patience ms to wait for another holder
 * @throws Refusal `lock-busy` when the holder outlasts the patience
 */
export async function withLock<Result>(file: string, patience: number, action: () => Promise<Result>): Promise<Result> {
  const own = JSON.stringify({ ...markOf(process.pid), nonce: randomBytes(6).toString('hex') });
  const end = Date.now() + patience;
  while (!take(file, own)) {
    if (clearIfAbandoned(file)) continue;
    if (Date.now() > end) throw busy(file);
    await sleep(50);
  }
  try {
    return await action();
  } finally {
    if (contentOf(file) === own) rmSync(file, { force: true });
  }
}

function take(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function holderOf(content: string): ProcessMark | undefined {
  try {
    return JSON.parse(content) as ProcessMark;
  } catch {
    return undefined;
  }
}

function isAbandoned(file: string, content: string): boolean {
  const holder = holderOf(content);
  if (holder !== undefined) return !isStillRunning(holder);
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age > UNREADABLE_FOR;
}

/** Moves a dead lock aside under a name of our own and looks again, so that a fresh lock is never removed unseen. */
function clearIfAbandoned(file: string): boolean {
  const seen = contentOf(file);
  if (seen === undefined) return true;
  if (!isAbandoned(file, seen)) return false;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch {
    return true; // another waiter was quicker
  }
  const moved = contentOf(aside);
  rmSync(aside, { force: true });
  if (moved !== undefined && moved !== seen) take(file, moved);
  return true;
}

function busy(file: string): Refusal {
  const holder = holderOf(contentOf(file) ?? '')?.pid ?? '?';
  return new Refusal('lock-busy', `Tiến trình ${holder} đang giữ khóa "${file}" quá lâu: hãy dừng nó rồi thử lại.`);
}
