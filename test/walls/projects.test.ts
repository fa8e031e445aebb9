import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createVitest } from 'vitest/node';
import { REPO } from './planted-tree.ts';

const SKIPPED = new Set(['node_modules', '.git', '.dondoc', 'out', 'coverage']);

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(full);
    return /\.test\.[cm]?[jt]sx?$/.test(entry.name) ? [full] : [];
  });
}

// A test that no project includes passes for ever, silently.
it('runs every test file in exactly one project', async () => {
  const vitest = await createVitest('test', { root: REPO, watch: false, reporters: [] });
  try {
    const specifications = await vitest.globTestSpecifications();
    expect(specifications.map((s) => s.moduleId).sort()).toEqual(testFiles(REPO).sort());
  } finally {
    await vitest.close();
  }
});
