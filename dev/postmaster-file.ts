import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { argumentsOf, isAlive, workingFolderOf } from './processes.ts';

/** What PostgreSQL writes about itself into `postmaster.pid` of its data folder. */
export interface Postmaster {
  pid: number;
  /** 0 until it listens. */
  port: number;
  /** True once it takes connections. */
  ready: boolean;
}

/** undefined when the folder holds no such file. */
export function readPostmaster(data: string): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3] || 0), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when the process of that number is the PostgreSQL that serves this data folder. */
export function serves(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true; // no telling there; PostgreSQL's own lock decides
  const [program = '', ...rest] = argumentsOf(pid);
  if (path.basename(program) !== 'postgres') return false;
  return workingFolderOf(pid) === realpathSync(data) || rest.includes(data);
}

/**
 * For a file whose number now belongs to another program: PostgreSQL would take that program for a running server and
 * refuse to start. The file must not be removed, since its last lines let PostgreSQL find out whether backends of a
 * crashed server still use the data. So only the number changes, to that of its future parent, which it never takes for
 * a server; it then looks at the shared memory and clears the file itself.
 */
export function disarmPostmasterFile(data: string): void {
  const file = path.join(data, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [String(process.pid), ...rest].join('\n'));
}
