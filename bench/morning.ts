import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../dev/postgres.ts';
import { startTemporal } from '../dev/temporal.ts';
import { bare } from './morning/bare.ts';
import type { Contender } from './morning/contender.ts';
import { isExact } from './morning/exactness.ts';
import { graphileWorker } from './morning/graphile-worker.ts';
import { inventedNight, type Night } from './morning/night.ts';
import { ours } from './morning/ours.ts';
import { pgBoss } from './morning/pg-boss.ts';
import { play, type Played, type Servers } from './morning/play.ts';
import { reportOf } from './morning/report.ts';

/** `npm run bench:morning`: docs/bench.md says how it is read. */
const { values } = parseArgs({
  options: {
    rungs: { type: 'string', default: '10000' },
    recipients: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
    /** Seconds of real time; by default 30 ms a rung, and 10 s at least. */
    night: { type: 'string' },
    planning: { type: 'string' },
    /** Of the Schedule of dispatch, seconds. */
    every: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true },
    /** On a machine that does other work: for trying it out, never for numbers. */
    anyway: { type: 'boolean', default: false },
  },
});

/** A queue writes a rung in a tenth of the time that a workflow takes: its night is as busy when it is so much shorter. */
const SHORTER = 6;
const CONTENDERS: Contender[] = [ours, pgBoss, graphileWorker, bare];
/** Above this a machine is busy with something else, and its figures mean nothing (they moved five times with load). */
const LOAD_LIMIT = os.cpus().length * 0.75;
/** Our own last night is still in the load of the last minute. */
const CALM_MS = 180_000;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const load = (): number => os.loadavg()[0] ?? 0;

async function calm(): Promise<boolean> {
  if (values.anyway) return true;
  for (const end = Date.now() + CALM_MS; load() > LOAD_LIMIT; await sleep(1000)) {
    if (Date.now() > end) return false;
  }
  return true;
}

async function run(dir: string): Promise<void> {
  const rungs = Number(values.rungs);
  const longNight = Number(values.night ?? Math.max(10, rungs * 0.03)) * 1000;
  // A workflow is started in some 5 ms on two cores, and a worker in some seconds.
  const longPlanning = Number(values.planning ?? 15 + rungs * 0.009) * 1000;
  const postgres = await startPostgres({ dir: path.join(dir, 'postgres'), durable: true, log: () => undefined });
  try {
    const played: Played[] = [];
    let good = true;
    const wanted = CONTENDERS.filter(({ name }) => values.only?.includes(name) ?? true);
    for (let round = 0; round < Number(values.rounds); round++) {
      // Whoever comes first in one round comes last in the next.
      for (const contender of [...wanted.slice(round % wanted.length), ...wanted.slice(0, round % wanted.length)]) {
        const isCalm = await calm();
        const before = load();
        const [nightMs, planningMs] = contender.needsTemporal
          ? [longNight, longPlanning]
          : [Math.max(10_000, longNight / SHORTER), Math.max(15_000, longPlanning / SHORTER)];
        const night = inventedNight({ rungs, recipients: Number(values.recipients), nightMs, restMs: 5_000 });
        const one = await withServers(contender, dir, postgres, (servers) =>
          play(contender, servers, night, { dispatchEverySeconds: Number(values.every), planningMs }),
        );
        played.push(one);
        if (!isCalm) one.doubts.push(`load ${before.toFixed(2)} before it began, above ${LOAD_LIMIT}`);
        good &&= isGood(one, night);
        tell(one, round, before, night);
      }
    }
    console.log(
      `${rungs} rungs, ${values.recipients} recipients, ${values.rounds} rounds, night of ${longNight / 1000} s, the queues’ ${SHORTER} times as short`,
    );
    console.log(`${os.cpus().length} cores, ${os.cpus()[0]?.model ?? ''}, Node ${process.version}`);
    for (const line of reportOf(played, rungs)) console.log(line);
    process.exitCode = good ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}

/** A queue is not to pay for a Temporal that idles beside it. */
async function withServers<Result>(
  { needsTemporal }: Contender,
  dir: string,
  postgres: Awaited<ReturnType<typeof startPostgres>>,
  use: (servers: Servers) => Promise<Result>,
): Promise<Result> {
  const postgresUrl = postgres.ownerUrl('');
  if (!needsTemporal) return use({ postgresUrl, temporal: null });
  const temporal = await startTemporal({
    dir: path.join(dir, 'temporal'),
    postgres,
    databases: { main: 'temporal', visibility: 'temporal_visibility' },
    timeSkipping: false,
    env: { ...process.env, TEMPORAL_ADDRESS: undefined },
    log: () => undefined,
    progress: say,
  });
  try {
    const { address, namespace, pid } = temporal;
    return await use({ postgresUrl, temporal: { address, namespace, pid } });
  } finally {
    await temporal.stop();
  }
}

const isGood = ({ exactness, doubts }: Played, night: Night): boolean =>
  doubts.length === 0 && (exactness === null || isExact(exactness, night));

function tell(one: Played, round: number, before: number, night: Night): void {
  const { contender, morning, usage, exactness, doubts, writtenBefore } = one;
  const verdict = exactness === null ? `${writtenBefore} rows` : isExact(exactness, night) ? 'exact' : 'NOT EXACT';
  const sent = morning ? `, mails ${morning.first.toFixed(2)}–${morning.last.toFixed(2)} s after the slot` : '';
  say(`round ${round + 1} ${contender}: ${verdict}${sent}, load before ${before.toFixed(2)}`);
  if (exactness && !isExact(exactness, night))
    say(JSON.stringify({ ...exactness, missing: exactness.missing.slice(0, 5) }));
  if (usage) say(`  CPU s, night ${JSON.stringify(usage.night)}, morning ${JSON.stringify(usage.morning)}`);
  for (const doubt of doubts) say(`  doubtful: ${doubt}`);
}

if (!values.anyway && load() > LOAD_LIMIT) {
  say(`load ${load().toFixed(2)} is above ${LOAD_LIMIT}: this machine is busy; --anyway tries it out all the same`);
  process.exit(1);
}
const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-bench-'));
try {
  await run(dir);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
