import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import { loadOutages } from '../../db/contact-state.ts';
import type { Transaction } from '../../db/database.ts';
import { byObligation } from '../../db/queries/by-obligation.ts';
import { factByKey } from '../../db/queries/fact.ts';
import { type LadderRow, loadItems, loadLadder, type ObligationRow } from '../../db/queries/obligation.ts';
import { listPlans, loadActivation, loadRounds } from '../../db/queries/plan.ts';
import { facts, ladders, obligationItems, obligations } from '../../db/schema/index.ts';
import type { Obligation } from '../../domain/activation.ts';
import { endOfDay } from '../../domain/calendar.ts';
import type { Timeliness } from '../../domain/deadline.ts';
import { derive } from '../../domain/derivation.ts';
import { Refusal } from '../../domain/errors.ts';
import { type ItemState, type ObligationState, stateOf } from '../../domain/obligation.ts';
import type { Outage } from '../../domain/reachability.ts';
import { openingDay } from '../../domain/round.ts';
import { type LocalDate, localDateOf } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';
import {
  decidedOn,
  type History,
  inForceOn,
  isOverdue,
  isUnreachable,
  receivedBy,
  timelinessThen,
} from './status-history.ts';

export interface StatusQuery {
  plan?: string | undefined;
  round?: string | undefined;
  /** Only what nobody has received though its named day is over, what can't be called late marked as that. */
  overdue?: boolean | undefined;
  /** The day it is judged for. (Default: today) */
  on?: LocalDate | undefined;
}

export interface ObligationStatus {
  id: string;
  /** Null while its round has not opened: nothing carries it yet. */
  workflow: string | null;
  organisation: string;
  items: { id: string; state: ItemState }[];
  state: ObligationState;
  named: LocalDate | null;
  targetDay: LocalDate | null;
  timeliness: Timeliness | null;
  received: LocalDate | null;
  /** 0 while it has none. */
  ladder: number;
  /** There, and true, where the body can't be called late: nothing reaches its contact, or did when it was due. */
  unreachable?: true;
}

/**
 * Where every obligation stood at the end of a day, by the facts in force on that day: an extension given later does
 * not excuse what was late then. Rounds that had not opened are told as they are planned.
 */
export async function statusOf(context: ServiceContext, query: StatusQuery): Promise<ObligationStatus[]> {
  const today = localDateOf(context.now());
  const on = query.on ?? today;
  return context.database.inTenant(context.tenant, async (tx) => {
    await refuseUnknown(tx, query);
    const known = (await historiesOf(tx, query)).filter(
      ({ ladders: [first] }) => first && first.inForceFrom < endOfDay(on),
    );
    const asked = query.overdue ? known.filter((history) => isOverdue(history, on)) : known;
    const outages = await loadOutages(tx);
    const told = asked.map((history) =>
      statusOn(context, history, { on, isNow: on >= today, outages: outages.get(history.row.organisation) ?? [] }),
    );
    const ids = new Set(known.map(({ row }) => row.id));
    return query.overdue ? told : [...told, ...(await plannedOn(tx, query, on)).filter(({ id }) => !ids.has(id))];
  });
}

async function refuseUnknown(tx: Transaction, { plan, round }: StatusQuery): Promise<void> {
  if (plan !== undefined && !(await listPlans(tx)).some(({ id }) => id === plan)) {
    throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${plan}”.`);
  }
  if (round !== undefined && !(await loadRounds(tx)).some(({ id }) => id === round)) {
    throw new Refusal('round-unknown', `Không có kỳ báo cáo nào mang mã “${round}”.`);
  }
}

async function historiesOf(tx: Transaction, { plan, round }: StatusQuery): Promise<History[]> {
  const where: SQL | undefined = and(
    ...(plan === undefined ? [] : [eq(obligations.plan, plan)]),
    ...(round === undefined ? [] : [eq(obligations.round, round)]),
  );
  const rows = await tx
    .select()
    .from(obligations)
    .where(where)
    .orderBy(asc(obligations.plan), asc(obligations.position));
  const ids = tx.select({ id: obligations.id }).from(obligations).where(where);
  const { obligation, number, deadline, inForceFrom } = ladders;
  const laddersByNumber = await tx
    .select({ obligation, number, deadline, inForceFrom })
    .from(ladders)
    .where(inArray(obligation, ids))
    .orderBy(asc(number), asc(ladders.calendarVersion));
  const allFacts = await tx.select().from(facts).where(inArray(facts.obligation, ids)).orderBy(asc(facts.sequence));
  const allItems = await tx
    .select({ obligation: obligationItems.obligation, id: obligationItems.item, state: obligationItems.state })
    .from(obligationItems)
    .where(inArray(obligationItems.obligation, ids))
    .orderBy(asc(obligationItems.position));
  const [laddersOf, factsOf, itemsOf] = [byObligation(laddersByNumber), byObligation(allFacts), byObligation(allItems)];
  return rows.map((row) => ({
    row,
    items: (itemsOf.get(row.id) ?? []).map(({ id, state }) => ({ id, state })),
    ladders: laddersOf.get(row.id) ?? [],
    facts: factsOf.get(row.id) ?? [],
  }));
}

/** The day a status is for, whether that is today, and when nothing reached the body. */
interface Moment {
  on: LocalDate;
  isNow: boolean;
  outages: readonly Outage[];
}

function statusOn(context: ServiceContext, history: History, { on, isNow, outages }: Moment): ObligationStatus {
  const { row } = history;
  const end = endOfDay(on);
  const inForce = inForceOn(history.ladders, on);
  const deadline = inForce?.deadline ?? null;
  const { decision, items } = isNow ? { decision: row.decision, items: history.items } : decidedOn(history, on);
  const received = receivedBy(row, on);
  return {
    id: row.id,
    workflow: obligationWorkflowId(context.idPrefix, context.tenant, row.id),
    organisation: row.organisation,
    items,
    state: stateOf({
      decision,
      deadline,
      opened: row.openedAt !== null && row.openedAt < end,
      unreported: row.unreportedAt !== null && row.unreportedAt < end,
    }),
    named: deadline?.namedDay ?? null,
    targetDay: deadline?.targetDay ?? null,
    timeliness: received === null ? null : timelinessThen(history.ladders, received, outages),
    received,
    ladder: inForce?.number ?? 0,
    ...(isUnreachable(history, outages, on) ? { unreachable: true } : {}),
  };
}

/** Obligations of rounds that had not opened: bodies may still end and begin, so they are told, not yet written. */
async function plannedOn(tx: Transaction, query: StatusQuery, on: LocalDate): Promise<ObligationStatus[]> {
  const unopened = (await loadRounds(tx, query.plan))
    .filter(({ openedAt }) => openedAt === null || openedAt >= endOfDay(on))
    .filter(({ id }) => query.round === undefined || id === query.round);
  const ids = new Set(unopened.map(({ id }) => id));
  const told: ObligationStatus[] = [];
  for (const plan of new Set(unopened.map((round) => round.plan))) {
    const activation = await loadActivation(tx, plan);
    if (!activation || activation.activatedAt >= endOfDay(on)) continue;
    const planned = derive(activation, activation.plannedThrough ?? undefined).obligations.filter(
      ({ round }) => round !== null && ids.has(round),
    );
    told.push(...planned.map(plannedStatus));
  }
  return told;
}

function plannedStatus({ id, organisation, items, deadline }: Obligation): ObligationStatus {
  return {
    id,
    workflow: null,
    organisation,
    items: items.map((item) => ({ id: item, state: 'open' })),
    state: stateOf({ decision: 'none', deadline, opened: false, unreported: false }),
    named: deadline?.namedDay ?? null,
    targetDay: deadline?.targetDay ?? null,
    timeliness: null,
    received: null,
    ladder: 0,
  };
}

/** Obligations as a command left them, in the order of the ids. */
export async function obligationsById(context: ServiceContext, ids: string[]): Promise<ChangedObligation[]> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const rows = await tx.select().from(obligations).where(inArray(obligations.id, ids));
    const found = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    const changed: ChangedObligation[] = [];
    for (const row of found) {
      const items = (await loadItems(tx, row.id)).filter(({ state }) => state !== 'moved').map(({ id }) => id);
      const ladder = await loadLadder(tx, row.id, row.ladderNumber);
      changed.push({ ...row, items, deadline: ladder?.deadline ?? null, opensOn: await opensOn(tx, row, ladder) });
    }
    return changed;
  });
}

export type ChangedObligation = Pick<
  Obligation,
  'id' | 'kind' | 'organisation' | 'round' | 'items' | 'opensOn' | 'deadline'
>;

/** What waited for its event opens by the rule from the day the event was recorded on. */
async function opensOn(tx: Transaction, row: ObligationRow, ladder: LadderRow | null): Promise<LocalDate | null> {
  if (row.opensOn !== null || !ladder?.deadline) return row.opensOn;
  const activation = await loadActivation(tx, row.plan);
  return activation && openingDay(ladder.deadline, localDateOf(ladder.inForceFrom), activation);
}

/** The version that was handed in under an idempotency key, when the same command comes again. */
export async function submissionUnder(
  context: ServiceContext,
  obligation: string,
  key: string,
): Promise<number | null> {
  const fact = await context.database.inTenant(context.tenant, (tx) => factByKey(tx, obligation, key));
  const version = fact?.payload['submission'];
  return typeof version === 'number' ? version : null;
}
