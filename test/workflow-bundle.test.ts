import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterEach, expect, it } from 'vitest';
import { fellTree, plantTree, REPO } from './walls/planted-tree.ts';

const WORKFLOWS = path.join(REPO, 'workflows/index.ts');

const bundle = (workflowsPath: string): Promise<WorkflowBundleWithSourceMap> =>
  bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR', () => undefined) });

let planted: string | undefined;

afterEach(async () => {
  await fellTree(planted);
  planted = undefined;
});

/** Heavy packages, and those that reach outside; each copy in a workflow's sandbox costs memory for every one open. */
const FOREIGN = ['zod', 'drizzle-orm', 'postgres', 'nodemailer', 'pino', 'docx'];

/** webpack keeps each module's path in the bundle. */
const foreignIn = (code: string): string[] => FOREIGN.filter((name) => code.includes(`/node_modules/${name}/`));

it('bundles the workflows, and neither zod nor a database is in the bundle', async () => {
  if (!existsSync(WORKFLOWS)) throw new Error('workflows/index.ts is missing: it exports every workflow to the worker');
  const { code } = await bundle(WORKFLOWS);
  expect(foreignIn(code)).toEqual([]);
});

it('sees zod in the bundle of a workflow that imports it', async () => {
  planted = await plantTree({
    'workflows/index.ts': "import { z } from 'zod';\nexport const read = async () => z.string().parse('x');",
  });
  const { code } = await bundle(path.join(planted, 'workflows/index.ts'));
  expect(foreignIn(code)).toEqual(['zod']);
});

it('refuses a workflow that imports a node module', async () => {
  planted = await plantTree({
    'workflows/index.ts':
      "import { readFileSync } from 'node:fs';\nexport const read = async () => readFileSync('x', 'utf8');",
  });
  await expect(bundle(path.join(planted, 'workflows/index.ts'))).rejects.toThrow(
    /node:fs|Webpack finished with errors/,
  );
});

it('takes the same workflow without that import', async () => {
  planted = await plantTree({ 'workflows/index.ts': "export const read = async () => 'x';" });
  const { code } = await bundle(path.join(planted, 'workflows/index.ts'));
  expect(code).toContain('read');
});
