import { extend } from '../../../api/services/extend.ts';
import { writeChange } from '../../../api/services/calendar-writing.ts';
import { recordEvent } from '../../../api/services/event.ts';
import { returnForWork } from '../../../api/services/review.ts';
import {
  AWAITED,
  ENDLESS,
  EXTENDED,
  HEAD,
  LEAD,
  MEMBERS,
  MOVED,
  PLAN,
  REASON,
  REVIEWER,
  ROUNDS,
  TENANT,
} from '../../../bench/invented-year.ts';
import type { Transaction } from '../../../db/database.ts';
import { storeCalendar } from '../../../db/queries/calendar.ts';
import { loadUnsettled } from '../../../db/queries/held-ladder.ts';
import { waitingInstants } from '../../../db/queries/notification.ts';
import { endOfYear } from '../../../domain/activation.ts';
import { DAY_MS, localDateOf } from '../../../domain/time.ts';
import { WORKING_DAY_ROWS } from '../../../domain/working-days.ts';
import {
  DISPATCH_WORKFLOW,
  type DispatchInput,
  obligationWorkflowId,
  planWorkflowId,
  roundWorkflowId,
} from '../../../workflows/messages.ts';
import type { Recording } from './recording.ts';

/** The plan's workflow looks so often before it begins anew. */
const WAKINGS = 40;

const report = (round: string, organisation: string): string => `${PLAN}/${round}/2026/${organisation}`;
const upward = (round: string): string => `${PLAN}/len-tren/2026-${round}/${LEAD}`;
const own = (item: string): string => `${PLAN}/${item}/${MEMBERS[1]}`;
const workflowOf = (obligation: string): string => obligationWorkflowId('', TENANT, obligation);

/** Everybody is settled before the consolidation day: one in time, one returned and handed in again; then issued. */
export async function allSettled(recording: Recording): Promise<void> {
  const { early } = ROUNDS;
  await Promise.all([inTime(recording, report(early, MEMBERS[0])), returned(recording, report(early, MEMBERS[1]))]);
  await recording.drafted(early, 1);
  await issue(recording, early);
  await recording.save('round-all-settled', roundWorkflowId('', TENANT, recording.roundId(early)));
  await recording.save('obligation-issued', workflowOf(upward(early)));
}

async function inTime(recording: Recording, id: string): Promise<void> {
  await recording.fired(id, 'opening/0');
  await recording.submit(id);
  await recording.accept(id);
  await recording.ended(workflowOf(id));
  await recording.save('obligation-in-time', workflowOf(id));
}

async function returned(recording: Recording, id: string): Promise<void> {
  const { context } = recording.engine;
  await recording.fired(id, 'before-7/0');
  await recording.submit(id);
  await recording.act(id, () =>
    returnForWork(context, { obligation: id, by: REVIEWER }, { reason: REASON, until: '2026-11-20', items: null }),
  );
  await recording.fired(id, 'returned-eve/0');
  await recording.submit(id);
  await recording.accept(id);
  await recording.ended(workflowOf(id));
  await recording.save('obligation-returned', workflowOf(id));
}

/** One body is in time, one answers when every reminder is spent and the draft is made: it is made again. */
export async function byDate(recording: Recording): Promise<void> {
  const { byDate: round } = ROUNDS;
  const [prompt, late] = MEMBERS.map((id) => report(round, id)) as [string, string];
  await recording.fired(prompt, 'opening/0');
  await recording.submit(prompt);
  await recording.accept(prompt);
  await recording.drafted(round, 1);
  await recording.fired(late, null);
  await recording.submit(late);
  await recording.accept(late);
  await recording.ended(workflowOf(late));
  await recording.drafted(round, 2);
  await issue(recording, round);
  await recording.save('obligation-late', workflowOf(late));
  await recording.save('round-by-date', roundWorkflowId('', TENANT, recording.roundId(round)));
}

async function issue(recording: Recording, round: string): Promise<void> {
  await recording.submit(upward(round));
  await recording.closed(round);
  await recording.ended(roundWorkflowId('', TENANT, recording.roundId(round)));
}

/** One body never answers, one answers late; nothing is issued, and the round's end closes both. */
export async function silent(recording: Recording): Promise<void> {
  const { silent: round } = ROUNDS;
  const [mute, late] = MEMBERS.map((id) => report(round, id)) as [string, string];
  await recording.drafted(round, 1);
  await recording.submit(late);
  await recording.accept(late);
  await recording.drafted(round, 2);
  await recording.ended(workflowOf(mute));
  await recording.closed(round);
  await recording.ended(roundWorkflowId('', TENANT, recording.roundId(round)));
  await recording.save('obligation-unreported', workflowOf(mute));
  await recording.save('round-closed', roundWorkflowId('', TENANT, recording.roundId(round)));
}

export async function extended(recording: Recording): Promise<void> {
  const id = own(EXTENDED);
  const extension = { until: '2026-12-24', reason: REASON, basis: 'Công văn số 12/UBND' };
  await recording.fired(id, 'before-7/0');
  await recording.act(id, () => extend(recording.engine.context, { obligation: id, by: REVIEWER }, extension));
  await recording.fired(id, 'before-2/0');
  await recording.submit(id);
  await recording.accept(id);
  await recording.ended(workflowOf(id));
  await recording.save('obligation-extended', workflowOf(id));
}

/** A calendar moves what has not fired, under the same number: the opening, which has, goes no second time. */
export async function moved(recording: Recording): Promise<void> {
  const id = own(MOVED);
  await recording.fired(id, 'opening/0');
  await recording.act(id, () =>
    recording.engine.context.database.inTenant(TENANT, (tx) => dayLater(recording, tx, id)),
  );
  await recording.fired(id, null);
  await recording.submit(id);
  await recording.accept(id);
  await recording.ended(workflowOf(id));
  await recording.save('obligation-moved', workflowOf(id));
}

/**
 * What a publication writes of one obligation, with every rung a day later. A real one would look at all obligations of
 * the tenant, whose days are squeezed into seconds here.
 */
async function dayLater({ engine: { context } }: Recording, tx: Transaction, id: string): Promise<void> {
  const now = context.now();
  const version = 2;
  await storeCalendar(tx, TENANT, WORKING_DAY_ROWS, { version, publishedAt: now, publishedBy: HEAD, basis: REASON });
  const held = (await loadUnsettled(tx, PLAN, {})).find(({ row }) => row.id === id);
  if (!held) throw new Error(`${id} is missing`);
  const { ladder, deadline } = held.ladder;
  const rungs = ladder.rungs.map((rung) => ({ ...rung, at: rung.at + DAY_MS }));
  const change = { deadline, ladder: { ...ladder, rungs }, opensOn: held.row.opensOn, moves: [] };
  const obligation = { ...held, change, round: { consolidationOn: null, closesAt: null }, moved: [] };
  const publishing = { tenant: TENANT, idPrefix: '', now, by: HEAD, basis: REASON, version };
  await writeChange(tx, publishing, { plans: [], rounds: [], obligations: [obligation] });
}

/** The question is asked once, then what it asks for has happened. */
export async function awaited(recording: Recording): Promise<void> {
  const id = own(AWAITED);
  await recording.fired(id, 'event-question/0');
  await happened(recording, AWAITED);
  await recording.save('obligation-awaited', workflowOf(id));
}

/** All six questions are spent, so that a new run begins; what was waited for happens in that one. */
export async function continued(recording: Recording): Promise<void> {
  const id = own(ENDLESS);
  const handle = recording.engine.client.workflow.getHandle(workflowOf(id));
  await recording.fired(id, 'event-question/0');
  const { runId } = await handle.describe();
  await recording.fired(id, 'event-question/5');
  await happened(recording, ENDLESS);
  await recording.save('obligation-continued', workflowOf(id), runId);
  await recording.save('obligation-continuation', workflowOf(id), (await handle.describe()).runId);
}

async function happened(recording: Recording, event: string): Promise<void> {
  const { context } = recording.engine;
  const id = own(event);
  const on = localDateOf(context.now());
  await recording.act(id, () => recordEvent(context, { plan: PLAN, event, on, due: null }, HEAD));
  await recording.fired(id, 'before-2/0');
  await recording.submit(id);
  await recording.accept(id);
  await recording.ended(workflowOf(id));
}

/** Its days are moved while they are waited for: first the consolidation, then the closing. */
export async function roundMoved(recording: Recording): Promise<void> {
  const { moved: round } = ROUNDS;
  await recording.opened(round);
  await recording.move(round, { consolidationAt: recording.in(3) });
  await recording.drafted(round, 1);
  await recording.move(round, { closesAt: recording.in(3) });
  await recording.closed(round);
  const id = roundWorkflowId('', TENANT, recording.roundId(round));
  await recording.ended(id);
  await recording.save('round-moved', id);
}

/**
 * One opening that is over when the plan is activated, one that is waited for, and an amendment; then so many more
 * that it begins anew. Its first run would be as long as all other histories together, so its beginning is recorded.
 */
export async function planYears(recording: Recording): Promise<void> {
  const id = planWorkflowId('', TENANT, PLAN);
  const handle = recording.engine.client.workflow.getHandle(id);
  await recording.opened(ROUNDS.early);
  await recording.looked(2);
  await recording.amend();
  await recording.looked(3);
  await recording.save('plan-years', id);
  const { runId } = await handle.describe();
  for (let looked = 3; (await handle.describe()).runId === runId; looked++) {
    await recording.amend();
    if (looked < WAKINGS - 1) await recording.looked(looked + 1);
  }
  await recording.looked(1);
  await recording.amend();
  await recording.looked(2);
  await recording.save('plan-continuation', id);
}

/** Told its instants, as a rehearsal tells them, with something to send; and asked for now, outside the hours. */
export async function dispatched(recording: Recording): Promise<void> {
  const { client, clockShift, context, taskQueue } = recording.engine;
  await recording.fired(report(ROUNDS.silent, MEMBERS[0]), 'before-7/0');
  const waiting = await context.database.inTenant(TENANT, (tx) => waitingInstants(tx, endOfYear(2026)));
  for (const [scenario, asOf] of [
    ['dispatch-told', waiting],
    ['dispatch-now', null],
  ] as const) {
    const input: DispatchInput = { format: 1, clockShift, asOf: asOf && [...asOf] };
    const options = { taskQueue, workflowId: scenario, args: [input] };
    const sent = (await client.workflow.execute(DISPATCH_WORKFLOW, options)) as number;
    if (sent > 0 !== (asOf !== null)) throw new Error(`${scenario} sent ${sent} messages`);
    await recording.save(scenario, scenario);
  }
}
