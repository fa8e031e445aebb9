import { asc, eq } from 'drizzle-orm';
import type { Activation, Round } from '../../domain/activation.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { Instant } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { plans, rounds } from '../schema/index.ts';
import { loadCalendar } from './calendar.ts';
import { loadOrganisations } from './organisation.ts';

/** An activated plan as the rules take it, with the organisations as they are now; null where it is not active. */
export async function loadActivation(
  tx: Transaction,
  plan: string,
): Promise<(Activation & { activatedAt: Instant; plannedThrough: number | null }) | null> {
  const [row] = await tx.select().from(plans).where(eq(plans.id, plan));
  const calendar = await loadCalendar(tx);
  if (!row || !calendar) return null;
  return {
    id: row.id,
    plan: row.content,
    schedule: row.schedule,
    policy: { ...DEFAULT_POLICY, ...row.schedule.policy },
    organisations: await loadOrganisations(tx),
    calendar,
    activatedAt: row.activatedAt,
    plannedThrough: row.plannedThrough,
  };
}

/** Active plans of the tenant with their titles. */
export async function listPlans(tx: Transaction): Promise<PlanRow[]> {
  return tx.select().from(plans).orderBy(asc(plans.id));
}

export type PlanRow = typeof plans.$inferSelect;

/** The plan, locked against other writers until the transaction ends. */
export async function lockPlan(tx: Transaction, id: string): Promise<PlanRow | null> {
  const [row] = await tx.select().from(plans).where(eq(plans.id, id)).for('update');
  return row ?? null;
}

export async function updatePlan(
  tx: Transaction,
  id: string,
  values: Partial<typeof plans.$inferInsert>,
): Promise<void> {
  await tx.update(plans).set(values).where(eq(plans.id, id));
}

export type RoundRow = typeof rounds.$inferSelect;

/** Writes the rounds of a plan; one that is there already is left alone. */
export async function storeRounds(tx: Transaction, tenant: string, list: Round[]): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(({ to, consolidationOn: _day, ...round }) => ({ tenant, addressees: to, ...round }));
  await tx.insert(rounds).values(rows).onConflictDoNothing();
}

export async function loadRounds(tx: Transaction, plan?: string): Promise<RoundRow[]> {
  const all = await tx.select().from(rounds).orderBy(asc(rounds.consolidationAt), asc(rounds.id));
  return plan === undefined ? all : all.filter((round) => round.plan === plan);
}

/** The round, locked against other writers until the transaction ends. */
export async function lockRound(tx: Transaction, id: string): Promise<RoundRow | null> {
  const [row] = await tx.select().from(rounds).where(eq(rounds.id, id)).for('update');
  return row ?? null;
}

export async function updateRound(
  tx: Transaction,
  id: string,
  values: Partial<typeof rounds.$inferInsert>,
): Promise<void> {
  await tx.update(rounds).set(values).where(eq(rounds.id, id));
}
