import { readFileSync, writeFileSync } from 'node:fs';
import { isStillRunning, markOf, type ProcessMark } from './processes.ts';

/** Written beside a server: whose it is, so that a second starter is a guest and an orphan finds a new owner. */
export function claim(file: string): void {
  writeFileSync(file, JSON.stringify(markOf(process.pid)), { mode: 0o600 });
}

/** True while the process that claimed the server runs: then nobody else may stop it. */
export function isClaimed(file: string): boolean {
  try {
    return isStillRunning(JSON.parse(readFileSync(file, 'utf8')) as ProcessMark);
  } catch {
    return false;
  }
}
