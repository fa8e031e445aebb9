import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { instant, localDate } from '../../contracts/scalars.ts';
import { type Instant, isoInstant } from '../../domain/time.ts';
import { readPlans, type RoundSummary } from './reading/plans.ts';
import { fromEach, type Source } from './reading/tenants.ts';

const roundsDocument = z.strictObject({
  rounds: z.array(
    z.strictObject({
      id: z.string(),
      plan: z.string(),
      name: z.string(),
      year: z.int(),
      opens: localDate,
      targetDay: localDate,
      named: localDate,
      consolidation: instant,
      closes: instant,
      /** Null until it happened. */
      opened: instant.nullable(),
      drafted: instant.nullable(),
      issued: instant.nullable(),
      closed: instant.nullable(),
      received: z.int().min(0),
      expected: z.int().min(0),
    }),
  ),
});

const querystring = z.object({ plan: z.string().min(1).optional() });

/** GET /api/rounds: the rounds of all active plans, or of one. */
export function addRounds(app: FastifyInstance, source: Source): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get('/api/rounds', { schema: { querystring, response: { 200: roundsDocument } } }, async ({ query }) => {
      const plans = await fromEach(source, readPlans);
      const wanted = plans.filter(({ id }) => query.plan === undefined || id === query.plan);
      return { rounds: wanted.flatMap(({ rounds }) => rounds.map(roundOf)) };
    });
}

function roundOf({ round, received, expected }: RoundSummary): z.infer<typeof roundsDocument>['rounds'][number] {
  return {
    id: round.id,
    plan: round.plan,
    name: round.name,
    year: round.year,
    opens: round.opensOn,
    targetDay: round.deadline.targetDay,
    named: round.deadline.namedDay,
    consolidation: isoInstant(round.consolidationAt),
    closes: isoInstant(round.closesAt),
    opened: isoOrNull(round.openedAt),
    drafted: isoOrNull(round.draftedAt),
    issued: isoOrNull(round.issuedAt),
    closed: isoOrNull(round.closedAt),
    received,
    expected,
  };
}

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : isoInstant(at));
