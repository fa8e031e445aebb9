import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isAlive } from '../processes.ts';
import { startStack, stopOrphans } from '../stack.ts';
import { scenarioOf } from './generate.ts';
import { Breach } from './breach.ts';
import { linesOf, type Scenario, without } from './scenario.ts';
import type { SharedServers } from './servers.ts';
import { breachOf, shrink } from './shrink.ts';

const PREFIX = 'dondoc-chaos-';

/** `npm run chaos -- --seeds 20 --from 100`, or `--seed 117` for one of them, with its steps told first. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '10' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      without: { type: 'string', default: '' },
      shrink: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed ?? values.from);
  const seeds = Array.from({ length: values.seed ? 1 : Number(values.seeds) }, (_, index) => first + index);
  await clearKilledRuns();
  const dir = mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (values.seed) for (const line of linesOf(scenarioOf(first))) say(line);
  const dropped = values.without.split(',').filter(Boolean).map(Number);
  const env = { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined };
  const stack = await startStack({ dir, durable: false, timeSkipping: true, env, log: () => undefined, progress: say });
  const servers = {
    postgresUrl: new URL(stack.databaseUrl).href.replace(/\/[^/]*$/, ''),
    ...{ temporalAddress: stack.temporalAddress, temporalNamespace: stack.temporalNamespace },
  };
  try {
    let failed = 0;
    for (const seed of seeds) {
      const breach = await runSeed(without(scenarioOf(seed), dropped), servers, say);
      if (breach) failed++;
      if (breach && values.shrink) await shrink(scenarioOf(seed), dropped, breach, servers, say);
    }
    say(`${seeds.length - failed} ok, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await stack.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A run that was killed could not stop its servers: the next one does. Folder names carry the run's pid. */
async function clearKilledRuns(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(os.tmpdir(), name);
    const isOurs = lstatSync(folder).uid === (process.getuid?.() ?? 0); // anyone may plant such a name
    if (!isOurs || isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    await stopOrphans(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for a seed, or what it breaks. */
async function runSeed(
  scenario: Scenario,
  servers: SharedServers,
  say: (line: string) => void,
): Promise<Breach | null> {
  const began = Date.now();
  const outcome = await breachOf(scenario, servers);
  if (outcome instanceof Breach) {
    say(outcome.message);
    return outcome;
  }
  const { stops, letters, foretold, acts, refused, faults } = outcome;
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(
    `seed ${scenario.seed} ok: ${stops} stops, ${acts} acts (${refused} refused), ${faults} faults, ${letters} letters (${foretold} entries foretold), ${seconds} s`,
  );
  return null;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
