import type { Transaction } from '../../db/database.ts';
import { enqueue, storeFact } from '../../db/queries/fact.ts';
import { moveNotification } from '../../db/queries/notification.ts';
import { storeLadder, updateObligation } from '../../db/queries/obligation.ts';
import { lockPlan, updatePlan, updateRound } from '../../db/queries/plan.ts';
import type { LadderChange } from '../../domain/calendar-change.ts';
import type { Instant } from '../../domain/time.ts';
import { obligationWorkflowId, planWorkflowId, roundWorkflowId } from '../../workflows/messages.ts';
import type { CalendarChange, ObligationChange, RoundChange } from './calendar-change.ts';

/** Who publishes what, and on which document. */
export interface Publishing {
  tenant: string;
  idPrefix: string;
  now: Instant;
  by: string;
  basis: string;
  version: number;
}

/** Writes what a calendar changes, with the words to the workflows. */
export async function writeChange(tx: Transaction, publishing: Publishing, changes: CalendarChange): Promise<void> {
  for (const round of changes.rounds) await writeRound(tx, publishing, round);
  for (const obligation of changes.obligations) await writeObligation(tx, publishing, obligation);
  for (const plan of changes.plans) await tellPlan(tx, publishing, plan);
}

/** A round whose workflow has not started has nobody to be told; what it starts from is the row. */
async function writeRound(tx: Transaction, publishing: Publishing, { row, dates }: RoundChange): Promise<void> {
  const { tenant, idPrefix } = publishing;
  const { consolidationAt, closesAt } = dates;
  const moved = consolidationAt !== row.consolidationAt || closesAt !== row.closesAt;
  const sequence = row.sequence + (moved ? 1 : 0);
  await updateRound(tx, row.id, { ...dates, sequence });
  if (!moved) return;
  await enqueue(tx, tenant, roundWorkflowId(idPrefix, tenant, row.id), {
    kind: 'round-fact',
    round: row.id,
    sequence,
    change: 'moved',
    consolidationAt,
    closesAt,
  });
}

async function writeObligation(tx: Transaction, publishing: Publishing, changed: ObligationChange): Promise<void> {
  for (const { row, sendAt } of changed.moved) await moveNotification(tx, row, sendAt);
  if (changed.change) await writeLadder(tx, publishing, changed, changed.change);
}

/** The number stays: under the same one the workflow keeps what has fired. */
async function writeLadder(
  tx: Transaction,
  { tenant, idPrefix, now, by, basis, version }: Publishing,
  { row, ladder: before, round }: ObligationChange,
  { deadline, ladder, opensOn }: LadderChange,
): Promise<void> {
  const { id: obligation } = row;
  const sequence = row.sequence + 1;
  await updateObligation(tx, obligation, { sequence, opensOn, ...round });
  await storeFact(tx, { tenant, obligation, sequence, kind: 'calendar', payload: { version, basis }, at: now, by });
  const { reason, note } = before;
  await storeLadder(tx, { tenant, obligation, reason, deadline, ladder, inForceFrom: now, ...(note ? { note } : {}) });
  await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, obligation), {
    kind: 'obligation-fact',
    obligation,
    sequence,
    ladder: ladder.number,
    settled: false,
  });
}

/** Its next instant may be another, or a year may have its days now. */
async function tellPlan(tx: Transaction, { tenant, idPrefix }: Publishing, id: string): Promise<void> {
  const plan = await lockPlan(tx, id);
  const sequence = (plan?.sequence ?? 0) + 1;
  await updatePlan(tx, id, { sequence });
  await enqueue(tx, tenant, planWorkflowId(idPrefix, tenant, id), { kind: 'plan-fact', plan: id, sequence });
}
