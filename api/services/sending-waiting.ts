import { and, eq, lte } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import type { NotificationRow } from '../../db/queries/notification.ts';
import { loadOrganisations } from '../../db/queries/organisation.ts';
import { listPlans, loadActivation, loadRounds } from '../../db/queries/plan.ts';
import { loadSending } from '../../db/queries/sending.ts';
import { notifications, obligations } from '../../db/schema/index.ts';
import { leadOf } from '../../domain/activation.ts';
import type { Organisation } from '../../domain/organisation.ts';
import { departureOf, type Passage, passageOf } from '../../domain/sending.ts';
import { type Instant, localDateOf } from '../../domain/time.ts';

/** An entry whose minute has come, with what people's decisions make of it. */
export interface Waiting {
  row: NotificationRow;
  passage: Passage;
}

/** Everything that is due and has not been claimed; what nobody reads any more is left out. */
export async function waitingOf(tx: Transaction, now: Instant): Promise<Waiting[]> {
  const due = await tx
    .select({ row: notifications, obligation: obligations })
    .from(notifications)
    .innerJoin(obligations, eq(obligations.id, notifications.obligation))
    .where(and(eq(notifications.state, 'pending'), lte(notifications.sendAt, now)));
  if (due.length === 0) return [];
  const sending = await loadSending(tx);
  const rounds = await loadRounds(tx);
  const bodies = new Map((await loadOrganisations(tx)).map((body) => [body.id, body]));
  const leads = await leadsOf(tx, bodies);
  const day = localDateOf(now);
  return due.flatMap(({ row, obligation }): Waiting[] => {
    const own = bodies.get(obligation.organisation);
    const lead = leads.get(row.plan);
    if (!own || !lead) return [];
    const inPlan = rounds.filter(({ plan }) => plan === row.plan);
    const departure = departureOf({ rung: row.rung, channel: row.channel, obligation, own, lead, rounds: inPlan }, day);
    return departure ? [{ row, passage: passageOf(sending, departure) }] : [];
  });
}

/** The body that leads each active plan, as it stands now. */
async function leadsOf(tx: Transaction, bodies: Map<string, Organisation>): Promise<Map<string, Organisation>> {
  const leads = new Map<string, Organisation>();
  for (const { id } of await listPlans(tx)) {
    const activation = await loadActivation(tx, id);
    const lead = activation && bodies.get(leadOf(activation).id);
    if (lead) leads.set(id, lead);
  }
  return leads;
}
