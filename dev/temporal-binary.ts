import { accessSync, constants, existsSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';

/** The release the workflows are tested with; a newer one renames the time-skipping keys. */
export const TEMPORAL_VERSION = '1.32.1';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A way to a Temporal server. The first four need nothing more, the last two fetch or make one. */
export type TemporalWay =
  | { kind: 'address'; address: string }
  | { kind: 'server'; server: string; sqlTool: string }
  | { kind: 'command'; program: string }
  | { kind: 'download' }
  | { kind: 'build'; go: string };

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function onPath(name: string, environment: Environment): string | undefined {
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const suffixes = process.platform === 'win32' ? ['.exe'] : [''];
  return folders.flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix))).find(isProgram);
}

/** The user's own folder for what can be fetched or built again. */
export function cacheFolder(environment: Environment): string {
  const base = environment['XDG_CACHE_HOME'] || path.join(environment['HOME'] || os.homedir(), '.cache');
  return path.join(base, 'dondoc');
}

/** Where a built server lies, built or not. */
export function builtServer(environment: Environment): { folder: string; server: string; sqlTool: string } {
  const folder = path.join(cacheFolder(environment), `temporal-${TEMPORAL_VERSION}`);
  return { folder, server: path.join(folder, 'temporal-server'), sqlTool: path.join(folder, 'temporal-sql') };
}

/**
 * Every way open on this machine, the one to take first. With `timeSkipping` only a server whose settings are ours
 * counts: never TEMPORAL_ADDRESS, whose clock is other people's, nor the command, whose release is not known.
 */
export function temporalWays(environment: Environment, timeSkipping: boolean): TemporalWay[] {
  const ways: TemporalWay[] = [];
  const address = environment['TEMPORAL_ADDRESS'];
  if (address && !timeSkipping) ways.push({ kind: 'address', address });
  const { server, sqlTool } = builtServer(environment);
  if (existsSync(server) && existsSync(sqlTool)) ways.push({ kind: 'server', server, sqlTool });
  const program = onPath('temporal', environment);
  if (program && !timeSkipping) ways.push({ kind: 'command', program });
  if (!timeSkipping) ways.push({ kind: 'download' });
  const go = onPath('go', environment);
  if (go) ways.push({ kind: 'build', go });
  return ways;
}

/** The way that would be taken, undefined when none is open. */
export function temporalWay(environment: Environment, timeSkipping: boolean): TemporalWay | undefined {
  return temporalWays(environment, timeSkipping)[0];
}

/** Names every way there is, for the user to choose from. */
export function noTemporal(timeSkipping: boolean): Refusal {
  const others = timeSkipping
    ? ''
    : 'đặt TEMPORAL_ADDRESS trỏ tới máy chủ có sẵn, cài lệnh "temporal" (temporal.io/setup/install-temporal-cli), mở mạng để tải tự động, ';
  return new Refusal(
    'no-temporal',
    `Chưa có máy chủ Temporal${timeSkipping ? ' cho diễn tập' : ''}: hãy ${others}cài Go để tự dựng bản ${TEMPORAL_VERSION} (vài phút, một lần), hoặc chạy bằng "docker compose up".`,
  );
}
