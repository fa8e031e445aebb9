import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { Runtime } from '@temporalio/worker';
import { cacheFolder, type Environment } from './temporal-binary.ts';

/** A network that swallows packets answers nothing; the way after this one must get its turn. */
const PATIENCE = 5 * 60_000;
const PROGRESS_EVERY = 5_000;

function folderOf(environment: Environment): string {
  return path.join(cacheFolder(environment), 'temporal-command');
}

/** The `temporal` command as the SDK downloaded it before; undefined when it did not. */
export function downloadedCommand(environment: Environment): string | undefined {
  try {
    const folder = folderOf(environment);
    const name = readdirSync(folder).find((entry) => /^temporal-.*(?<!\.downloading)$/.test(entry));
    return name && path.join(folder, name);
  } catch {
    return undefined;
  }
}

/**
 * Has the SDK fetch the `temporal` command that suits it. The SDK only does so on the way to starting a server without
 * state, so that one is started and stopped; ours then runs from the file, with its state kept and a pid that is known.
 * @returns undefined when it cannot be had, with the reason in the log
 */
export async function downloadCommand(
  environment: Environment,
  log: (line: string) => void,
  progress: (line: string) => void,
): Promise<string | undefined> {
  const before = downloadedCommand(environment);
  if (before !== undefined) return before;
  const say = (): void => progress('Đang tải máy chủ Temporal về máy (chỉ một lần)');
  say();
  const ticker = setInterval(say, PROGRESS_EVERY);
  const given = new AbortController();
  try {
    await Promise.race([fetchBySdk(folderOf(environment)), timeUp(given.signal)]);
    return downloadedCommand(environment);
  } catch (error) {
    log(`download of the temporal command failed: ${(error as Error).message}`);
    return undefined;
  } finally {
    clearInterval(ticker);
    given.abort();
  }
}

async function timeUp(signal: AbortSignal): Promise<never> {
  await sleep(PATIENCE, undefined, { signal, ref: false });
  throw new Error(`no answer in ${PATIENCE / 1_000} s`);
}

async function fetchBySdk(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const sdk = createRequire(import.meta.url)('@temporalio/worker/package.json') as { version: string };
  const runtime = Runtime.instance();
  const server = await runtime.createEphemeralServer({
    type: 'dev-server',
    exe: {
      type: 'cached-download',
      downloadDir: folder,
      version: 'default',
      ttl: 0,
      sdkName: 'sdk-typescript',
      sdkVersion: sdk.version,
    },
    namespace: 'default',
    ip: '127.0.0.1',
    port: null,
    uiPort: null,
    dbFilename: null,
    ui: false,
    log: { format: 'pretty', level: 'warn' },
    extraArgs: [],
  });
  await runtime.shutdownEphemeralServer(server);
}
