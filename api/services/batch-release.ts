import type { Transaction } from '../../db/database.ts';
import { listObligations } from '../../db/queries/obligation.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { loadActivation, loadRounds } from '../../db/queries/plan.ts';
import { releasedOf, storeReleases } from '../../db/queries/sending.ts';
import { leadOf } from '../../domain/activation.ts';
import { derive } from '../../domain/derivation.ts';
import { Refusal } from '../../domain/errors.ts';
import { isOfFirstStretch } from '../../domain/sending.ts';
import type { ServiceContext } from './context.ts';
import { decideSending } from './sending.ts';

/** Which bodies are written to from now on: the next so many in the order of the organisations file, those named, or all. */
export type Batch = { next: number } | { organisations: string[] } | 'all';

export interface Released {
  /** Now, in the order of the organisations file; with `all` those that were still waiting. */
  released: string[];
  /** Still waiting. */
  remaining: string[];
}

/**
 * Lets the first stretch of a plan write to bodies. What is released stays so: whoever is to get nothing more is
 * stopped. With all, bodies that come later are released too.
 */
export async function releaseBatch(context: ServiceContext, plan: string, batch: Batch, by: string): Promise<Released> {
  return decideSending(context, by, 'sending.release', async (tx, at) => {
    const waiting = await unreleasedOf(tx, plan);
    const released = await chosenOf(tx, waiting, batch);
    const organisations = batch === 'all' ? [''] : released;
    const row = { tenant: context.tenant, plan, at, by };
    await storeReleases(
      tx,
      organisations.map((organisation) => ({ ...row, organisation })),
    );
    const remaining = waiting.filter((id) => !released.includes(id));
    return { payload: { plan, organisations }, result: { released, remaining } };
  });
}

async function chosenOf(tx: Transaction, waiting: string[], batch: Batch): Promise<string[]> {
  if (batch === 'all') return waiting;
  if ('next' in batch) return waiting.slice(0, batch.next);
  const known = new Set((await loadOrganisations(tx, batch.organisations)).map(({ id }) => id));
  const unknown = batch.organisations.find((id) => !known.has(id));
  if (unknown !== undefined) throw new Refusal('organisation-unknown', `Không có cơ quan nào mang mã “${unknown}”.`);
  return batch.organisations;
}

/** Bodies that the first stretch of a plan has to write to and may not yet, in the order of the organisations file. */
export async function unreleasedOf(tx: Transaction, plan: string): Promise<string[]> {
  const activation = await loadActivation(tx, plan);
  if (!activation) throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${plan}”.`);
  const released = new Set(await releasedOf(tx, plan));
  if (released.has('')) return [];
  const rounds = await loadRounds(tx, plan);
  const planned = derive(activation, activation.plannedThrough ?? undefined).obligations;
  const owing = [...planned, ...(await listObligations(tx, { plan }))].filter((one) => isOfFirstStretch(one, rounds));
  const bodies = new Set(owing.map(({ organisation }) => organisation));
  const lead = leadOf(activation).id;
  return activation.organisations
    .map(({ id }) => id)
    .filter((id) => id !== lead && bodies.has(id) && !released.has(id));
}
