import { z } from 'zod';
import { localDate, text } from './scalars.ts';

/** How a body answers in a preview or a rehearsal: `late-6` hands in six working days after the named day. */
export type Answer = 'in-time' | 'silent' | 'returned' | `late-${number}`;

/** The `--behaviour` file. */
export interface Behaviour {
  default: Answer;
  /** By organisation or party. */
  parties: Record<string, Answer>;
  lead: 'acts' | 'silent';
  /** Whether the person who releases drafts to heads releases them. */
  releases: 'all' | 'none';
  /** Day on which each event happens; one without a date stays unrecorded. */
  events: Record<string, string>;
}

// A template literal of zod would let `late-0` and `late--1` pass.
const late = z.string().regex(/^late-[1-9]\d{0,2}$/) as unknown as z.ZodType<`late-${number}`>;

const answer = z.union([z.enum(['in-time', 'silent', 'returned']), late]);

export const behaviourFile = z.strictObject({
  default: answer.default('silent'),
  parties: z.record(text, answer).default({}),
  lead: z.enum(['acts', 'silent']).default('silent'),
  releases: z.enum(['all', 'none']).default('none'),
  events: z.record(text, localDate).default({}),
}) satisfies z.ZodType<Behaviour>;
