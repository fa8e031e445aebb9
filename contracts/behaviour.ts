import { z } from 'zod';
import type { Behaviour } from '../domain/behaviour.ts';
import type { Assert, Same } from './same.ts';
import { localDate, text } from './scalars.ts';

// A template literal of zod would let `late-0` and `late--1` pass.
const late = z.string().regex(/^late-[1-9]\d{0,2}$/) as unknown as z.ZodType<`late-${number}`>;

const answer = z.union([z.enum(['in-time', 'silent', 'returned']), late]);

/** The `--behaviour` file. Whoever is not named is silent, the lead too: as without any file. */
export const behaviourFile = z.strictObject({
  default: answer.default('silent'),
  parties: z.record(text, answer).default({}),
  lead: z.enum(['acts', 'silent']).default('silent'),
  releases: z.enum(['all', 'none']).default('none'),
  events: z.record(text, localDate).default({}),
});

export type BehaviourIsDomain = Assert<Same<z.infer<typeof behaviourFile>, Behaviour>>;
