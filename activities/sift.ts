import type { Transaction } from '../db/database.ts';
import { loadFailing } from '../db/queries/failing-address.ts';
import type { NotificationRow } from '../db/queries/notification.ts';
import { loadOrganisations } from '../db/queries/organisation.ts';
import { leadOf } from '../domain/activation.ts';
import { asksFor } from '../domain/obligation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { ALL_WORK, type FailingAddresses } from '../domain/reachability.ts';
import { recipientBy } from '../domain/recipient.ts';
import type { LocalDate } from '../domain/time.ts';
import type { activationCache } from './activation-cache.ts';
import type { Entry } from './entry.ts';

/**
 * What is still asked for that day and has a reader, the newest of each obligation and reader; and all the rest. A body
 * that nothing reaches any more is not called late, neither to itself nor before the lead.
 */
export function sift(entries: Entry[], day: LocalDate, bodies: Bodies): { live: Entry[]; dead: Entry[] } {
  const asked = entries.filter(
    ({ notification, held }) =>
      notification.ladder === held.row.ladderNumber &&
      asksFor(notification.rung, held.standing, day) &&
      hasReader({ notification, held }, day, bodies, bodies.failing),
  );
  const newest = new Map(asked.map((entry) => [overtakenBy(entry.notification), entry]));
  const live = new Set(newest.values());
  return { live: asked.filter((entry) => live.has(entry)), dead: entries.filter((entry) => !live.has(entry)) };
}

export interface Bodies {
  organisations: Map<string, Organisation>;
  /** By plan. */
  leads: Map<string, Organisation>;
  failing: FailingAddresses;
}

/** The bodies that entries are about, as they stand now. */
export async function bodiesOf(
  tx: Transaction,
  tenant: string,
  entries: Entry[],
  activations: ReturnType<typeof activationCache>,
): Promise<Bodies> {
  const leads = new Map<string, Organisation>();
  for (const plan of new Set(entries.map(({ held }) => held.row.plan))) {
    leads.set(plan, leadOf(await activations.load(tx, tenant, plan)));
  }
  const ids = [...entries.map(({ held }) => held.row.organisation), ...[...leads.values()].map(({ id }) => id)];
  const organisations = new Map((await loadOrganisations(tx, [...new Set(ids)])).map((body) => [body.id, body]));
  return { organisations, leads, failing: await loadFailing(tx) };
}

/** A body may have ended, or lost its contact, since the entry was written. */
export function hasReader(
  { notification, held: { row } }: Entry,
  day: LocalDate,
  { organisations, leads }: Bodies,
  failing: FailingAddresses = ALL_WORK,
): boolean {
  const own = organisations.get(row.organisation);
  const lead = organisations.get(leads.get(row.plan)?.id ?? '');
  return (
    own !== undefined &&
    lead !== undefined &&
    recipientBy(notification.channel, notification.rung, own, lead, day, failing) !== null
  );
}

const overtakenBy = ({ obligation, recipient, channel }: NotificationRow): string =>
  [obligation, recipient, channel].join('|');
