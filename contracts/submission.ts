import { z } from 'zod';
import type { Submission } from '../domain/submission.ts';
import type { Assert, Same } from './same.ts';
import { list, localDate, orNull, slug, text, textOrEmpty } from './scalars.ts';

/** What a box of words holds at most: docs/rules.md, Paper and rank. */
export const NARRATIVE_LENGTH = 1500;

const box = textOrEmpty.max(NARRATIVE_LENGTH);

const figure = z
  .strictObject({
    indicator: text,
    item: orNull(slug),
    scope: orNull(text),
    numerator: orNull(z.number()),
    denominator: orNull(z.number()),
    value: orNull(z.number()),
    unit: textOrEmpty,
    from: orNull(localDate),
    to: orNull(localDate),
    status: z.enum(['estimate', 'final']),
    source: textOrEmpty,
    note: orNull(text),
  })
  .refine((one) => one.denominator !== 0, { path: ['denominator'], error: 'mẫu số “0” không chia được' });

const narrative = z.strictObject({ item: slug, text: box, nothing: z.boolean().default(false) });

const official = z.strictObject({
  number: text,
  date: localDate,
  signer: text,
  file: orNull(text),
  channel: text,
  receivedOn: localDate,
});

const onBehalf = z.strictObject({ organisation: slug, basis: text });

/** `dondoc.submission/1` */
export const submissionFile = z.strictObject({
  format: z.literal('dondoc.submission/1'),
  draft: z.boolean().default(false),
  figures: list(figure),
  lines: list(narrative),
  general: z
    .strictObject({ difficulties: orNull(box), proposals: orNull(box), nextYear: orNull(box) })
    .default({ difficulties: null, proposals: null, nextYear: null }),
  official: orNull(official),
  doneOn: orNull(localDate),
  product: orNull(text),
  onBehalf: onBehalf.optional(),
});

export type SubmissionIsDomain = Assert<Same<z.infer<typeof submissionFile>, Submission>>;
