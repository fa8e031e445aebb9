import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtServer, noTemporal, temporalWay, temporalWays } from './temporal-binary.ts';
import { downloadedCommand } from './temporal-download.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(os.tmpdir(), 'dondoc-ways-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

function put(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

const kinds = (env: Record<string, string>, timeSkipping = false): string[] =>
  temporalWays({ HOME: home, PATH: path.join(home, 'bin'), ...env }, timeSkipping).map((way) => way.kind);

describe('the ways to a Temporal server', () => {
  test('on a bare machine: the download; for a rehearsal none', () => {
    expect(kinds({})).toEqual(['download']);
    expect(kinds({}, true)).toEqual([]);
    expect(noTemporal(true).message).toMatch(/Go.*docker compose/);
    expect(noTemporal(false).message).toMatch(/TEMPORAL_ADDRESS.*"temporal".*tải.*Go.*docker compose/);
  });

  test('in the order of the design; a rehearsal takes only servers whose settings are ours', () => {
    for (const name of ['temporal', 'go']) put(path.join(home, 'bin', name));
    const { server, sqlTool } = builtServer({ HOME: home });
    put(server);
    expect(kinds({})).toEqual(['command', 'download', 'build']); // half a cache is none
    put(sqlTool);
    const env = { TEMPORAL_ADDRESS: '127.0.0.1:7233' };
    expect(kinds(env)).toEqual(['address', 'server', 'command', 'download', 'build']);
    expect(kinds(env, true)).toEqual(['server', 'build']);
    expect(temporalWay({ HOME: home, ...env }, false)).toEqual({ kind: 'address', address: '127.0.0.1:7233' });
  });

  test('XDG_CACHE_HOME moves the cache', () => {
    expect(builtServer({ HOME: home, XDG_CACHE_HOME: '/elsewhere' }).folder).toBe('/elsewhere/dondoc/temporal-1.32.1');
  });

  test('a download cut short is not a command', () => {
    const folder = path.join(home, '.cache/dondoc/temporal-command');
    put(path.join(folder, 'temporal-sdk-typescript-1.24.0.downloading'));
    expect(downloadedCommand({ HOME: home })).toBeUndefined();
    const whole = put(path.join(folder, 'temporal-sdk-typescript-1.24.0'));
    expect(downloadedCommand({ HOME: home })).toBe(whole);
  });
});
