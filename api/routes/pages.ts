import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Transaction } from '../../db/database.ts';
import { OBLIGATION_STATES, type ObligationState } from '../../domain/obligation.ts';
import { readLedger } from '../../db/queries/ledger.ts';
import { listWorkItems } from '../../db/queries/work-item.ts';
import type { Site } from '../pages/frame.ts';
import { letterPage } from '../pages/letter.ts';
import { obligationPage } from '../pages/obligation.ts';
import { overviewPage } from '../pages/overview.ts';
import { planPage } from '../pages/plan.ts';
import { roundPage } from '../pages/round.ts';
import { STYLE } from '../pages/style.ts';
import { workPage } from '../pages/work.ts';
import { missing } from './errors.ts';
import { readObligation } from './reading/obligation.ts';
import { readPlan, readPlans } from './reading/plans.ts';
import { readRound } from './reading/round.ts';
import { readRestraints } from './reading/sending.ts';
import { fromEach, fromFirst, type Source } from './reading/tenants.ts';

/** What is running, for people to read. Ids of rounds and obligations contain slashes, hence the wildcards. */
export function addPages(app: FastifyInstance, source: Source, site: () => Site): void {
  app.get('/kieu.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=300').send(STYLE),
  );

  app.get('/', async (_request, reply) => {
    const restraints = new Set(await fromEach(source, (tx) => readRestraints(tx)));
    return sendPage(reply, overviewPage(site(), await fromEach(source, readPlans), [...restraints]));
  });

  app.get<{ Params: { plan: string } }>('/ke-hoach/:plan', async ({ params }, reply) => {
    const found = await fromFirst(source, (tx) => withRestraints(tx, readPlan(tx, params.plan), ({ id }) => id));
    if (!found) throw missing(`Không có kế hoạch nào đang hoạt động mang mã “${params.plan}”.`);
    return sendPage(reply, planPage(site(), found.view, found.restraints));
  });

  app.get<{ Params: { '*': string }; Querystring: { 'trang-thai'?: string } }>(
    '/ky-bao-cao/*',
    async ({ params, query }, reply) => {
      const found = await fromFirst(source, (tx) =>
        withRestraints(tx, readRound(tx, params['*']), ({ round }) => round.plan),
      );
      if (!found) throw missing(`Không có kỳ báo cáo nào mang mã “${params['*']}”.`);
      return sendPage(reply, roundPage(site(), found.view, stateNamed(query['trang-thai']), found.restraints));
    },
  );

  app.get<{ Params: { '*': string } }>('/viec/*', async ({ params }, reply) => {
    const { now } = site();
    const found = await fromFirst(source, (tx) =>
      withRestraints(tx, readObligation(tx, params['*'], now), ({ line }) => line.row.plan),
    );
    if (!found) throw missing(`Không có việc phải nộp nào mang mã “${params['*']}”.`);
    return sendPage(reply, obligationPage(site(), found.view, found.restraints));
  });

  app.get<{ Params: { '*': string } }>('/thu/*', async ({ params }, reply) => {
    const found = await fromFirst(
      source,
      async (tx) => (await readLedger(tx, { id: params['*'], limit: 1 }))[0] ?? null,
    );
    if (!found) throw missing(`Không có thư nào mang mã “${params['*']}”.`);
    return sendPage(reply, letterPage(site(), found));
  });

  app.get('/viec-cho-quyet-dinh', async (_request, reply) => {
    const items = await fromEach(source, (tx) => listWorkItems(tx, { open: true }));
    return sendPage(reply, workPage(site(), items.flat()));
  });
}

/** What a page shows of a plan, with why not all its messages leave. */
async function withRestraints<View>(
  tx: Transaction,
  reading: Promise<View | null>,
  planOf: (view: View) => string,
): Promise<{ view: View; restraints: string[] } | null> {
  const view = await reading;
  return view && { view, restraints: await readRestraints(tx, planOf(view)) };
}

/** A word that names no state filters nothing: an old link still shows the round. */
function stateNamed(word: unknown): ObligationState | null {
  return OBLIGATION_STATES.find((state) => state === word) ?? null;
}

/** Sends a finished page. */
export function sendPage(reply: FastifyReply, markup: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(markup);
}
