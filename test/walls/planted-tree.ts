import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export const REPO = path.resolve(import.meta.dirname, '../..');

/** What the checks read beside the sources; copied, so that they are this repository's own settings that are tested. */
const SETTINGS = ['package.json', 'tsconfig.json', 'eslint.config.js', '.dependency-cruiser.cjs'];

/**
 * A tree of folders like ours in a temporary place, with our settings and our packages. A breach is planted there and
 * never here: a test that dies half-way must not leave one behind.
 */
export async function plantTree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'dondoc-walls-'));
  for (const name of SETTINGS) await cp(path.join(REPO, name), path.join(root, name));
  await symlink(path.join(REPO, 'node_modules'), path.join(root, 'node_modules'), 'dir');
  for (const [name, source] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${source}\n`);
  }
  return root;
}

export async function fellTree(root: string | undefined): Promise<void> {
  if (root !== undefined) await rm(root, { recursive: true, force: true });
}

/** Runs a check as `npm run …` would, in the planted tree, and gives back the JSON it prints. */
export function runCheck(root: string, script: string, args: readonly string[]): unknown {
  const run = spawnSync(process.execPath, [path.join(REPO, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  try {
    return JSON.parse(run.stdout);
  } catch (cause) {
    throw new Error(`${script} printed no JSON (exit ${run.status}): ${run.stdout.slice(0, 500)}${run.stderr}`, {
      cause,
    });
  }
}
