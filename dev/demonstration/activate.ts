import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { activatePlan } from '../../api/services/activate.ts';
import { releaseBatch } from '../../api/services/batch-release.ts';
import { setSending } from '../../api/services/sending.ts';
import type { Database } from '../../db/database.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import { loadSwitch } from '../../db/queries/sending.ts';
import { activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { instantAt, localDateOf } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../../importer/plan-file.ts';
import { writeWhole } from '../whole-file.ts';
import { DEMONSTRATION, demonstrationOn } from './plan.ts';

export const slots = { calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS), policy: DEFAULT_POLICY };

/**
 * The demonstration's clock: an offset that began at 07:30 of the last working day before the first start, so that a
 * Sunday evening shows a working morning. Kept from start to start; no rule knows about it.
 */
export function demonstrationClock(stateDir: string): number {
  const file = path.join(stateDir, 'demonstration-clock.json');
  if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { clockShift: number }).clockShift;
  const now = Date.now();
  const day = slots.calendar.onOrBefore(localDateOf(now));
  const clockShift = now - instantAt(day, slots.policy.slotFrom);
  writeWhole(file, JSON.stringify({ clockShift }));
  return clockShift;
}

const BY = 'Lê Thị Mẫu (trình diễn)';

/**
 * Writes the invented plan's files, for reading and for the command line, and activates it once. It is live from the
 * beginning, with everything released: its mail server is its own inbox, and a worker under its clock takes no other.
 * What somebody decides about sending later stays.
 */
export async function activateDemonstration(database: Database, stateDir: string, clockShift: number): Promise<string> {
  const folder = path.join(stateDir, 'demonstration');
  const { organisations, plan, schedule } = filesOf(folder, clockShift);
  const { tenant } = organisations;
  const context = { database, tenant, idPrefix: '', now: () => Date.now() - clockShift };
  const known = await database.inTenant(tenant, async (tx) => ({
    activation: await loadActivation(tx, DEMONSTRATION),
    sending: await loadSwitch(tx),
  }));
  if (!known.sending) await setSending(context, { mode: 'live', by: BY, reason: 'hộp thư của bản trình diễn' });
  if (!known.activation) {
    const activation = activationOf({ id: DEMONSTRATION, plan, organisations, schedule, calendar: slots.calendar });
    await activatePlan(context, activation, BY);
  }
  if (!known.sending) await releaseBatch(context, DEMONSTRATION, 'all', BY);
  return tenant;
}

function filesOf(folder: string, clockShift: number) {
  const file = (sub: string): string => path.join(folder, sub, `${DEMONSTRATION}.yaml`);
  if (!existsSync(file(''))) {
    const { plan, organisations, schedule } = demonstrationOn(localDateOf(Date.now() - clockShift), slots);
    mkdirSync(path.join(folder, 'organisations'), { recursive: true });
    mkdirSync(path.join(folder, 'schedules'), { recursive: true });
    writeWhole(file('organisations'), stringify(organisations));
    writeWhole(file('schedules'), stringify(schedule));
    writeWhole(file(''), stringify(plan));
  }
  return {
    plan: readPlanFile(file('')),
    organisations: readOrganisationsFile(file('organisations')),
    schedule: readScheduleFile(file('schedules')),
  };
}
