import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { REPO } from './walls/planted-tree.ts';

let folder: string | undefined;

afterEach(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

/** Runs vitest on these files with our reporter, as `npm test` does, and gives back what a person sees. */
async function run(files: Record<string, string>): Promise<{ lines: string[]; status: unknown }> {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dondoc-tally-'));
  await mkdir(path.join(folder, 'node_modules'));
  await symlink(path.join(REPO, 'node_modules/vitest'), path.join(folder, 'node_modules/vitest'), 'dir');
  // Its own, or vitest takes one that lies further up.
  await writeFile(path.join(folder, 'vitest.config.mjs'), 'export default {};\n');
  for (const [name, body] of Object.entries(files)) {
    const head = name.endsWith('.test.ts') ? "import { expect, it } from 'vitest';\n" : '';
    await writeFile(path.join(folder, name), `${head}${body}\n`);
  }
  const vitest = path.join(REPO, 'node_modules/vitest/vitest.mjs');
  const reporter = path.join(REPO, 'test/tally-reporter.ts');
  const args = [vitest, 'run', '--root', folder, '--reporter', 'default', '--reporter', reporter];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  return { lines: child.stdout.trimEnd().split('\n'), status: child.status };
}

it('closes with the count alone on the last line, after the list of what was skipped and why', async () => {
  const { lines, status } = await run({
    'a.test.ts': "it('counts', () => {});\nit('needs a server', (c) => c.skip('no server here'));",
    'b.test.ts': "it('fails', () => expect(1).toBe(2));\nit.todo('later');",
  });
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('1 passed, 1 failed');
  expect(lines.slice(-4, -1)).toEqual([
    '2 skipped:',
    expect.stringMatching(/^ {2}(a\.test\.ts > needs a server: no server here|b\.test\.ts > later: .*)$/),
    expect.stringMatching(/^ {2}(a\.test\.ts > needs a server: no server here|b\.test\.ts > later: .*)$/),
  ]);
});

it('lists nothing where nothing was skipped', async () => {
  const { lines, status } = await run({ 'a.test.ts': "it('counts', () => {});" });
  expect(status).toBe(0);
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(lines.join('\n')).not.toContain('skipped');
});

it('counts a file that does not load as a failure', async () => {
  const { lines, status } = await run({
    'a.test.ts': "it('counts', () => {});",
    'broken.test.ts': "throw new Error('as it loads');",
  });
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('1 passed, 1 failed');
});

it('counts an error that no test caught as a failure', async () => {
  const { lines, status } = await run({
    'a.test.ts':
      "it('counts', async () => { void Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50)); });",
  });
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('1 passed, 1 failed');
});

it('does not call a run without any test a success', async () => {
  const { lines, status } = await run({});
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});

it('counts servers that did not start as a failure', async () => {
  const { lines, status } = await run({
    'vitest.config.ts': "export default { test: { globalSetup: ['./setup.ts'] } };",
    'setup.ts': "export default function setup() { throw new Error('no server'); }",
    'a.test.ts': "it('counts', () => {});",
  });
  expect(status).toBe(1);
  expect(lines.at(-1)).toBe('0 passed, 1 failed');
});
