import type { Database, Transaction } from '../../db/database.ts';
import { ensureCalendar } from '../../db/queries/calendar.ts';
import { storeEnvelopes } from '../../db/queries/notification.ts';
import { storeOrganisations } from '../../db/queries/organisation.ts';
import { fingerprintOf, storeReleases, storeSwitch } from '../../db/queries/sending.ts';
import { ladders, notifications, obligationItems, obligations, plans } from '../../db/schema/index.ts';
import { renderLetter } from '../../documents/letter.ts';
import { DEFAULT_WORDING } from '../../documents/wording.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import { lettersOf } from './letters.ts';
import { type Due, LAST_MESSAGE, type Night, SLOT, TENANT } from './night.ts';

/** So many rows are written by one statement. */
const PAGE = 500;
const RECIPIENTS = 50;

/** Writes an installation in the middle of its year: obligations that are open and have had their last message. */
export async function seedNight(database: Database, night: Night): Promise<void> {
  await database.inTenant(TENANT, async (tx) => {
    await storeOrganisations(tx, TENANT, night.activation.organisations);
    const { version } = await ensureCalendar(tx, TENANT, LAST_MESSAGE);
    await seedPlan(tx, night, version);
    for (let from = 0; from < night.due.length; from += PAGE) {
      await seedObligations(tx, night.due.slice(from, from + PAGE), from, version);
    }
    const recipients = [...new Set(night.due.map(({ obligation }) => obligation.organisation))];
    for (let from = 0; from < recipients.length; from += RECIPIENTS) {
      const some = new Set(recipients.slice(from, from + RECIPIENTS));
      const due = night.due.filter(({ obligation }) => some.has(obligation.organisation));
      await seedLastMorning(tx, night, due);
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
}

/** The morning a week before: one letter to each member on all its documents. */
async function seedLastMorning(tx: Transaction, night: Night, page: Due[]): Promise<void> {
  const rows = page.map(({ obligation: { id, plan, organisation } }) => ({
    ...{ tenant: TENANT, plan, obligation: id, ladder: 1, rung: 'before-7' as const, occurrence: 0 },
    ...{ channel: 'email' as const, recipient: `dau-moi@${organisation}.example`, organisation, sendAt: LAST_MESSAGE },
  }));
  const stored = await tx.insert(notifications).values(rows).returning();
  const letters = await lettersOf(tx, night, stored, LAST_MESSAGE);
  const sent = letters.map(({ letter, rows: entries }) => ({
    entries: entries.map(({ id }) => id),
    envelope: {
      ...{ tenant: TENANT, id: `before.${letter.to.contact.email}`, recipient: letter.to.contact.email ?? '' },
      ...{ channel: 'email' as const, asOf: LAST_MESSAGE, state: 'sent' as const, letter, thread: null },
      words: renderLetter(letter, DEFAULT_WORDING),
    },
  }));
  await storeEnvelopes(tx, sent, 0);
}
