import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { Refusal } from '../domain/errors.ts';
import { withLock } from './lock.ts';
import { builtServer, cacheFolder, TEMPORAL_VERSION, type Environment, type TemporalWay } from './temporal-binary.ts';

const MODULE = 'go.temporal.io/server/cmd';
/** A cold build took six minutes on two cores; a slow machine with a slow network may need several times that. */
const LOCK_PATIENCE = 40 * 60_000;
const PROGRESS_EVERY = 5_000;

interface BuildOptions {
  go: string;
  environment: Environment;
  log: (line: string) => void;
  progress: (line: string) => void;
}

/**
 * Builds the server and its schema tool into the user's cache folder. A second builder waits and takes the result.
 * @throws Refusal `temporal-build` when Go cannot build it (no network to the modules, too old a Go)
 */
export async function buildTemporal(options: BuildOptions): Promise<Extract<TemporalWay, { kind: 'server' }>> {
  const cache = cacheFolder(options.environment);
  mkdirSync(cache, { recursive: true });
  const { folder, server, sqlTool } = builtServer(options.environment);
  await withLock(path.join(cache, 'temporal-build.lock'), LOCK_PATIENCE, async () => {
    if (existsSync(server) && existsSync(sqlTool)) return;
    const half = mkdtempSync(path.join(cache, 'building-'));
    try {
      await build(half, options);
      const suffix = process.platform === 'win32' ? '.exe' : '';
      renameSync(path.join(half, `server${suffix}`), path.join(half, path.basename(server)));
      renameSync(path.join(half, `sql${suffix}`), path.join(half, path.basename(sqlTool)));
      rmSync(folder, { recursive: true, force: true });
      renameSync(half, folder); // whole or not at all
    } finally {
      rmSync(half, { recursive: true, force: true });
    }
  });
  return { kind: 'server', server, sqlTool };
}

async function build(target: string, { go, environment, log, progress }: BuildOptions): Promise<void> {
  const began = Date.now();
  const say = (): void => {
    const seconds = Math.round((Date.now() - began) / 1_000);
    progress(
      `Đang dựng máy chủ Temporal ${TEMPORAL_VERSION} từ mã nguồn: ${seconds} giây (chừng 4 đến 6 phút, chỉ một lần)`,
    );
  };
  say();
  const ticker = setInterval(say, PROGRESS_EVERY);
  try {
    for (const command of ['server', 'tools/sql']) await install(`${MODULE}/${command}`);
  } finally {
    clearInterval(ticker);
  }
  log(`Temporal ${TEMPORAL_VERSION} built in ${Date.now() - began} ms`);

  async function install(module: string): Promise<void> {
    // GOOS and the like of the user's own work would build for another machine, GOFLAGS may hold -mod=vendor
    const env = { ...environment, GOBIN: target, GOFLAGS: '', GOOS: '', GOARCH: '' };
    const child = spawn(go, ['install', `${module}@v${TEMPORAL_VERSION}`], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4_000)));
    const [code] = (await once(child, 'close')) as [number | null];
    if (code === 0) return;
    log(`go install ${module} failed:\n${words}`);
    const reason = words.trim().split('\n').at(-1) ?? '';
    throw new Refusal('temporal-build', `Không dựng được máy chủ Temporal ${TEMPORAL_VERSION} bằng Go: "${reason}".`);
  }
}
