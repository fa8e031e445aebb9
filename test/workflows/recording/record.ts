import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quietRuntime } from '../../../activities/worker.ts';
import { activatePlan } from '../../../api/services/activate.ts';
import { startEngine } from '../../../bench/engine.ts';
import { releaseAll } from '../../../dev/rehearsal/sending.ts';
import { AWAITED, HEAD, inventedYear, MEMBERS, PLAN, ROUNDS, TENANT } from '../../../bench/invented-year.ts';
import { runUnanswered } from '../../../bench/unanswered-year.ts';
import { startStack, type Stack } from '../../../dev/stack.ts';
import { instantAt, MINUTE_MS } from '../../../domain/time.ts';
import { FOLDER } from './histories.ts';
import { Recording, save } from './recording.ts';
import {
  allSettled,
  awaited,
  byDate,
  calendarMoved,
  continued,
  dispatched,
  extended,
  planYears,
  roundMoved,
  silent,
} from './scenarios.ts';
import { squeezeOwn, squeezeRound, STEP_MS } from './squeeze.ts';

/**
 * Records the histories that test/replay/ replays: `npx tsx test/workflows/recording/record.ts [names]`, by hand, when a
 * workflow has changed on purpose; with names, only those are written. Two minutes: real server, real activities, and real time, since histories of skipped
 * time hold events that production never writes. One is recorded with skipping all the same, as a rehearsal makes it.
 */
const STARTS_AT = instantAt('2026-11-11', '01:30') - 2 * STEP_MS;
const ENDLESS_PAUSE_MS = 10 * MINUTE_MS;
const SECOND = 1000;

async function onStack(timeSkipping: boolean, use: (stack: Stack) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'dondoc-recording-'));
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const env = { ...process.env, DATABASE_URL: undefined, TEMPORAL_ADDRESS: undefined };
  try {
    const stack = await startStack({ dir, durable: false, timeSkipping, env, log: () => {}, progress: say });
    try {
      await use(stack);
    } finally {
      await stack.stop();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const engineOn = ({ databaseUrl: postgresUrl, temporalAddress, temporalNamespace: namespace }: Stack) =>
  startEngine({ postgresUrl, temporalAddress, namespace, tenant: TENANT, startsAt: STARTS_AT, skipTo: null });

async function recordInRealTime(stack: Stack): Promise<void> {
  const engine = await engineOn(stack);
  try {
    const activation = inventedYear();
    const recording = new Recording(engine, activation);
    await activatePlan(engine.context, activation, HEAD);
    await releaseAll(engine.context, PLAN);
    await engine.owner.inTenant(TENANT, async (tx) => {
      const now = engine.context.now();
      const stepOf = (id: string): number => (id.includes(AWAITED) ? ENDLESS_PAUSE_MS : STEP_MS);
      await squeezeOwn(tx, PLAN, now + 2 * STEP_MS, stepOf);
      for (const [name, consolidationAt, closesAt] of [
        [ROUNDS.early, 20 * MINUTE_MS, 40 * MINUTE_MS],
        [ROUNDS.byDate, 25 * SECOND, 40 * MINUTE_MS],
        [ROUNDS.silent, 20 * SECOND, 45 * SECOND],
        [ROUNDS.moved, 20 * MINUTE_MS, 40 * MINUTE_MS],
      ] as const) {
        const round = recording.roundId(name);
        const first = name === ROUNDS.silent ? 2 * STEP_MS : 4 * STEP_MS;
        await squeezeRound(tx, activation, { tenant: TENANT, round, now, first, consolidationAt, closesAt });
      }
    });
    await engine.relay.flush();
    const scenarios = [
      ...[allSettled, byDate, silent, roundMoved, extended, calendarMoved],
      ...[awaited, continued, planYears, dispatched],
    ];
    await Promise.all(scenarios.map((scenario) => scenario(recording)));
  } finally {
    await engine.stop();
  }
}

async function recordSkipped(stack: Stack): Promise<void> {
  const { databaseUrl: postgresUrl, temporalAddress, temporalNamespace: namespace } = stack;
  await runUnanswered(
    { postgresUrl, temporalAddress, namespace },
    ROUNDS.silent,
    MEMBERS[0],
    (engine, { workflowId }) => save(engine, 'obligation-unreported-skipped', workflowId),
  );
}

quietRuntime();
mkdirSync(FOLDER, { recursive: true });
await onStack(false, recordInRealTime);
await onStack(true, recordSkipped);
