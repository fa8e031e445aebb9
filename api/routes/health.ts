import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { undelivered } from '../../db/queries/fact.ts';
import { fromEach, type Source } from './reading/tenants.ts';

/** Rows looked at for the count of what waits: beyond this it only matters that there are many. */
const COUNTED_ROWS = 1000;

const alive = z.strictObject({ ok: z.literal(true) });
const readyDocument = z.strictObject({
  ready: z.boolean(),
  database: z.enum(['up', 'down']),
  outbox: z.strictObject({ waiting: z.int(), oldestSeconds: z.int(), attempts: z.int() }).nullable(),
});

/**
 * `/healthz`: the process answers. `/readyz`: the database answers too; what Temporal was not told yet is shown with
 * its age but makes nothing unready, since the pages work without Temporal. `/health` is what older probes ask for.
 */
export function addHealth(app: FastifyInstance, source: Source): void {
  const age = ageOfOldest();
  const typed = app.withTypeProvider<ZodTypeProvider>();
  for (const url of ['/healthz', '/health']) {
    typed.get(url, { schema: { response: { 200: alive } } }, async () => ({ ok: true as const }));
  }

  typed.get('/readyz', { schema: { response: { 200: readyDocument, 503: readyDocument } } }, async (request, reply) => {
    try {
      await source.database.ping();
      const rows = await fromEach(source, (tx) => undelivered(tx, COUNTED_ROWS));
      const attempts = Math.max(0, ...rows.map((row) => row.attempts));
      const oldest = rows.length === 0 ? null : Math.min(...rows.map(({ id }) => id));
      const outbox = { waiting: rows.length, oldestSeconds: age(oldest, performance.now()), attempts };
      return { ready: true, database: 'up' as const, outbox };
    } catch (error) {
      request.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ ready: false, database: 'down' as const, outbox: null });
    }
  });
}

/**
 * Outbox rows carry no time, so the age of the oldest is how long this process has been seeing it: a probe that looks
 * every few seconds gets it right to those seconds.
 */
function ageOfOldest(): (oldest: number | null, realMs: number) => number {
  let seen: { id: number; since: number } | null = null;
  return (oldest, realMs) => {
    if (oldest === null) seen = null;
    else if (seen?.id !== oldest) seen = { id: oldest, since: realMs };
    return seen === null ? 0 : Math.floor((realMs - seen.since) / 1000);
  };
}
