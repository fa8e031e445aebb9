import { setTimeout as sleep } from 'node:timers/promises';
import { makeActive } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { waitingInstants } from '../../db/queries/notification.ts';
import { type Activation, activatedAt, type Derived, endOfYear } from '../../domain/activation.ts';
import type { Instant } from '../../domain/time.ts';
import { DISPATCH_WORKFLOW, type DispatchInput } from '../../workflows/messages.ts';
import type { Bench } from './bench.ts';
import { goLive, releaseAll } from './sending.ts';
import { EVERYBODY, LEAD, type Stop, workflowsOf } from './stops.ts';

/** Instants that one dispatch workflow takes: their cost is its start, not its instants. */
const INSTANTS = 40;
/** The relay is given up on after this, in real time. */
const TELLING_MS = 30_000;
export interface DrivenYear {
  tenant: string;
  activation: Activation;
  derived: Derived;
  year: number;
  /** In any order; those after the year's end are left out. */
  stops: Stop[];
}

/** Drives one year: everybody goes to the next stop, what is due until then is sent, then people act. */
export async function driveYear(bench: Bench, driven: DrivenYear): Promise<void> {
  const { tenant, activation, year, stops } = driven;
  let now = activatedAt(activation);
  const context: ServiceContext = { database: bench.database, tenant, idPrefix: bench.idPrefix, now: () => now };
  await goLive(context);
  await makeActive(context, activation, LEAD);
  await releaseAll(context, activation.id);
  await tellAll(bench);
  const end = endOfYear(year);
  const instants = [...new Set(stops.map(({ at }) => at))].filter((at) => at < end).sort((a, b) => a - b);
  for (const barrier of [...instants, end]) {
    await bench.clock.settle(bench.connection);
    await dispatchBefore(bench, tenant, barrier);
    bench.clock.pass(barrier);
    now = barrier;
    const today = stops.filter(({ at }) => at === barrier);
    for (const { act } of today) await act?.(context);
    await tellAll(bench);
    await goOn(bench, driven, today, barrier);
  }
}

/** Sends on whoever waited at these stops. */
async function goOn(bench: Bench, { tenant, derived }: DrivenYear, stops: Stop[], from: Instant): Promise<void> {
  const waiting = stops.flatMap(({ concerns }) =>
    concerns === EVERYBODY
      ? bench.clock.workflows()
      : concerns.flatMap((obligation) => workflowsOf(bench.idPrefix, tenant, derived, obligation)),
  );
  await Promise.all([...new Set(waiting)].map((id) => bench.clock.advance(bench.connection, id, from)));
}

/** The relay's turn, until all is told: a workflow whose start is under way hears of it a moment later. */
export async function tellAll({ relay }: Pick<Bench, 'relay'>): Promise<void> {
  const end = Date.now() + TELLING_MS;
  while ((await relay.flush()) > 0) {
    if (Date.now() > end) throw new Error('the relay could not deliver what was decided');
    await sleep(50);
  }
}

/**
 * The same workflow that a Schedule starts every minute, told the minutes in which something is due. What an act of
 * people brought for a minute before that act goes at once.
 */
export async function dispatchBefore(bench: Bench, tenant: string, before: Instant): Promise<void> {
  const waiting = await bench.database.inTenant(tenant, (tx) => waitingInstants(tx, before));
  const instants = [...new Set(waiting.map((at) => Math.max(at, bench.clock.passed)))];
  for (let from = 0; from < instants.length; from += INSTANTS) {
    const asOf = instants.slice(from, from + INSTANTS);
    const input: DispatchInput = { format: 1, clockShift: bench.clockShift, asOf };
    const workflowId = `${bench.idPrefix}d/${asOf[0]}`;
    await bench.client.workflow.execute(DISPATCH_WORKFLOW, { taskQueue: bench.taskQueue, workflowId, args: [input] });
  }
}
