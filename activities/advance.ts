import { heartbeat } from '@temporalio/activity';
import { change, CLOCK } from '../db/change.ts';
import type { Transaction } from '../db/database.ts';
import { storeObligations } from '../db/queries/obligation.ts';
import { loadActivation, loadRounds, lockPlan, type RoundRow, storeRounds, updatePlan } from '../db/queries/plan.ts';
import { type Activation, firstYear } from '../domain/activation.ts';
import { CalendarYearMissing } from '../domain/calendar.ts';
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
  const { database, log } = dependencies;
  const { tenant, plan, now } = advancing;
  const planned = await database
    .inTenant(tenant, (tx) => planYears(tx, advancing))
    .catch((error: unknown) => {
      // The plan goes on with what is planned; the year is looked for again tomorrow, or when its calendar is published.
      if (!(error instanceof CalendarYearMissing)) throw error;
      log.error({ plan, reason: error.code }, 'the year to come has no calendar yet');
      return now + DAY_MS;
    });
  await startObligations(dependencies, { ...advancing, round: null, onPage: heartbeat });
  const openings = await database.inTenant(tenant, (tx) => openingsOf(tx, plan));
  for (const { round, wakeAt } of openings.filter((opening) => opening.wakeAt <= now)) {
    await startRound(dependencies, advancing, round, wakeAt);
    heartbeat(round.id);
  }
  const ahead = [planned, ...openings.map(({ wakeAt }) => wakeAt)].filter((at) => at !== null && at > now);
  return ahead.length > 0 ? Math.min(...(ahead as Instant[])) : null;
}

/** Writes every year whose time has come; the instant at which the next one is written, or null where there is none. */
async function planYears(tx: Transaction, { tenant, plan, now }: Advancing): Promise<Instant | null> {
  const row = await lockPlan(tx, plan);
  const activation = await loadActivation(tx, plan);
  if (!row || !activation) throw new TypeError(`plan ${plan} is not active`);
  if (!isRecurring(activation)) return null;
  let year = row.plannedThrough ?? firstYear(activation);
  const plannedAt = (): Instant => instantAt(`${year}-${PLANNED_FROM}`, '00:00');
  while (plannedAt() <= now) {
    year++;
    await writeYear(tx, tenant, activation, year, now);
  }
  return plannedAt();
}

async function writeYear(
  tx: Transaction,
  tenant: string,
  activation: Activation,
  year: number,
  now: Instant,
): Promise<void> {
  const { rounds, obligations } = deriveYear(activation, year);
  const before = derive(activation, year - 1).obligations.length;
  const own = obligations
    .map((obligation, index) => ({ obligation, position: before + index, ladder: firstLadder(obligation, activation) }))
    .filter(({ obligation }) => obligation.round === null);
  const payload = { year, rounds: rounds.length, obligations: own.length };
  const entry = { tenant, at: now, actor: CLOCK, action: 'plan.year', entity: activation.id, payload };
  await change(tx, entry, async () => {
    await storeRounds(tx, tenant, rounds);
    await storeObligations(tx, tenant, own, now);
    await updatePlan(tx, activation.id, { plannedThrough: year });
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
