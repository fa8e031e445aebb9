import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSound, stagedCopy } from './staged-copy.ts';

let place: string;
let source: string;
beforeEach(() => {
  place = mkdtempSync(path.join(os.tmpdir(), 'dondoc-place-'));
  source = mkdtempSync(path.join(os.tmpdir(), 'dondoc-source-'));
  mkdirSync(path.join(source, 'native/bin'), { recursive: true });
  writeFileSync(path.join(source, 'package.json'), '{ "version": "18.0.0" }');
  writeFileSync(path.join(source, 'native/bin/postgres'), '#!/bin/sh\necho ours\n', { mode: 0o755 });
  symlinkSync('postgres', path.join(source, 'native/bin/link'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
  rmSync(source, { recursive: true, force: true });
});

const stage = (): string => stagedCopy(source, () => true, [place]) as string;
const program = (copy: string): string => path.join(copy, 'native/bin/postgres');

describe('a staged copy', () => {
  test('is whole, closed to others, and taken again', () => {
    const copy = stage();
    expect(spawnSync(program(copy), { encoding: 'utf8' }).stdout).toBe('ours\n');
    expect(isSound(copy)).toBe(true);
    expect(stage()).toBe(copy);
    expect(readdirSync(place)).toHaveLength(1);
  });

  const spoilers: [string, (copy: string) => void][] = [
    ['a program others may write', (copy) => chmodSync(program(copy), 0o777)],
    ['a folder its group may write', (copy) => chmodSync(path.join(copy, 'native'), 0o775)],
  ];
  if (process.getuid?.() === 0) {
    spoilers.push(["a program of another's", (copy) => chownSync(program(copy), 65_534, 65_534)]);
    spoilers.push(["a copy of another's", (copy) => chownSync(copy, 65_534, 65_534)]);
  }
  test.each(spoilers)('with %s is left alone for a fresh one', (_name, spoil) => {
    const spoilt = stage();
    spoil(spoilt);
    const fresh = stage();
    expect(fresh).not.toBe(spoilt);
    expect(isSound(fresh)).toBe(true);
    expect(stage()).toBe(fresh);
  });

  test('is not made where others may exchange names', () => {
    chmodSync(place, 0o777);
    expect(stagedCopy(source, () => true, [place])).toBeUndefined();
    chmodSync(place, 0o1777);
    expect(stage()).toContain(place);
  });

  test('that does not run leaves nothing behind', () => {
    expect(stagedCopy(source, () => false, [place])).toBeUndefined();
    expect(readdirSync(place)).toEqual([]);
  });
});
