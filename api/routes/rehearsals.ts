import type { FastifyInstance } from 'fastify';
import type { Site } from '../pages/frame.ts';
import { rehearsalPage } from '../pages/rehearsal.ts';
import { rehearsalListPage } from '../pages/rehearsal-list.ts';
import { sendFile } from './downloads.ts';
import { missing } from './errors.ts';
import { sendPage } from './pages.ts';
import type { PlanNames } from './reading/names.ts';
import type { RehearsalFolder } from './reading/rehearsal.ts';
import { DRAFT_FORMATS, type DraftFormat } from './reading/round.ts';

/** The rehearsed years. */
export function addRehearsals(
  app: FastifyInstance,
  folder: RehearsalFolder,
  namesOf: (plan: string) => PlanNames,
  site: () => Site,
): void {
  app.get('/dien-tap', (_request, reply) => {
    const plans = folder.plans().map((plan) => ({ plan, names: namesOf(plan), rehearsal: folder.read(plan) }));
    return sendPage(reply, rehearsalListPage(site(), plans));
  });

  app.get<{ Params: { plan: string }; Querystring: { 'co-quan'?: string } }>(
    '/dien-tap/:plan',
    ({ params: { plan }, query }, reply) => {
      const rehearsal = folder.read(plan);
      if (!rehearsal) throw missing(`Kế hoạch “${plan}” chưa được diễn tập.`);
      const view = {
        plan,
        names: namesOf(plan),
        rehearsal,
        organisation: String(query['co-quan'] ?? '') || null,
        hasFile: (index: number, format: DraftFormat) => folder.hasDraft(plan, index, format),
      };
      return sendPage(reply, rehearsalPage(site(), view));
    },
  );

  app.get<{ Params: { plan: string; file: string } }>('/tai-dien-tap/:plan/:file', ({ params }, reply) => {
    const [, index, format] = /^(\d{1,4})\.(docx|xlsx)$/.exec(params.file) ?? [];
    const kind = DRAFT_FORMATS.find((known) => known === format);
    const bytes = kind && folder.draftFile(params.plan, Number(index), kind);
    if (!bytes) throw missing(`Không có tệp “${params.file}” của lần diễn tập này.`);
    return sendFile(reply, { bytes, name: `Diễn tập ${params.plan}, dự thảo ${Number(index) + 1}`, format: kind });
  });
}
