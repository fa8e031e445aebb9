import { z } from 'zod';
import { PERIODS } from '../domain/plan.ts';
import type { Deadline } from '../domain/plan.ts';
import type { Assert, Same } from './same.ts';
import { localDate, month, quarter, text, textOrEmpty, year } from './scalars.ts';

const recurs = z.literal('yearly').optional();

const periodEdge = z.strictObject({
  day: z.int().min(1).max(31),
  monthOfPeriod: z.union([z.int().min(1).max(6), z.literal('last')]).optional(),
  inNextPeriod: z.literal(true).optional(),
  edge: z.enum(['before', 'on-or-before']),
});

/** Every kind carries `text`, the words that the date is explained with. */
export const deadline = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['before', 'on-or-before']), text, date: localDate, recurs }),
  z.strictObject({ kind: z.literal('within-month'), text, month, recurs }),
  z.strictObject({ kind: z.literal('within-quarter'), text, quarter }),
  z.strictObject({ kind: z.literal('within-year'), text, year }),
  z.strictObject({ kind: z.literal('window'), text, from: localDate, to: localDate }),
  z.strictObject({ kind: z.literal('ongoing'), text }),
  z.strictObject({ kind: z.enum(['after-event', 'before-event']), text, event: text }),
  z.strictObject({ kind: z.literal('within-days'), text, days: z.int().min(1), working: z.boolean(), event: text }),
  z.strictObject({ kind: z.literal('periodic'), text, every: z.enum(PERIODS), by: periodEdge.optional() }),
  // Empty where the document says nothing at all about time.
  z.strictObject({ kind: z.literal('undetermined'), text: textOrEmpty }),
]);

export type DeadlineIsDomain = Assert<Same<z.infer<typeof deadline>, Deadline>>;
