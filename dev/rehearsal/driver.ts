import { accept, returnForWork } from '../../api/services/review.ts';
import { recordEvent } from '../../api/services/event.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { submit } from '../../api/services/submit.ts';
import { waitingInstants } from '../../db/queries/notification.ts';
import { type Activation, activatedAt, type Derived, endOfYear } from '../../domain/activation.ts';
import type { Act } from '../../domain/behaviour.ts';
import type { Instant } from '../../domain/time.ts';
import {
  DISPATCH_WORKFLOW,
  type DispatchInput,
  obligationWorkflowId,
  planWorkflowId,
  roundWorkflowId,
} from '../../workflows/messages.ts';
import type { Bench } from './bench.ts';
import { rehearsedSubmission } from './rehearsed-submission.ts';

/** Instants that one dispatch workflow takes: their cost is its start, not its instants. */
const INSTANTS = 40;
const LEAD = 'lãnh đạo rà soát (diễn tập)';
const MEMBER = 'đầu mối (diễn tập)';

/** When each workflow is next spoken to from outside: the instants of the script that concern it. */
export function inputsOf(tenant: string, derived: Derived, acts: Act[], year: number): (id: string, after: Instant) => Instant {
  const end = endOfYear(year);
  const instants = new Map<string, Instant[]>();
  const add = (id: string, at: Instant): void => void instants.set(id, [...(instants.get(id) ?? []), at]);
  for (const act of acts.filter(({ at }) => at < end)) {
    const round = derived.obligations.find(({ id }) => id === act.obligation)?.round;
    add(obligationWorkflowId('', tenant, act.obligation), act.at);
    if (round) add(roundWorkflowId('', tenant, round), act.at);
  }
  return (workflowId, after) => {
    const own = instants.get(workflowId.replace(/^r\/[^/]+\//, '')) ?? [];
    return Math.min(end, ...own.filter((at) => at > after));
  };
}

/** Drives one year: everybody goes to the next scripted act, what is due until then is sent, the acts are done. */
export async function driveYear(bench: Bench, tenant: string, activation: Activation, derived: Derived, acts: Act[], year: number): Promise<void> {
  let now = activatedAt(activation);
  const context: ServiceContext = { database: bench.database, tenant, idPrefix: bench.idPrefix, now: () => now };
  await activatePlan(context, activation, LEAD);
  await flush(bench);
  const end = endOfYear(year);
  const inYear = acts.filter(({ at }) => at < end);
  const barriers = [...new Set(inYear.map(({ at }) => at)), end];
  for (const barrier of barriers) {
    await bench.clock.settle(bench.connection);
    await dispatchBefore(bench, tenant, barrier);
    now = barrier;
    const today = inYear.filter(({ at }) => at === barrier);
    for (const act of today) await perform(context, activation, act);
    await flush(bench);
    await advance(bench, tenant, derived, today);
  }
}

async function flush(bench: Bench): Promise<void> {
  for (let tries = 0; (await bench.relay.flush()) > 0; tries++) {
    if (tries > 20) throw new Error('the relay could not deliver what was decided');
  }
}

/** The same workflow that a Schedule starts every minute, told the minutes in which something is due. */
async function dispatchBefore(bench: Bench, tenant: string, before: Instant): Promise<void> {
  const instants = await bench.database.inTenant(tenant, (tx) => waitingInstants(tx, before));
  for (let from = 0; from < instants.length; from += INSTANTS) {
    const asOf = instants.slice(from, from + INSTANTS);
    const input: DispatchInput = { format: 1, clockShift: bench.clockShift, asOf };
    const workflowId = `${bench.idPrefix}d/${asOf[0]}`;
    await bench.client.workflow.execute(DISPATCH_WORKFLOW, { taskQueue: bench.taskQueue, workflowId, args: [input] });
  }
}

async function advance(bench: Bench, tenant: string, derived: Derived, acts: Act[]): Promise<void> {
  const touched = new Map<string, Instant>();
  for (const { obligation, at } of acts) {
    const round = derived.obligations.find(({ id }) => id === obligation)?.round;
    touched.set(obligationWorkflowId(bench.idPrefix, tenant, obligation), at);
    if (round) touched.set(roundWorkflowId(bench.idPrefix, tenant, round), at);
  }
  await Promise.all([...touched].map(([id, at]) => bench.clock.advance(bench.connection, id, at)));
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
      await returnForWork(context, { obligation, by: LEAD }, { reason: 'Đề nghị kiểm tra lại số liệu.', until: act.until, items: null });
      return;
    case 'event':
      await recordEvent(context, { plan: activation.id, event: act.event, on: act.on, due: null }, LEAD);
  }
}

/** The ids of the workflows of a plan, as a rehearsal counts them. */
export const planWorkflow = (bench: Bench, tenant: string, plan: string): string => planWorkflowId(bench.idPrefix, tenant, plan);
