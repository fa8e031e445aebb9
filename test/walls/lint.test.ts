import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fellTree, plantTree, runCheck } from './planted-tree.ts';

interface Mistake {
  rule: string;
  at: string;
  breach: string;
  twin: string;
}

const mistake = (rule: string, at: string, breach: string, twin: string): Mistake => ({ rule, at, breach, twin });

const FLOATING = '@typescript-eslint/no-floating-promises';

/** An activity's type, as the workflows see it. */
const ACTIVITIES = 'export interface Activities { remind(id: string): Promise<void> }';

/** A workflow that does one thing; proxies are made at the top of the file, as in ours. */
const workflow = (body: string): string => `
import { proxyActivities, proxyLocalActivities, sleep, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities/types.ts';
const { remind } = proxyActivities<Activities>({ startToCloseTimeout: '1 minute' });
const local = proxyLocalActivities<Activities>({ startToCloseTimeout: '1 minute' });
export const used = [remind, local, sleep, workflowInfo];
export async function obligationWorkflow(id: string): Promise<unknown> {
  ${body}
}`;

const longFunction = (lines: number): string =>
  ['export function long(): number[] {', 'const all: number[] = [];', ...rows(lines), 'return all;', '}'].join('\n');
const rows = (count: number): string[] => Array.from({ length: count }, (_, i) => `all.push(${i});`);
const longFile = (lines: number): string =>
  Array.from({ length: lines }, (_, i) => `export const row${i} = ${i};`).join('\n');

const KINDS = "export type Kind = 'lead' | 'party';\nexport function nameOf(kind: Kind): string {\n  switch (kind) {";

const MISTAKES: readonly Mistake[] = [
  mistake(FLOATING, 'workflows/activity.ts', workflow('remind(id);'), workflow('await remind(id);')),
  mistake(FLOATING, 'workflows/local.ts', workflow('local.remind(id);'), workflow('await local.remind(id);')),
  mistake(
    FLOATING,
    'workflows/timer.ts',
    workflow("sleep('1 day'); return id;"),
    workflow("await sleep('1 day'); return id;"),
  ),
  mistake(
    '@typescript-eslint/no-misused-promises',
    'activities/callback.ts',
    'export const later = (f: () => Promise<void>): unknown => setTimeout(f, 1);',
    'export const later = (f: () => Promise<void>): unknown => setTimeout(() => void f(), 1);',
  ),
  mistake('no-restricted-imports', 'workflows/files.ts', "export * from 'node:fs';", "export * from './words.ts';"),
  mistake('no-restricted-imports', 'workflows/bare.ts', "export * from 'fs/promises';", "export * from './words.ts';"),
  mistake('no-restricted-imports', 'domain/crypto.ts', "export * from 'node:crypto';", "export * from './words.ts';"),
  mistake(
    'no-restricted-properties',
    'domain/now.ts',
    'export const now = (): number => Date.now();',
    'export const day = (): number => Date.UTC(2026, 0, 1);',
  ),
  mistake(
    'no-restricted-properties',
    'domain/dice.ts',
    'export const dice = (): number => Math.random();',
    'export const floor = (x: number): number => Math.floor(x);',
  ),
  mistake(
    'no-restricted-syntax',
    'domain/today.ts',
    'export const today = (): string => new Date().toISOString();',
    'export const today = (instant: number): string => new Date(instant).toISOString();',
  ),
  mistake(
    'no-restricted-globals',
    'domain/environment.ts',
    'export const zone = (): unknown => process.env;',
    "export const zone = (): string => 'Asia/Ho_Chi_Minh';",
  ),
  mistake(
    'no-restricted-syntax',
    'workflows/start-time.ts',
    workflow('return [id, workflowInfo().startTime];'),
    workflow('return [id, workflowInfo().workflowId];'),
  ),
  mistake(
    'no-restricted-syntax',
    'workflows/start-time-taken-apart.ts',
    workflow('const { startTime } = workflowInfo(); return [id, startTime];'),
    workflow('const { workflowId } = workflowInfo(); return [id, workflowId];'),
  ),
  mistake(
    'no-restricted-syntax',
    'workflows/temporal-now.ts',
    'declare const Temporal: { Now: { instant(): string } };\nexport const now = () => Temporal.Now.instant();',
    'declare const Temporal: { Instant: { from(s: string): string } };\nexport const at = () => Temporal.Instant.from("1");',
  ),
  mistake(
    '@typescript-eslint/switch-exhaustiveness-check',
    'domain/kinds.ts',
    `${KINDS} case 'lead': return 'a'; }\n return 'b';\n}`,
    `${KINDS} case 'lead': return 'a'; case 'party': return 'b'; }\n}`,
  ),
  mistake(
    '@typescript-eslint/consistent-type-imports',
    'api/types.ts',
    "import { Word } from '../domain/words.ts';\nexport type W = Word;",
    "import type { Word } from '../domain/words.ts';\nexport type W = Word;",
  ),
  mistake(
    '@typescript-eslint/no-import-type-side-effects',
    'workflows/inline-type.ts',
    "import { type Activities } from '../activities/types.ts';\nexport type A = Activities;",
    "import type { Activities } from '../activities/types.ts';\nexport type A = Activities;",
  ),
  ...['domain', 'db', 'activities'].map((folder) =>
    mistake(
      '@typescript-eslint/explicit-module-boundary-types',
      `${folder}/boundary.ts`,
      'export const twice = (x: number) => x * 2;',
      'export const twice = (x: number): number => x * 2;',
    ),
  ),
  mistake(
    'eqeqeq',
    'api/equal.ts',
    'export const is = (a: number) => a == 1;',
    'export const is = (a: number) => a === 1;',
  ),
  mistake('max-lines', 'api/long.ts', longFile(401), longFile(400)),
  mistake('max-lines-per-function', 'api/function.ts', longFunction(57), longFunction(56)),
];

interface FileResult {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}

describe('the lint rules that guard workflows and rules', () => {
  const trees: string[] = [];
  const rulesBroken = { breach: new Map<string, string[]>(), twin: new Map<string, string[]>() };

  async function lint(kind: 'breach' | 'twin'): Promise<void> {
    const root = await plantTree({
      'domain/words.ts': "export type Word = 'plan';\nexport const word: Word = 'plan';",
      'workflows/words.ts': 'export const word = 1;',
      'activities/types.ts': ACTIVITIES,
      'domain/words.test.ts': `import { readFileSync } from 'node:fs';\n${longFunction(90)}\nvoid [readFileSync, Date.now()];`,
      ...Object.fromEntries(MISTAKES.map((m) => [m.at, m[kind]])),
    });
    trees.push(root);
    for (const file of runCheck(root, 'eslint/bin/eslint.js', ['.', '--format', 'json']) as FileResult[]) {
      const name = path.relative(root, file.filePath).split(path.sep).join('/');
      rulesBroken[kind].set(
        name,
        file.messages.map((m) => m.ruleId ?? m.message),
      );
    }
  }

  beforeAll(async () => {
    await lint('breach');
    await lint('twin');
  });

  afterAll(async () => {
    await Promise.all(trees.map(fellTree));
  });

  it.each(MISTAKES.map((m) => [m.rule, m.at] as const))('%s reports %s', (rule, at) => {
    expect(rulesBroken.breach.get(at)).toContain(rule);
  });

  it.each(MISTAKES.map((m) => [m.rule, m.at] as const))('%s is content with the clean twin of %s', (_rule, at) => {
    expect(rulesBroken.twin.get(at)).toEqual([]);
  });

  it('lets a test use node, the clock and long functions', () => {
    expect(rulesBroken.breach.get('domain/words.test.ts')).toEqual([]);
  });
});
