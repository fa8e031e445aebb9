import { change } from '../../db/change.ts';
import type { Transaction } from '../../db/database.ts';
import { type CalendarVersion, ensureCalendar, loadTable, storeCalendar } from '../../db/queries/calendar.ts';
import { lockUnsettled } from '../../db/queries/held-ladder.ts';
import type { CalendarDay } from '../../domain/calendar.ts';
import { type CalendarFile, changedTable, type DayChange, dayChanges } from '../../domain/calendar-table.ts';
import type { Instant } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { type CalendarChange, changeUnder } from './calendar-change.ts';
import { type Publishing, writeChange } from './calendar-writing.ts';
import type { ServiceContext } from './context.ts';

/** A version with its rows, in the order of their dates; null where the table that ships is not in use yet. */
export type PublishedTable = Omit<CalendarVersion, 'publishedAt'> & {
  publishedAt: Instant | null;
  days: readonly CalendarDay[];
};

/** What a file would change, or has changed: days, and all that they move. */
export interface CalendarProposal extends CalendarChange {
  /** The version that it is, or would be. */
  version: number;
  days: DayChange[];
}

/** The table in force, or the one that ships where no plan is active yet. */
export async function publishedTable(context: ServiceContext): Promise<PublishedTable> {
  return context.database.inTenant(context.tenant, tableOf);
}

async function tableOf(tx: Transaction): Promise<PublishedTable> {
  const shipped = { version: SHIPPED_CALENDAR_VERSION, publishedAt: null, publishedBy: null, basis: null };
  return (await loadTable(tx)) ?? { ...shipped, days: WORKING_DAY_ROWS };
}

/** What a file would move if it were published now; nothing is written. */
export async function proposeCalendar(context: ServiceContext, file: CalendarFile): Promise<CalendarProposal> {
  return context.database.inTenant(context.tenant, async (tx) => (await propose(tx, file, context.now())).proposal);
}

async function propose(
  tx: Transaction,
  file: CalendarFile,
  now: Instant,
): Promise<{ proposal: CalendarProposal; table: CalendarDay[] }> {
  const present = await tableOf(tx);
  const table = changedTable(present.days, file);
  const version = present.version + 1;
  const changes = await changeUnder(tx, version, table, now);
  return { table, proposal: { version, days: dayChanges(present.days, table), ...changes } };
}

/**
 * Publishes the next version of the table, with all that it moves, in one transaction: the ladders of unsettled
 * obligations under their own numbers, messages that wait, rounds that are not closed, and the words to the workflows.
 * Nothing that has left is touched. docs/decisions/0017.
 */
export async function publishCalendar(
  context: ServiceContext,
  file: CalendarFile,
  { by, basis }: { by: string; basis: string },
): Promise<CalendarProposal> {
  const { tenant } = context;
  return context.database.inTenant(tenant, async (tx) => {
    const now = context.now();
    await ensureCalendar(tx, tenant, now);
    await lockUnsettled(tx);
    const { proposal, table } = await propose(tx, file, now);
    const { version } = proposal;
    const publishing: Publishing = { tenant, idPrefix: context.idPrefix, now, by, basis, version };
    const entry = {
      tenant,
      at: now,
      actor: by,
      action: 'calendar.publish',
      entity: `calendar/${version}`,
      payload: {
        basis,
        days: proposal.days,
        rounds: proposal.rounds.map(({ row }) => row.id),
        obligations: proposal.obligations.map(({ row }) => row.id),
      },
    };
    await change(tx, entry, async () => {
      await storeCalendar(tx, tenant, table, { version, publishedAt: now, publishedBy: by, basis });
      await writeChange(tx, publishing, proposal);
    });
    return proposal;
  });
}
