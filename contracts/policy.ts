import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';
import type { Assert, Same } from './same.ts';

const days = z.int().min(0).max(366);
/** A reminder is known by its name, and only these two have words of their own so far. */
const reminder = z.int().refine((count): boolean => count === 7 || count === 2, 'chỉ nhận 7 hoặc 2');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const fields = z.strictObject({
  openBefore: days,
  remindBefore: z.array(reminder),
  quietAfterOpening: days,
  spacing: days,
  lateAfter: days,
  lateHeadAfter: days,
  consolidateAfter: days,
  consolidateBeforeLead: days,
  leadAfterConsolidation: days,
  closeAfter: days,
  communeBeforeLead: days,
  districtBeforeLead: days,
  othersBeforeLead: days,
  documentAfterIssue: days,
  afterEvent: days,
  reviewAfter: days,
  returnedAfter: days,
  leadDueBefore: z.array(days),
  leadDueEveryDays: z.int().min(1).max(366),
  consolidationTime: time,
  slotFrom: time,
  spreadMinutes: z.int().min(0).max(480),
  slotUntil: time,
  writeAheadHours: z.int().min(0).max(24),
  zalo: z.boolean(),
});

export type PolicyIsDomain = Assert<Same<z.infer<typeof fields>, Policy>>;

/**
 * Only what differs from the defaults. `exactOptional`: a key that is present must have a value, since an `undefined`
 * laid over the defaults would erase one.
 */
export const policy = z.strictObject(
  Object.fromEntries(
    Object.entries(fields.shape).map(([name, schema]) => [name, z.exactOptional(schema as z.ZodType)]),
  ) as { [K in keyof typeof fields.shape]: z.ZodExactOptional<(typeof fields.shape)[K]> },
);
