import { type Activation, activationOf, firstYear } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../../importer/plan-file.ts';

/** The five real plans by the stem of their files. */
export type RealPlan = 'ca-mau-2017' | 'ha-noi-2018' | 'kon-tum-2021' | 'ngoc-hoi-2023' | 'son-la-2025';

/** A real plan as its files have it: the text, the bodies, what the lead decided. */
export function realPlan(id: RealPlan): { activation: Activation; tenant: string; year: number } {
  const organisations = readOrganisationsFile(`plans/organisations/${id}.yaml`);
  const activation = activationOf({
    id,
    plan: readPlanFile(`plans/${id}.yaml`),
    organisations,
    schedule: readScheduleFile(`plans/schedules/${id}.yaml`),
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
  });
  return { activation, tenant: organisations.tenant, year: firstYear(activation) };
}
