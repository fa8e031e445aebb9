import { setTimeout as sleep } from 'node:timers/promises';
import { accept, returnForWork } from '../../api/services/review.ts';
import { recordEvent } from '../../api/services/event.ts';
import { makeActive } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { submit } from '../../api/services/submit.ts';
import { waitingInstants } from '../../db/queries/notification.ts';
import { type Activation, activatedAt, type Derived, endOfYear } from '../../domain/activation.ts';
import type { Act } from '../../domain/behaviour.ts';
import { type Instant, MINUTE_MS } from '../../domain/time.ts';
import {
  DISPATCH_WORKFLOW,
  type DispatchInput,
  obligationWorkflowId,
  roundWorkflowId,
} from '../../workflows/messages.ts';
import type { Bench } from './bench.ts';
import { rehearsedSubmission } from './rehearsed-submission.ts';

/** Instants that one dispatch workflow takes: their cost is its start, not its instants. */
const INSTANTS = 40;
/** A round's workflows stop this long before it closes. */
const CLOSING_MS = 5 * MINUTE_MS;
/** The relay is given up on after this, in real time. */
const TELLING_MS = 30_000;
const LEAD = 'lãnh đạo rà soát (diễn tập)';
const MEMBER = 'đầu mối (diễn tập)';

/** A moment at which workflows wait for the driver: people act, or a round is about to close. */
interface Stop {
  at: Instant;
  obligation: string;
  act: Act | null;
}

/**
 * The stops of a year, in order. A closing round settles the silent, and a message looks at its obligation once more
 * when it is sent: so everything due is sent before the round closes, as it would be in real time.
 */
export function stopsOf(derived: Derived, acts: Act[], year: number): Stop[] {
  const closings = derived.obligations.flatMap(({ id, closesAt }): Stop[] =>
    closesAt === null ? [] : [{ at: closesAt - CLOSING_MS, obligation: id, act: null }],
  );
  const stops = [...acts.map((act): Stop => ({ at: act.at, obligation: act.obligation, act })), ...closings];
  return stops.filter(({ at }) => at < endOfYear(year)).sort((a, b) => a.at - b.at);
}

/** How far each workflow may go from an instant on: to its next stop, or to the end of the year. */
export function courseOf(
  tenant: string,
  derived: Derived,
  stops: Stop[],
  year: number,
): (id: string, after: Instant) => Instant {
  const instants = new Map<string, Instant[]>();
  for (const { at, obligation } of stops) {
    for (const id of workflowsOf('', tenant, derived, obligation)) instants.set(id, [...(instants.get(id) ?? []), at]);
  }
  return (workflowId, after) => {
    const own = instants.get(workflowId.replace(/^r\/[^/]+\//, '')) ?? [];
    return Math.min(endOfYear(year), ...own.filter((at) => at > after));
  };
}

/** Who hears of an act on an obligation: its own workflow, and its round's. */
function workflowsOf(prefix: string, tenant: string, derived: Derived, obligation: string): string[] {
  const round = derived.obligations.find(({ id }) => id === obligation)?.round;
  const own = obligationWorkflowId(prefix, tenant, obligation);
  return round ? [own, roundWorkflowId(prefix, tenant, round)] : [own];
}

/** Drives one year: everybody goes to the next stop, what is due until then is sent, then people act. */
export async function driveYear(
  bench: Bench,
  {
    tenant,
    activation,
    derived,
    year,
    stops,
  }: { tenant: string; activation: Activation; derived: Derived; year: number; stops: Stop[] },
): Promise<void> {
  let now = activatedAt(activation);
  const context: ServiceContext = { database: bench.database, tenant, idPrefix: bench.idPrefix, now: () => now };
  await makeActive(context, activation, LEAD);
  await tellAll(bench);
  for (const barrier of [...new Set(stops.map(({ at }) => at)), endOfYear(year)]) {
    await bench.clock.settle(bench.connection);
    await dispatchBefore(bench, tenant, barrier);
    now = barrier;
    const today = stops.filter(({ at }) => at === barrier);
    for (const { act } of today) if (act) await perform(context, activation, act);
    await tellAll(bench);
    const ids = new Set(today.flatMap(({ obligation }) => workflowsOf(bench.idPrefix, tenant, derived, obligation)));
    await Promise.all([...ids].map((id) => bench.clock.advance(bench.connection, id, barrier)));
  }
}

/** The relay's turn, until all is told: a workflow whose start is under way hears of it a moment later. */
export async function tellAll({ relay }: Pick<Bench, 'relay'>): Promise<void> {
  const end = Date.now() + TELLING_MS;
  while ((await relay.flush()) > 0) {
    if (Date.now() > end) throw new Error('the relay could not deliver what was decided');
    await sleep(50);
  }
}

/** The same workflow that a Schedule starts every minute, told the minutes in which something is due. */
export async function dispatchBefore(bench: Bench, tenant: string, before: Instant): Promise<void> {
  const instants = await bench.database.inTenant(tenant, (tx) => waitingInstants(tx, before));
  for (let from = 0; from < instants.length; from += INSTANTS) {
    const asOf = instants.slice(from, from + INSTANTS);
    const input: DispatchInput = { format: 1, clockShift: bench.clockShift, asOf };
    const workflowId = `${bench.idPrefix}d/${asOf[0]}`;
    await bench.client.workflow.execute(DISPATCH_WORKFLOW, { taskQueue: bench.taskQueue, workflowId, args: [input] });
  }
}

async function perform(context: ServiceContext, activation: Activation, act: Act): Promise<void> {
  const { obligation } = act;
  switch (act.kind) {
    case 'submit':
    case 'issue':
      await submit(context, { obligation, by: MEMBER }, await rehearsedSubmission(context, activation, act));
      return;
    case 'accept':
      await accept(context, { obligation, by: LEAD });
      return;
    case 'return':
      await returnForWork(
        context,
        { obligation, by: LEAD },
        { reason: 'Đề nghị kiểm tra lại số liệu.', until: act.until, items: null },
      );
      return;
    case 'event':
      await recordEvent(context, { plan: activation.id, event: act.event, on: act.on, due: null }, LEAD);
  }
}
