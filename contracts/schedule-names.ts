import type { z } from 'zod';
import { withStandIns } from '../domain/activation.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import { unknownNames } from '../domain/unknown-name.ts';
import { scheduleFile } from './schedule.ts';

/** What the names of a schedule are looked up in. */
export interface ScheduleSubject {
  plan: Plan;
  organisations: OrganisationsFile | null;
}

/** `dondoc.schedule/1` for one plan: each name in it has to be there. */
export function scheduleFileFor({ plan, organisations }: ScheduleSubject): z.ZodType<Schedule> {
  return scheduleFile.superRefine((schedule, context) => {
    for (const { path, message } of unknownNames(schedule, plan, withStandIns(plan, organisations, schedule)))
      context.addIssue({ code: 'custom', path, message });
  });
}
