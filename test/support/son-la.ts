import { type Activation, activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../../importer/plan-file.ts';

export const SON_LA = { id: 'son-la-2025', tenant: 'ubnd-tinh-son-la', year: 2025 };

/** Sơn La 2025 as its files have it. */
export function sonLa(): Activation {
  const { id } = SON_LA;
  return activationOf({
    id,
    plan: readPlanFile(`plans/${id}.yaml`),
    organisations: readOrganisationsFile(`plans/organisations/${id}.yaml`),
    schedule: readScheduleFile(`plans/schedules/${id}.yaml`),
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
  });
}
