import { z } from 'zod';
import { DAY_KINDS, DAY_STATUSES } from '../domain/calendar.ts';
import { type CalendarFile, dayFaults } from '../domain/calendar-table.ts';
import type { Assert, Same } from './same.ts';
import { localDate, orNull, text, year } from './scalars.ts';

/** A row of the table. `source`: the document that says so. */
const calendarDay = z.strictObject({
  date: localDate,
  kind: z.enum(DAY_KINDS),
  name: text,
  status: z.enum(DAY_STATUSES).default('official'),
  source: text,
});

/** The row of the day goes: it is again what its weekday says. */
const ordinaryDay = z.strictObject({ date: localDate, kind: z.literal('ordinary'), source: text });

/** `dondoc.calendar/1`: days of the working calendar that are from now on otherwise. docs/working-days.md. */
export const calendarFile = z
  .strictObject({
    format: z.literal('dondoc.calendar/1'),
    /** The days are all that this year has. */
    year: orNull(year),
    days: z.array(z.discriminatedUnion('kind', [calendarDay, ordinaryDay])).min(1),
  })
  .superRefine((file, context) => {
    for (const { index, message } of dayFaults(file)) {
      context.addIssue({ code: 'custom', message, path: ['days', index] });
    }
  });

export type CalendarIsDomain = Assert<Same<z.infer<typeof calendarFile>, CalendarFile>>;
