import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive } from '../dev/processes.ts';
import { startStack, stopOrphans, type Stack } from '../dev/stack.ts';
import './provided.ts';

const PREFIX = 'dondoc-test-';

type Undo = (() => Promise<void> | void)[];

/** A test run that was killed could not stop its servers: the next one does. Folder names carry the run's pid. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const folder = path.join(os.tmpdir(), name);
    if (lstatSync(folder).uid !== (process.getuid?.() ?? 0)) continue; // anyone may plant such a name
    await stopOrphans(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the tests of a project share, in order. Whatever is added (a workflow bundle, a migrated template database)
 * is provided here and pushes what takes it away.
 */
async function prepare(project: TestProject, undo: Undo): Promise<void> {
  const stack = await startTestStack(undo);
  project.provide('postgresOwnerUrl', new URL(stack.databaseUrl).href.replace(/\/[^/]*$/, ''));
  project.provide('temporalAddress', stack.temporalAddress);
  project.provide('temporalNamespace', stack.temporalNamespace);
}

async function startTestStack(undo: Undo): Promise<Stack> {
  await clearKilledRuns();
  const dir = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  undo.push(() => rmSync(dir, { recursive: true, force: true }));
  const env = { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined }; // never a user's own data
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const stack = await startStack({ dir, durable: false, timeSkipping: true, env, log: () => {}, progress: say });
  undo.push(() => stack.stop());
  return stack;
}

/** vitest runs no teardown for a set-up that threw, so that one undoes itself. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    await prepare(project, undo);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
