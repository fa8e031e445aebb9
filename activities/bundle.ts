import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What the workflows are made of: they may import nothing else. */
const SOURCES = ['workflows', 'domain'];

/** The workflows as one piece of code, the same for the worker, the rehearsal and the replay of old histories. */
export async function buildWorkflowBundle(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(ROOT, 'workflows/index.ts'),
    logger: new DefaultLogger('WARN'),
  });
  return code;
}

/** The path of the bundle in `folder`, built only where the sources have changed since: building takes two seconds. */
export async function cachedWorkflowBundle(folder: string): Promise<string> {
  const file = path.join(folder, `workflows-${sourcesDigest()}.js`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Two starters at once write the same content; the rename makes either of them whole.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, await buildWorkflowBundle());
  renameSync(unfinished, file);
  return file;
}

function sourcesDigest(): string {
  const hash = createHash('sha256').update(readFileSync(path.join(ROOT, 'package-lock.json')));
  for (const folder of SOURCES) {
    for (const name of readdirSync(path.join(ROOT, folder))
      .filter((entry) => entry.endsWith('.ts'))
      .sort()) {
      hash.update(name).update(readFileSync(path.join(ROOT, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
