import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { statusDocument } from '../../contracts/cli.ts';
import { OBLIGATION_STATES } from '../../domain/obligation.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { type ObligationStatus, statusOf, type StatusQuery } from '../services/status.ts';
import { type Source, tenantsOf } from './reading/tenants.ts';

const querystring = z.object({
  plan: z.string().min(1).optional(),
  round: z.string().min(1).optional(),
  state: z.enum(OBLIGATION_STATES).optional(),
});

export interface StatusClock {
  now(): Instant;
  idPrefix: string;
}

/** GET /api/obligations: the document of `dondoc status --json`, from the same service. */
export function addObligations(app: FastifyInstance, source: Source, clock: StatusClock): void {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/obligations',
      { schema: { querystring, response: { 200: statusDocument } } },
      async ({ query: { state, ...query } }) => {
        const all = await statusOfAll(source, clock, query);
        return { obligations: all.filter((obligation) => state === undefined || obligation.state === state) };
      },
    );
}

/** A plan that one tenant does not know may be another's: it is refused only where nobody has it. */
async function statusOfAll(source: Source, clock: StatusClock, query: StatusQuery): Promise<ObligationStatus[]> {
  const found: ObligationStatus[] = [];
  let refusal: Refusal | null = null;
  let isKnown = false;
  for (const tenant of await tenantsOf(source)) {
    const context = { database: source.database, tenant, now: () => clock.now(), idPrefix: clock.idPrefix };
    try {
      found.push(...(await statusOf(context, query)));
      isKnown = true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  if (!isKnown && refusal) throw refusal;
  return found;
}
