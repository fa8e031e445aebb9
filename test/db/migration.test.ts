import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../../db/migration.ts';
import { asOwner, emptyDatabase, type TestDatabase } from '../support/database.ts';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(CHECKOUT, 'db/migrations');

const undo: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function empty(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  undo.push(() => database.drop());
  return database;
}

describe('migrations', () => {
  it('run once, whoever starts at the same moment', async () => {
    const { ownerUrl } = await empty();
    await Promise.all([migrateDatabase(ownerUrl), migrateDatabase(ownerUrl), migrateDatabase(ownerUrl)]);
    const [applied] = await asOwner(ownerUrl, (sql) => sql`select count(*)::int from drizzle.__drizzle_migrations`);
    expect(applied?.['count']).toBe(readdirSync(MIGRATIONS).filter((name) => name.endsWith('.sql')).length);
  });

  it('run in two databases of one server at once, which share the role', async () => {
    const [one, other] = await Promise.all([empty(), empty()]);
    await Promise.all([migrateDatabase(one.ownerUrl), migrateDatabase(other.ownerUrl)]);
  });

  it('say all that the schema says: generating leaves nothing new', async () => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-migrations-'));
    undo.push(() => rmSync(dir, { recursive: true, force: true }));
    cpSync(MIGRATIONS, path.join(dir, 'migrations'), { recursive: true });
    // The tool puts the schema's path behind the folder it runs in, and takes no absolute one for `out`.
    const out = path.relative(CHECKOUT, path.join(dir, 'migrations'));
    const config = path.join(dir, 'drizzle.config.json');
    writeFileSync(config, JSON.stringify({ dialect: 'postgresql', schema: './db/schema/index.ts', out }));
    const bin = path.join(CHECKOUT, 'node_modules/drizzle-kit/bin.cjs');
    const { stdout } = await promisify(execFile)(process.execPath, [bin, 'generate', '--config', config], {
      cwd: CHECKOUT,
    });
    expect(stdout).toContain('No schema changes');
    expect(contentsOf(path.join(dir, 'migrations'))).toEqual(contentsOf(MIGRATIONS));
  });
});

const contentsOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(path.join(entry.parentPath, entry.name), 'utf8')]),
  );
