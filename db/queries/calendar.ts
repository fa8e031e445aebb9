import { asc, eq, max, sql } from 'drizzle-orm';
import { type Calendar, type CalendarDay, calendarOf } from '../../domain/calendar.ts';
import type { Instant } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import type { Transaction } from '../database.ts';
import { calendarDays, calendarVersions } from '../schema/index.ts';

/** One version of the table of working days, with the document it rests on; the table that ships has none. */
export interface CalendarVersion {
  version: number;
  publishedAt: Instant;
  publishedBy: string | null;
  basis: string | null;
}

/** Publishes a version of the table of working days. */
export async function storeCalendar(
  tx: Transaction,
  tenant: string,
  days: readonly CalendarDay[],
  version: Pick<CalendarVersion, 'version' | 'publishedAt'> & Partial<CalendarVersion>,
): Promise<void> {
  await tx.insert(calendarVersions).values({ tenant, ...version });
  await tx.insert(calendarDays).values(days.map((day) => ({ tenant, version: version.version, ...day })));
}

/** One at a time, until the transaction ends: a plan that is activated beside a publication would miss it. */
export async function lockCalendar(tx: Transaction, tenant: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`calendar of ${tenant}`}))`);
}

/** The newest published calendar; a tenant that has none yet gets the table that ships. */
export async function ensureCalendar(tx: Transaction, tenant: string, publishedAt: Instant): Promise<Calendar> {
  await lockCalendar(tx, tenant);
  const published = await loadCalendar(tx);
  if (published) return published;
  await storeCalendar(tx, tenant, WORKING_DAY_ROWS, { version: SHIPPED_CALENDAR_VERSION, publishedAt });
  return calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);
}

/** The number of the newest version; 0 before the first activation. */
export async function newestVersion(tx: Transaction): Promise<number> {
  const [newest] = await tx.select({ version: max(calendarVersions.version) }).from(calendarVersions);
  return newest?.version ?? 0;
}

/** The newest published calendar of the tenant, or null before the first activation. */
export async function loadCalendar(tx: Transaction): Promise<Calendar | null> {
  const table = await loadTable(tx);
  return table && calendarOf(table.version, table.days);
}

/** The newest version with its rows in the order of their dates, or null before the first activation. */
export async function loadTable(tx: Transaction): Promise<(CalendarVersion & { days: CalendarDay[] }) | null> {
  const [newest] = await tx
    .select()
    .from(calendarVersions)
    .where(eq(calendarVersions.version, await newestVersion(tx)));
  if (!newest) return null;
  const { date, kind, name, status, source } = calendarDays;
  const days = await tx
    .select({ date, kind, name, status, source })
    .from(calendarDays)
    .where(eq(calendarDays.version, newest.version))
    .orderBy(asc(date));
  const { version, publishedAt, publishedBy, basis } = newest;
  return { version, publishedAt, publishedBy, basis, days };
}
