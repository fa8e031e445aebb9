import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { ensureCalendar } from '../../db/queries/calendar.ts';
import { enqueue } from '../../db/queries/fact.ts';
import { storeObligations } from '../../db/queries/obligation.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { loadActivation, storeRounds } from '../../db/queries/plan.ts';
import { planVersions, plans } from '../../db/schema/index.ts';
import { type Activation, type Derived, firstYear } from '../../domain/activation.ts';
import { derive } from '../../domain/derivation.ts';
import { Refusal } from '../../domain/errors.ts';
import { firstLadder } from '../../domain/subject.ts';
import { planWorkflowId } from '../../workflows/messages.ts';
import type { ServiceContext } from './context.ts';
import { refuseUnready } from './readiness.ts';

export interface Activated {
  plan: string;
  version: number;
  rounds: string[];
  obligations: string[];
}

/** Makes a signed plan active whose lead has decided what the text leaves open; any other is previewed and rehearsed only. */
export async function activatePlan(context: ServiceContext, activation: Activation, by: string): Promise<Activated> {
  refuseUnready(activation);
  return makeActive(context, activation, by);
}

/**
 * Writes a plan's content, the lead's decisions and its rounds in one transaction with the word to Temporal. One that
 * is active already is refused. Days are those of the calendar that is published, whatever the caller previewed with.
 */
export async function makeActive(context: ServiceContext, previewed: Activation, by: string): Promise<Activated> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const { tenant } = context;
    const now = context.now();
    await storeOrganisations(tx, tenant, previewed.organisations);
    const activation = { ...previewed, calendar: await ensureCalendar(tx, tenant, now) };
    const derived = derive(activation);
    if (await loadActivation(tx, activation.id)) {
      throw new Refusal('plan-active', `Kế hoạch “${activation.id}” đã được kích hoạt, không kích hoạt lần nữa.`);
    }
    const entry = {
      tenant,
      at: now,
      actor: by,
      action: 'plan.activate',
      entity: activation.id,
      payload: { version: 1, approval: activation.schedule.approval, activatedOn: activation.schedule.activatedOn },
    };
    await change(tx, entry, () => write(tx, context, activation, derived, by));
    return {
      plan: activation.id,
      version: 1,
      rounds: derived.rounds.map(({ id }) => id),
      obligations: derived.obligations.map(({ id }) => id),
    };
  });
}

async function write(
  tx: Transaction,
  context: ServiceContext,
  activation: Activation,
  derived: Derived,
  by: string,
): Promise<void> {
  const { tenant, idPrefix } = context;
  const now = context.now();
  const { id, plan, schedule, calendar } = activation;
  const basis = schedule.approval?.basis || 'diễn tập';
  await tx.insert(plans).values({
    tenant,
    id,
    version: 1,
    content: plan,
    schedule,
    calendarVersion: calendar.version,
    activatedAt: now,
    activatedBy: by,
    plannedThrough: firstYear(activation),
  });
  await tx.insert(planVersions).values({ tenant, plan: id, version: 1, content: plan, schedule, basis, at: now, by });
  await storeRounds(tx, tenant, derived.rounds);
  // A round's own obligations are written when it opens: bodies may end and begin until then.
  const own = derived.obligations
    .map((obligation, position) => ({ obligation, position, ladder: firstLadder(obligation, activation) }))
    .filter(({ obligation }) => obligation.round === null);
  await storeObligations(tx, tenant, own, now);
  await enqueue(tx, tenant, planWorkflowId(idPrefix, tenant, id), { kind: 'start-plan', plan: id });
}
