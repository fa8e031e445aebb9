import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { readHistory, type Scenario, SCENARIOS } from '../workflows/recording/histories.ts';
import { fellTree, plantTree, REPO } from '../walls/planted-tree.ts';

const OBLIGATION = 'workflows/obligation.ts';
const ROUND = 'workflows/round.ts';
const PLAN = 'workflows/plan.ts';
const SILENT = new DefaultLogger('ERROR', () => undefined);
const FIRST_LINE = '  const memory = new Memory(input);\n';
const FIRING = '    const result = await fireRungs(';

interface Mutation {
  file: string;
  mutate: (source: string) => string;
  /** A history that sees it. Replay knows no lengths: a timer more can pass for the one after it, so not all do. */
  seenBy: Scenario;
}

/** Changes of the kind that a release makes without a thought of what is open: the gate has to bite at each. */
const MUTATIONS: Record<string, Mutation> = {
  'a timer before all else': {
    file: OBLIGATION,
    mutate: (source) =>
      replaced(
        `import { sleep } from '@temporalio/workflow';\n${source}`,
        FIRST_LINE,
        `${FIRST_LINE}  await sleep(1);\n`,
      ),
    seenBy: 'obligation-issued',
  },
  'a local activity before another': {
    file: OBLIGATION,
    mutate: (source) => replaced(source, FIRING, `    await closeObligation({ tenant, obligation, now });\n${FIRING}`),
    seenBy: 'obligation-late',
  },
  'one local activity in place of another': {
    file: OBLIGATION,
    mutate: (source) =>
      replaced(source, FIRING, '    const result: { next?: Rung[] } = {};\n    await closeObligation('),
    seenBy: 'obligation-late',
  },
  'an activity in place of a local one': {
    file: OBLIGATION,
    mutate: (source) =>
      replaced(
        replaced(source, /proxyLocalActivities/g, 'proxyActivities'),
        "  localRetryThreshold: '5 seconds',\n",
        '',
      ),
    seenBy: 'obligation-late',
  },
  'a fact that no longer ends it': {
    file: OBLIGATION,
    mutate: (source) => replaced(source, 'this.settled = fact.settled;', 'this.settled = false;'),
    seenBy: 'obligation-late',
  },
  'a round that drafts once': {
    file: ROUND,
    mutate: (source) => replaced(source, '    await makeDraft({ tenant, round, now: now() });\n', ''),
    seenBy: 'round-by-date',
  },
  'a round that keeps to its first days': {
    file: ROUND,
    mutate: (source) => replaced(source, '    memory.revision++;\n', ''),
    seenBy: 'round-moved',
  },
  'a round that is over before it is drafted': {
    file: ROUND,
    mutate: (source) => replaced(source, '  await untilConsolidation(memory, now);\n', ''),
    seenBy: 'round-closed',
  },
  'a plan that does not look again when it is amended': {
    file: PLAN,
    mutate: (source) => replaced(source, '(): boolean => memory.sequence !== seen', '(): boolean => false'),
    seenBy: 'plan-years',
  },
  'a plan that looks a second time at once': {
    file: PLAN,
    mutate: (source) =>
      replaced(
        source,
        '    const changed = ',
        '    await advancePlan({ tenant, plan, now, clockShift });\n    const changed = ',
      ),
    seenBy: 'plan-continuation',
  },
  'a plan that takes what was started before for what is started now': {
    file: PLAN,
    mutate: (source) => replaced(source, '  if (input.format === 1) return carryOneYear(input);\n', ''),
    seenBy: 'plan-year',
  },
};

let planted: string | undefined;

beforeAll(() => {
  // Every history that is refused would be a line of the core's own log.
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: SILENT, telemetryOptions: { logging: { filter } }, shutdownSignals: [] });
});

afterEach(async () => {
  await fellTree(planted);
  planted = undefined;
});

it('an unchanged copy of the workflows replays', async () => {
  expect(await refusedBy(OBLIGATION, (source) => source)).toEqual([]);
});

it.each(Object.entries(MUTATIONS))('%s is seen', async (_name, { file, mutate, seenBy }) => {
  expect(await refusedBy(file, mutate)).toContain(seenBy);
});

/** The histories that a mutated copy of the workflows no longer follows. */
async function refusedBy(file: string, mutate: (source: string) => string): Promise<string[]> {
  const mutated = { ...sourcesOf('domain'), ...sourcesOf('workflows'), [file]: mutate(read(file)) };
  planted = await plantTree(mutated);
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(planted, 'workflows/index.ts'),
    logger: SILENT,
  });
  const histories = SCENARIOS.map((workflowId) => ({ workflowId, history: readHistory(workflowId) }));
  const refused: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error === undefined) continue;
    if (!(error instanceof DeterminismViolationError)) throw error;
    refused.push(workflowId);
  }
  return refused;
}

const read = (file: string): string => readFileSync(path.join(REPO, file), 'utf8');

const sourcesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(path.join(REPO, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => [`${folder}/${name}`, read(`${folder}/${name}`)]),
  );

/** A mutation that finds nothing to change would pass for a gate that does not bite. */
function replaced(source: string, what: string | RegExp, by: string): string {
  const changed = source.replace(what, () => by);
  if (changed === source) throw new Error(`nothing to mutate: ${String(what)}`);
  return changed;
}
