import { z } from 'zod';
import { ROUND_KINDS, TRACKS } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import { deadline } from './deadline.ts';
import { indicatorOwner, selector } from './plan.ts';
import { policy } from './policy.ts';
import type { Assert, Same } from './same.ts';
import { list, localDate, orNull, slug, text, textOrEmpty } from './scalars.ts';

const partySuccession = z.strictObject({
  party: slug,
  on: localDate,
  selector: orNull(selector),
  organisations: list(slug),
  basis: text,
});

const itemDecision = z.strictObject({
  track: z.enum(TRACKS).optional(),
  organisations: z.array(slug).optional(),
  deadlines: z.array(deadline).optional(),
  event: text.optional(),
  asProposed: z.literal(true).optional(),
});

const roundDecision = z.strictObject({
  deadline: deadline.optional(),
  deadlines: z
    .strictObject({ commune: deadline.optional(), district: deadline.optional(), other: deadline.optional() })
    .optional(),
  asProposed: z.literal(true).optional(),
  omitted: z.literal(true).optional(),
  cutOff: localDate.optional(),
  timelinessBy: z.enum(['document', 'figures']).optional(),
  upward: z.record(slug, deadline).optional(),
});

const addedRound = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(ROUND_KINDS),
  from: orNull(z.array(slug)),
  items: orNull(z.array(slug)),
  deadline,
  addedOn: localDate,
  upward: orNull(z.strictObject({ to: z.array(text), deadline: orNull(deadline) })),
  basis: text,
});

const indicatorDecision = z.strictObject({ owners: z.array(indicatorOwner), basis: text.optional() });

const eventRecord = z.strictObject({ on: localDate, due: localDate.optional(), basis: text.optional() });

/** `dondoc.schedule/1`: what the lead decides at activation. */
export const scheduleFile = z.strictObject({
  format: z.literal('dondoc.schedule/1'),
  activatedOn: localDate,
  // Blank until somebody approves: a schedule that is still to be decided can be previewed.
  approval: orNull(z.strictObject({ by: textOrEmpty, title: textOrEmpty, basis: textOrEmpty })),
  participants: z.record(slug, z.array(slug)).default({}),
  successions: list(partySuccession),
  items: z.record(slug, itemDecision).default({}),
  rounds: z.record(slug, roundDecision).default({}),
  addedRounds: list(addedRound),
  indicators: z.record(text, indicatorDecision).default({}),
  events: z.record(text, eventRecord).default({}),
  asApplied: list(z.strictObject({ at: text, value: text, by: text, basis: text })),
  policy: policy.default({}),
});

export type ScheduleIsDomain = Assert<Same<z.infer<typeof scheduleFile>, Schedule>>;
