import type { Logger } from 'pino';
import { pino } from 'pino';
import { obligations, rounds } from '../../db/schema/index.ts';
import { activatedAt, endOfYear } from '../../domain/activation.ts';
import { type Instant, isoInstant, MINUTE_MS } from '../../domain/time.ts';
import { act } from './act.ts';
import { Breach, type Finding } from './breach.ts';
import { checkStep } from './check.ts';
import { compare } from './compare.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { bringWorkerBack, type Left, takeWorkerAway } from './outage.ts';
import { actLine, faultLine, isSpell, type Scenario, type Spell, type Stroke } from './scenario.ts';
import type { Servers } from '../rehearsal/bench.ts';
import { travel } from './travel.ts';
import { type Planted, startWorld, tell, type World } from './world.ts';

/** Everything due is sent before a round closes, as it would be in real time. */
const CLOSING_MS = 5 * MINUTE_MS;

export interface Outcome {
  stops: number;
  letters: number;
  acts: number;
  refused: number;
  faults: number;
  /** Letters that the plain reference model told exactly. */
  foretold: number;
}

/** Runs one scenario on the real engine, checks after every step, and compares in the end. Throws a `Breach`. */
export async function runScenario(
  scenario: Scenario,
  servers: Servers,
  planted: Planted = {},
  log: Logger = pino({ level: 'silent' }),
): Promise<Outcome> {
  const world = await startWorld(scenario, servers, log, planted);
  const ledger = await newLedger(world);
  const left: Left[] = [];
  try {
    let stops = 0;
    const end = endOfYear(scenario.year);
    for (let at = activatedAt(scenario.activation); at < end; stops++) {
      const next = await nextStop(world, at);
      await go(world, ledger, { from: at, to: next }, left);
      at = next;
    }
    const foretold = await compare(world, ledger);
    fail(world, 'the end of the year', foretold.findings);
    return {
      ...{ stops, letters: world.bench.inbox.received().length, foretold: foretold.exact },
      acts: ledger.done.length,
      refused: ledger.done.filter(({ refused }) => refused !== null).length,
      faults: scenario.faults.length,
    };
  } catch (error) {
    if (error instanceof Breach) throw error;
    const fact = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Breach(scenario.seed, world.now, 'an error', [{ invariant: 'drive', fact }]);
  } finally {
    await world.stop();
  }
}

/** The next act, turn of a fault, closing of a round, or the end of the year. */
async function nextStop({ scenario, watch }: World, after: Instant): Promise<Instant> {
  const turns = scenario.faults.flatMap((fault) => (isSpell(fault) ? [fault.from, fault.to] : [fault.at]));
  const closings = await closingInstants(watch, scenario.tenant);
  const instants = [...scenario.acts.map(({ at }) => at), ...turns, ...closings, endOfYear(scenario.year)];
  return Math.min(...instants.filter((at) => at > after));
}

async function closingInstants(watch: World['watch'], tenant: string): Promise<Instant[]> {
  const rows = await watch.inTenant(tenant, async (tx) => [
    ...(await tx.selectDistinct({ at: rounds.closesAt }).from(rounds)),
    ...(await tx.selectDistinct({ at: obligations.closesAt }).from(obligations)),
  ]);
  return rows.flatMap(({ at }) => (at === null ? [] : [at - CLOSING_MS]));
}

interface Leg {
  from: Instant;
  to: Instant;
}

/** One leg: on to the next stop, the checks, then what begins, ends or is done there. */
async function go(world: World, ledger: Ledger, { from, to }: Leg, left: Left[]): Promise<void> {
  const { faults, acts } = world.scenario;
  const spells = faults.filter(isSpell);
  const isOn = (kind: Spell['kind']): boolean =>
    spells.some((spell) => spell.kind === kind && spell.from <= from && to <= spell.to);
  const strokes = faults.filter((fault): fault is Stroke => !isSpell(fault) && fault.at === from);
  await travel(world, to, strokes, !isOn('dispatch-away'));
  world.now = to;
  if (!world.workerAway) world.bench.clock.pass(to);
  const named = strokes.map(faultLine).join(', ');
  fail(
    world,
    `the way from ${isoInstant(from).slice(0, 16)}${named ? ` with ${named}` : ''}`,
    await checkStep(world, ledger),
  );

  const turning = (kind: Spell['kind'], turn: 'from' | 'to'): boolean =>
    spells.some((spell) => spell.kind === kind && spell[turn] === to);
  if (turning('worker-away', 'to')) {
    await back(world, left.splice(0), to);
    fail(world, 'the worker came back', await checkStep(world, ledger));
  }
  const today = acts.filter(({ at }) => at === to);
  for (const planned of today) ledger.done.push(await act(world, planned));
  const isRelayOn = !spells.some((one) => one.kind === 'relay-away' && one.from <= to && to < one.to);
  if (isRelayOn && !world.workerAway) await tell(world);
  if (turning('worker-away', 'from')) left.push(...(await takeWorkerAway(world)));
  ledger.step = today.map(actLine).join('; ');
}

/** Back from its outage, every workflow does what is due; then the relay has its turn. */
async function back(world: World, left: Left[], at: Instant): Promise<void> {
  const { bench } = world;
  await bringWorkerBack(world, left, at);
  await Promise.all(bench.clock.workflows().map((id) => bench.clock.advance(bench.connection, id, at)));
  await bench.clock.settle(bench.connection);
}

function fail({ scenario, now }: World, step: string, findings: Finding[]): void {
  if (findings.length > 0) throw new Breach(scenario.seed, now, step, findings);
}
