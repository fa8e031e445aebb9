import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPO } from './walls/planted-tree.ts';

interface LockEntry {
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const read = (name: string): string => readFileSync(path.join(REPO, name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> };
const entries = Object.entries(lock.packages);

/** Where npm would look for a package that `from` names: its own node_modules, then each one above. */
function found(from: string, name: string): boolean {
  const parents = from.split('/node_modules/').map((_, depth, all) => all.slice(0, depth + 1).join('/node_modules/'));
  const folders = ['', ...parents.filter((parent) => parent !== '').map((parent) => `${parent}/`)];
  return folders.some((folder) => `${folder}node_modules/${name}` in lock.packages);
}

describe('package-lock.json', () => {
  it('names no registry, so that every machine takes packages from its own', () => {
    expect(entries.filter(([, entry]) => entry.resolved !== undefined).map(([name]) => name)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/registry\./);
  });

  // npm drops, in silence, a platform's package that is not in the registry yet; `npm ci` then refuses the lockfile,
  // or works here and fails on another platform. The mend is an override to the newest complete version.
  it('has an entry for every optional dependency, on whatever platform', () => {
    const missing = entries.flatMap(([from, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !found(from, name))
        .map((name) => `${name} (wanted by ${from || 'package.json'})`),
    );
    expect(missing).toEqual([]);
  });

  // With a second copy, replay dies of "type must be a Type": the classes of one are strangers to the other.
  it('has one copy of protobufjs 8, shared by all of Temporal', () => {
    const copies = entries.filter(
      ([name, e]) => /(^|\/)node_modules\/protobufjs$/.test(name) && e.version?.startsWith('8.'),
    );
    expect(copies.map(([name]) => name)).toEqual(['node_modules/protobufjs']);
  });
});

describe('package.json', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;

  it('pins every version exactly', () => {
    const all = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}),
    );
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});
