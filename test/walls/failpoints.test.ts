import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { REPO } from './planted-tree.ts';

/** Where a hook is offered, taken through, or called; nobody there gives one. */
const OFFERED = /^(activities|api\/services)\/|^dev\/rehearsal\/bench\.ts$/;
/** Where tests give one. */
const GIVEN = /^(dev\/(faults|chaos)|test)\//;
const CODE = /^(activities|api|cli|db|dev|domain|documents|importer|workflows|bench|test)\/|^[^/]+\.ts$/;

const files = readdirSync(REPO, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => CODE.test(name) && name.endsWith('.ts') && !name.includes('node_modules'));

const naming = (words: RegExp): string[] =>
  files.filter((name) => words.test(readFileSync(path.join(REPO, name), 'utf8')));

it('no root and nothing that a root stands on names a failpoint or reads one from its environment', () => {
  expect(files.length).toBeGreaterThan(300);
  expect(naming(/failpoint/i).filter((name) => !OFFERED.test(name) && !GIVEN.test(name))).toEqual([]);
  expect(naming(/\bFAILPOINT\b/).filter((name) => !GIVEN.test(name))).toEqual([]);
});

it('where a hook is offered none is made', () => {
  const made = naming(/failpoint:\s*(async|\(|function)|failpointFrom/).filter((name) => OFFERED.test(name));
  expect(made).toEqual([]);
});
