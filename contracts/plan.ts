import { z } from 'zod';
import { COMPARATORS, PARTY_KINDS, ROUND_KINDS, SELECTOR_LEVELS, SEVERITIES, TRACKS } from '../domain/plan.ts';
import type { Plan } from '../domain/plan.ts';
import { deadline } from './deadline.ts';
import { checkPlanReferences } from './plan-references.ts';
import type { Assert, Same } from './same.ts';
import { list, localDate, orNull, slug, text, textOrEmpty, year } from './scalars.ts';

export const source = z.strictObject({ line: z.int().min(1), quote: text });

export const finding = z.strictObject({
  code: slug,
  severity: z.enum(SEVERITIES),
  message: text,
  source: source.optional(),
});

export const selector = z.strictObject({ level: z.enum(SELECTOR_LEVELS), except: list(text) });

// Number, date and signer have no default: that a document leaves them blank must be said, not forgotten.
const planDocument = z.strictObject({
  number: z.nullable(text),
  title: text,
  issuer: text,
  place: text,
  date: z.nullable(localDate),
  signer: z.nullable(text),
  year,
  basis: list(z.strictObject({ ref: text, date: orNull(localDate) })),
});

const reference = z.strictObject({ ref: text, role: z.enum(['targets', 'owners', 'members']), file: orNull(text) });

const party = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(PARTY_KINDS),
  office: orNull(text),
  members: list(text),
  selector: orNull(selector),
  requested: z.boolean().default(false),
  source,
});

const target = z.strictObject({
  op: z.enum(COMPARATORS),
  value: z.number(),
  value2: orNull(z.number()),
  unit: textOrEmpty,
  by: orNull(localDate),
  label: orNull(text),
});

export const indicatorOwner = z.strictObject({
  party: slug,
  role: z.enum(['report', 'coordinate']),
  scope: orNull(text),
});

const indicator = z.strictObject({
  no: z.string().regex(/^\d+\.(\d+(\.\d+)*|\*)$/),
  text: z.nullable(text),
  targets: list(target),
  owners: list(indicatorOwner),
  source,
});

const objective = z.strictObject({ no: text, title: orNull(text), indicators: list(indicator) });

const item = z.strictObject({
  id: slug,
  party: slug,
  with: list(text),
  track: z.enum(TRACKS),
  title: text,
  indicators: list(text),
  product: orNull(text),
  offSystem: z.boolean().default(false),
  deadline,
  also: list(deadline),
  source,
});

const round = z.strictObject({
  id: slug,
  name: text,
  kind: z.enum(ROUND_KINDS),
  covers: z.enum(['items', 'document']),
  from: z.union([z.literal('members'), z.literal('lead'), z.array(slug)]),
  to: list(text),
  copies: list(text),
  deadline,
  source,
});

/** `dondoc.plan/1`: the one definition of the plan file. */
export const planFile = z
  .strictObject({
    format: z.literal('dondoc.plan/1'),
    document: planDocument,
    references: list(reference),
    /** Empty where the text names none: a finding then, and nothing can be activated. */
    lead: textOrEmpty,
    parties: list(party),
    objectives: list(objective),
    items: list(item),
    rounds: list(round),
    findings: list(finding),
  })
  .superRefine(checkPlanReferences);

export type PlanIsDomain = Assert<Same<z.infer<typeof planFile>, Plan>>;
