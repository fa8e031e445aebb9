import type { Database, Transaction } from '../../db/database.ts';
import { ensureCalendar } from '../../db/queries/calendar.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { fingerprintOf, storeReleases, storeSwitch } from '../../db/queries/sending.ts';
import { ladders, notifications, obligationItems, obligations, plans } from '../../db/schema/index.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { type Due, LAST_MESSAGE, type Night, SLOT, TENANT } from './night.ts';

/** So many rows are written by one statement. */
const PAGE = 500;

/** Writes an installation in the middle of its year: obligations that are open and have had their last message. */
export async function seedNight(database: Database, night: Night): Promise<void> {
  await database.inTenant(TENANT, async (tx) => {
    await storeOrganisations(tx, TENANT, night.activation.organisations);
    const { version } = await ensureCalendar(tx, TENANT, LAST_MESSAGE);
    await seedPlan(tx, night, version);
    for (let from = 0; from < night.due.length; from += PAGE) {
      await seedObligations(tx, night.due.slice(from, from + PAGE), from, version);
    }
  });
}

async function seedPlan(tx: Transaction, { activation }: Night, calendarVersion: number): Promise<void> {
  const { id, plan: content, schedule } = activation;
  await tx.insert(plans).values({
    ...{
      tenant: TENANT,
      id,
      version: 1,
      content,
      schedule,
      calendarVersion,
      activatedBy: 'bench',
      plannedThrough: 2026,
    },
    // Young enough that the sweep leaves its obligations to us.
    activatedAt: SLOT - MINUTE_MS,
  });
  const live = { mode: 'live' as const, allowList: null, fingerprint: await fingerprintOf(tx) };
  await storeSwitch(tx, { tenant: TENANT, ...live, changedAt: LAST_MESSAGE, changedBy: 'bench', reason: 'bench' });
  // Everybody: the first stretch of a plan is held back body by body otherwise.
  await storeReleases(tx, [{ tenant: TENANT, plan: id, organisation: '', at: LAST_MESSAGE, by: 'bench' }]);
}

async function seedObligations(tx: Transaction, page: Due[], from: number, calendarVersion: number): Promise<void> {
  const tenant = TENANT;
  await tx.insert(obligations).values(
    page.map(({ obligation: { items: _items, deadline: _deadline, ...row } }, index) => ({
      ...{ tenant, position: from + index, ...row, openedAt: LAST_MESSAGE },
    })),
  );
  await tx
    .insert(obligationItems)
    .values(
      page.flatMap(({ obligation: { id, items } }) =>
        items.map((item, position) => ({ tenant, obligation: id, item, position })),
      ),
    );
  await tx.insert(ladders).values(
    page.map(({ obligation: { id, deadline }, ladder }) => ({
      ...{ tenant, obligation: id, number: 1, calendarVersion, reason: 'opening' as const },
      ...{ deadline, ladder, inForceFrom: LAST_MESSAGE },
    })),
  );
  await tx.insert(notifications).values(
    page.map(({ obligation: { id, plan, organisation } }) => ({
      ...{
        tenant,
        plan,
        obligation: id,
        ladder: 1,
        rung: 'before-7' as const,
        occurrence: 0,
        channel: 'email' as const,
      },
      ...{ recipient: `dau-moi@${organisation}.example`, organisation, sendAt: LAST_MESSAGE, state: 'sent' as const },
    })),
  );
}
