import { z } from 'zod';
import { behaviourFile } from './behaviour.ts';
import { calendarFile } from './calendar.ts';
import { organisationsFile } from './organisations.ts';
import { planFile } from './plan.ts';
import { scheduleFile } from './schedule.ts';
import { submissionFile } from './submission.ts';

const FORMATS = {
  'dondoc.plan-1': planFile,
  'dondoc.organisations-1': organisationsFile,
  'dondoc.schedule-1': scheduleFile,
  'dondoc.submission-1': submissionFile,
  'dondoc.behaviour-1': behaviourFile,
  'dondoc.calendar-1': calendarFile,
};

/** File name to content, for editors that complete and check YAML: the side of what people write, so defaults may lack. */
export function schemaFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(FORMATS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema as z.ZodType, { io: 'input', target: 'draft-2020-12' });
      return [`${name}.schema.json`, `${JSON.stringify({ $id: name, ...json }, null, 2)}\n`];
    }),
  );
}
