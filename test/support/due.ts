import { activationCache } from '../../activities/activation-cache.ts';
import type { OutgoingMessage } from '../../activities/channels/channel.ts';
import { claimLetters } from '../../activities/claim.ts';
import { guardEpoch } from '../../activities/epoch.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { type EnvelopeRow, type NotificationRow, storeNotifications } from '../../db/queries/notification.ts';
import { loadStops, loadSwitch, type StopRow } from '../../db/queries/sending.ts';
import { listWorkItems, type WorkItemRow } from '../../db/queries/work-item.ts';
import { auditLog, envelopes, notifications } from '../../db/schema/index.ts';
import { goLive, releaseAll } from '../../dev/rehearsal/sending.ts';
import type { RungId } from '../../domain/rung.ts';
import { type Instant, instantAt } from '../../domain/time.ts';
import { SMALL, smallPlan } from './small-plan.ts';

/** The lead's head, and the head of division who reads along. */
export const HEAD = 'lanh-dao@dau-moi.example';
export const DIVISION = 'truong-phong@dau-moi.example';

/** The document of the small plan, with entries that a test says are due; no Temporal, no mail server. */
export interface Due {
  database: Database;
  context: ServiceContext;
  setNow(now: Instant): void;
  /** Writes an entry on the document, due at that minute. */
  write(rung: RungId, recipient: string, sendAt: Instant): Promise<void>;
  /** One dispatch up to the moment in which its messages would be handed over. */
  claim(): Promise<OutgoingMessage[]>;
  rows(): Promise<NotificationRow[]>;
  envelopes(): Promise<EnvelopeRow[]>;
  /** Mode and reason. */
  mode(): Promise<string>;
  stops(): Promise<StopRow[]>;
  questions(): Promise<WorkItemRow[]>;
  /** Actions about sending, in order. */
  log(): Promise<string[]>;
}

/** The clock stands at ten on Thu 15/5/2025, when the document opens. */
export const TEN = instantAt('2025-05-15', '10:00');
export const EIGHT = instantAt('2025-05-15', '08:00');
export const READER = 'dau-moi@thu-nhat.example';

/** On a migrated database, which may be a copy of one on which the same was done. */
export async function dueOn(url: string): Promise<Due> {
  const database = openDatabase(url, 4);
  const { tenant } = SMALL;
  let now = TEN;
  const context: ServiceContext = { database, tenant, idPrefix: '', now: () => now };
  const read: Database['inTenant'] = (of, work) => database.inTenant(of, work);
  return {
    database,
    context,
    setNow: (at) => void (now = at),
    write: (rung, recipient, sendAt) =>
      read(tenant, (tx) =>
        storeNotifications(tx, [
          {
            tenant,
            plan: SMALL.id,
            obligation: SMALL.document,
            ladder: 1,
            rung,
            occurrence: 0,
            channel: 'email',
            recipient,
            organisation: 'thu-nhat',
            sendAt,
          },
        ]),
      ),
    claim: async () => {
      const activations = activationCache();
      await read(tenant, (tx) => guardEpoch(tx, tenant, now, activations));
      return read(tenant, (tx) => claimLetters(tx, tenant, now, activations));
    },
    rows: () => read(tenant, (tx) => tx.select().from(notifications).orderBy(notifications.id)),
    envelopes: () => read(tenant, (tx) => tx.select().from(envelopes).orderBy(envelopes.id)),
    mode: () => read(tenant, async (tx) => `${(await loadSwitch(tx))?.mode} ${(await loadSwitch(tx))?.reason}`),
    stops: () => read(tenant, loadStops),
    questions: () => read(tenant, (tx) => listWorkItems(tx, { kind: 'epoch' })),
    log: () =>
      read(tenant, async (tx) =>
        (await tx.select().from(auditLog).orderBy(auditLog.sequence)).flatMap(({ action }) =>
          action.startsWith('sending.') ? [action] : [],
        ),
      ),
  };
}

/** The small plan, active since 29/4, with a head of division; live and released unless a test decides itself. */
export async function activateSmall(due: Due, live = true): Promise<void> {
  const { context } = due;
  const activation = smallPlan();
  for (const body of activation.organisations) {
    if (body.id !== 'dau-moi') continue;
    body.contacts.push({ name: 'Trưởng phòng', role: 'division-head', email: DIVISION });
  }
  due.setNow(instantAt('2025-04-29', '08:00'));
  if (live) await goLive(context);
  await activatePlan(context, activation, 'người thử');
  if (live) await releaseAll(context, SMALL.id);
  due.setNow(TEN);
}
