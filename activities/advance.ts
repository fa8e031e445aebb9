import { heartbeat } from '@temporalio/activity';
import { change, CLOCK } from '../db/change.ts';
import type { Transaction } from '../db/database.ts';
import { listObligations, storeObligations } from '../db/queries/obligation.ts';
import { loadActivation, loadRounds, lockPlan, type RoundRow, storeRounds, updatePlan } from '../db/queries/plan.ts';
import { type Activation, type Derived, firstYear } from '../domain/activation.ts';
import { CalendarYearMissing } from '../domain/calendar.ts';
import type { ResolvedDeadline } from '../domain/deadline.ts';
import { derive, deriveYear, isRecurring } from '../domain/derivation.ts';
import { writeAheadMs } from '../domain/slot.ts';
import { firstLadder } from '../domain/subject.ts';
import { DAY_MS, type Instant, instantAt } from '../domain/time.ts';
import type { Dependencies } from './dependencies.ts';
import { startObligations, startRound } from './start.ts';

export interface Advancing {
  tenant: string;
  plan: string;
  now: Instant;
  clockShift: number;
}

/** A year is planned from this day of the year before: rounds of January open in December. */
const PLANNED_FROM = '11-01';

/**
 * Does what a plan has to do by `now`: writes the rounds of the years to come, starts what has a date of its own, opens
 * rounds. Answers when there is more to do, or null. Run twice it does nothing twice.
 */
export async function advancePlan(dependencies: Dependencies, advancing: Advancing): Promise<Instant | null> {
  const { database } = dependencies;
  const { tenant, plan, now } = advancing;
  const planned = await planYears(dependencies, advancing);
  await startObligations(dependencies, { ...advancing, round: null, onPage: heartbeat });
  const openings = await database.inTenant(tenant, (tx) => openingsOf(tx, plan));
  for (const { round, wakeAt } of openings.filter((opening) => opening.wakeAt <= now)) {
    await startRound(dependencies, advancing, round, wakeAt);
    heartbeat(round.id);
  }
  const ahead = [planned, ...openings.map(({ wakeAt }) => wakeAt)].filter((at) => at !== null && at > now);
  return ahead.length > 0 ? Math.min(...(ahead as Instant[])) : null;
}

/**
 * Writes every year whose time has come, each by itself: one that has no calendar yet does not take those before it
 * along. The instant at which the next one is written, or null where there is none.
 */
async function planYears({ database, log }: Dependencies, advancing: Advancing): Promise<Instant | null> {
  const { tenant, plan, now } = advancing;
  try {
    for (;;) {
      const next = await database.inTenant(tenant, (tx) => planYear(tx, advancing));
      if (next === null || next > now) return next;
    }
  } catch (error) {
    // The plan goes on with what is planned; the year is looked for again tomorrow, or when its calendar is published.
    if (!(error instanceof CalendarYearMissing)) throw error;
    log.error({ plan, reason: error.code }, 'the year to come has no calendar yet');
    return now + DAY_MS;
  }
}

/** Writes the year to come if it is time; the instant from which the one after it is to be written. */
async function planYear(tx: Transaction, { tenant, plan, now }: Advancing): Promise<Instant | null> {
  const row = await lockPlan(tx, plan);
  const activation = await loadActivation(tx, plan);
  if (!row || !activation) throw new TypeError(`plan ${plan} is not active`);
  if (!isRecurring(activation)) return null;
  const through = row.plannedThrough ?? firstYear(activation);
  const plannedAt = (year: number): Instant => instantAt(`${year}-${PLANNED_FROM}`, '00:00');
  await writeRest(tx, tenant, activation, through, now);
  if (plannedAt(through) > now) return plannedAt(through);
  await writeYear(tx, tenant, activation, through + 1, deriveYear(activation, through + 1), now);
  await updatePlan(tx, plan, { plannedThrough: through + 1 });
  return plannedAt(through + 1);
}

/** What of a planned year ends in the next, and was left out until the days off of that one were published. */
async function writeRest(
  tx: Transaction,
  tenant: string,
  activation: Activation,
  year: number,
  now: Instant,
): Promise<void> {
  const { rounds, obligations } = deriveYear(activation, year);
  const isBeyond = ({ deadline }: { deadline: ResolvedDeadline | null }): boolean =>
    deadline !== null && deadline.namedDay > `${year}-12-31`;
  const beyond = { rounds: rounds.filter(isBeyond), obligations: obligations.filter(isBeyond) };
  const own = beyond.obligations.filter(({ round }) => round === null).map(({ id }) => id);
  if (beyond.rounds.length + own.length === 0) return;
  const known = new Set([
    ...(await loadRounds(tx, activation.id)).map(({ id }) => id),
    ...(await listObligations(tx, { plan: activation.id })).map(({ id }) => id),
  ]);
  if ([...beyond.rounds.map(({ id }) => id), ...own].every((id) => known.has(id))) return;
  await writeYear(tx, tenant, activation, year, beyond, now);
}

async function writeYear(
  tx: Transaction,
  tenant: string,
  activation: Activation,
  year: number,
  { rounds, obligations }: Derived,
  now: Instant,
): Promise<void> {
  const before = derive(activation, year - 1).obligations.length;
  const own = obligations
    .map((obligation, index) => ({ obligation, position: before + index, ladder: firstLadder(obligation, activation) }))
    .filter(({ obligation }) => obligation.round === null);
  const payload = { year, rounds: rounds.length, obligations: own.length };
  const entry = { tenant, at: now, actor: CLOCK, action: 'plan.year', entity: activation.id, payload };
  await change(tx, entry, async () => {
    await storeRounds(tx, tenant, rounds);
    await storeObligations(tx, tenant, own, now);
  });
}

/** Rounds that are not open yet, each with the instant at which its workflow is started: ahead of its first slot. */
async function openingsOf(tx: Transaction, plan: string): Promise<{ round: RoundRow; wakeAt: Instant }[]> {
  const activation = await loadActivation(tx, plan);
  if (!activation) throw new TypeError(`plan ${plan} is not active`);
  const { policy, activatedAt } = activation;
  const unopened = (await loadRounds(tx, plan)).filter(({ openedAt, closedAt }) => openedAt === null && !closedAt);
  return unopened.map((round) => ({
    round,
    wakeAt: Math.max(instantAt(round.opensOn, policy.slotFrom) - writeAheadMs(policy), activatedAt),
  }));
}
