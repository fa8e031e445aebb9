import { change } from '../../db/change.ts';
import { contactsChanged } from '../../db/contact-state.ts';
import type { Transaction } from '../../db/database.ts';
import { enqueue } from '../../db/queries/fact.ts';
import { listObligations, storeObligations } from '../../db/queries/obligation.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { loadActivation, loadRounds, lockPlan, type PlanRow, updatePlan } from '../../db/queries/plan.ts';
import { planVersions } from '../../db/schema/index.ts';
import { type Activation, firstYear } from '../../domain/activation.ts';
import { type Amendment, compareDerived } from '../../domain/amendment.ts';
import { derive } from '../../domain/derivation.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation.ts';
import type { Plan } from '../../domain/plan.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { firstLadder } from '../../domain/subject.ts';
import { obligationWorkflowId, planWorkflowId } from '../../workflows/messages.ts';
import { amendObligations } from './amended-obligation.ts';
import { amendRounds, countIn } from './amended-round.ts';
import type { ServiceContext } from './context.ts';
import { refuseUnready } from './readiness.ts';

/** What is to hold from now on, and the document that says so. */
export interface PlanChange {
  /** Null where the text of the plan stays as it is. */
  plan: Plan | null;
  schedule: Schedule;
  /** Bodies that were not known, or that changed; null where they stay as they are. */
  organisations: Organisation[] | null;
  basis: string;
}

export interface Amended {
  plan: string;
  version: number;
  amendment: Amendment;
}

/** What a change would come to, before anybody is told anything; nothing is written. */
export async function proposeAmendment(context: ServiceContext, id: string, changed: PlanChange): Promise<Amended> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const { row, before } = await activePlan(tx, id);
    const { amendment } = await compare(tx, before, row, changed);
    return { plan: id, version: row.version, amendment };
  });
}

/**
 * Amends an active plan in one transaction: dates that change bring a new ladder, what is no longer asked for is
 * cancelled, what is new is opened. What was handed in stays as it is, and so does how late it was.
 */
export async function amendPlan(
  context: ServiceContext,
  id: string,
  changed: PlanChange,
  by: string,
): Promise<Amended> {
  return context.database.inTenant(context.tenant, async (tx) => {
    const { row, before } = await activePlan(tx, id);
    if (changed.organisations) {
      await storeOrganisations(tx, context.tenant, changed.organisations);
      const finding = { tenant: context.tenant, at: context.now(), actor: by };
      await contactsChanged(tx, finding, changed.organisations, `Địa chỉ đã được cập nhật theo ${changed.basis}.`);
    }
    const { amendment, after } = await compare(tx, before, row, changed);
    refuseUnready(after, undefined, 'điều chỉnh');
    const version = row.version + 1;
    const payload = { version, basis: changed.basis, ...summaryOf(amendment) };
    const entry = { tenant: context.tenant, at: context.now(), actor: by, action: 'plan.amend', entity: id, payload };
    await change(tx, entry, async () => {
      await storeVersion(tx, context, row, after, { version, basis: changed.basis, by });
      await amendRounds(tx, context, amendment);
      await amendObligations(tx, context, after, amendment, { by, basis: changed.basis, version });
      await open(tx, context, after, amendment);
    });
    return { plan: id, version, amendment };
  });
}

async function activePlan(tx: Transaction, id: string): Promise<{ row: PlanRow; before: Activation }> {
  const row = await lockPlan(tx, id);
  const before = await loadActivation(tx, id);
  if (!row || !before) throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${id}”.`);
  return { row, before };
}

/** The plan as it was and as it will be, both over the bodies of today: only what the change itself brings differs. */
async function compare(
  tx: Transaction,
  before: Activation,
  row: PlanRow,
  { plan, schedule, organisations }: PlanChange,
): Promise<{ amendment: Amendment; after: Activation }> {
  if (schedule.activatedOn !== before.schedule.activatedOn) {
    throw new Refusal(
      'activation-fixed',
      `Ngày kích hoạt “${schedule.activatedOn}” khác ngày đã kích hoạt (${before.schedule.activatedOn}), không điều chỉnh được.`,
    );
  }
  const bodies = organisations ? merged(before.organisations, organisations) : before.organisations;
  const after: Activation = {
    ...before,
    plan: plan ?? before.plan,
    schedule,
    policy: { ...DEFAULT_POLICY, ...schedule.policy },
    organisations: bodies,
  };
  const year = row.plannedThrough ?? firstYear(before);
  const rows = await listObligations(tx, { plan: row.id });
  const opened = new Set((await loadRounds(tx, row.id)).flatMap(({ id, openedAt }) => (openedAt === null ? [] : [id])));
  const written = new Set(rows.map(({ id }) => id));
  const amendment = compareDerived(derive(before, year), derive(after, year), written);
  // A round that is not open yet writes its obligations when it opens.
  const added = amendment.added.filter(({ round }) => round === null || opened.has(round));
  return { amendment: { ...amendment, added }, after };
}

function merged(known: Organisation[], changed: Organisation[]): Organisation[] {
  const byId = new Map(changed.map((body) => [body.id, body]));
  const ids = new Set(known.map(({ id }) => id));
  return [...known.map((body) => byId.get(body.id) ?? body), ...changed.filter(({ id }) => !ids.has(id))];
}

const summaryOf = ({ changed, cancelled, added, roundsChanged, roundsAdded, roundsCancelled }: Amendment) => ({
  changed: changed.length,
  cancelled: cancelled.length,
  added: added.length,
  rounds: roundsChanged.length + roundsAdded.length + roundsCancelled.length,
});

async function storeVersion(
  tx: Transaction,
  context: ServiceContext,
  { id, sequence }: PlanRow,
  { plan: content, schedule }: Activation,
  { version, basis, by }: { version: number; basis: string; by: string },
): Promise<void> {
  const { tenant, idPrefix } = context;
  await updatePlan(tx, id, { version, content, schedule, sequence: sequence + 1 });
  await tx.insert(planVersions).values({ tenant, plan: id, version, content, schedule, basis, at: context.now(), by });
  await enqueue(tx, tenant, planWorkflowId(idPrefix, tenant, id), {
    kind: 'plan-fact',
    plan: id,
    sequence: sequence + 1,
  });
}

/** What is new, and whose round is open already: it opens today, each with a workflow of its own. */
async function open(tx: Transaction, context: ServiceContext, after: Activation, { added }: Amendment): Promise<void> {
  const { tenant, idPrefix } = context;
  const at = context.now();
  const list = added.map((obligation, position) => ({
    obligation,
    position,
    ladder: firstLadder(obligation, after, at),
  }));
  const written = new Set(await storeObligations(tx, tenant, list, at));
  for (const { id } of added.filter((one) => written.has(one.id))) {
    await enqueue(tx, tenant, obligationWorkflowId(idPrefix, tenant, id), { kind: 'start-obligation', obligation: id });
  }
  await countIn(
    tx,
    added.filter(({ id }) => written.has(id)),
  );
}
