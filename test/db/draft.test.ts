import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftReport } from '../../activities/draft.ts';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { openDatabase } from '../../db/database.ts';
import { storeObligations } from '../../db/queries/obligation.ts';
import { updateRound } from '../../db/queries/plan.ts';
import { loadReports } from '../../db/queries/report.ts';
import { obligationItems, obligations } from '../../db/schema/index.ts';
import { rehearsedSubmission } from '../../dev/rehearsal/rehearsed-submission.ts';
import type { Activation, Obligation, OwedIndicator } from '../../domain/activation.ts';
import type { Act } from '../../domain/behaviour.ts';
import type { Consolidation } from '../../domain/consolidation.ts';
import { derive } from '../../domain/derivation.ts';
import type { PlanRound } from '../../domain/plan.ts';
import type { Submission } from '../../domain/submission.ts';
import { firstLadder } from '../../domain/subject.ts';
import { instantAt } from '../../domain/time.ts';
import { before, inventedIndicator } from '../../importer/invented-plan.ts';
import { figure } from '../consolidation/fixture.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const DOCUMENTS = 'nho-2025/ke-hoach/2025';
const YEAR = 'nho-2025/cuoi-nam/2025';
const SPLIT = 'nho-2025/nhiem-vu-2/thu-hai/2025';
const BY = 'Người Thử';

let home: TestDatabase;
let context: ServiceContext;
let now = instantAt('2025-04-29', '08:00');

/** The small plan with a round of documents, a year's round and an indicator beside its own. */
function plan(): Activation {
  const activation = smallPlan();
  const [midyear, upward] = activation.plan.rounds;
  const like = (id: string, changes: Partial<PlanRound>): PlanRound => ({ ...midyear!, id, ...changes });
  const rounds = [
    midyear!,
    like('ke-hoach', {
      name: 'Kế hoạch công tác',
      kind: 'plan',
      covers: 'document',
      deadline: before('2025-06-10', ''),
    }),
    like('cuoi-nam', { name: 'Báo cáo năm', kind: 'annual', deadline: before('2025-11-28', '') }),
    upward!,
  ];
  const objectives = [{ no: '1', title: null, indicators: [inventedIndicator('1.1', { owners: [] })] }];
  return { ...activation, plan: { ...activation.plan, rounds, objectives } };
}

/** A round opens towards the bodies given, and towards no other. */
async function open(round: string, bodies: string[]): Promise<void> {
  const activation = plan();
  const list = derive(activation)
    .obligations.filter((one) => one.round === round && !one.upward && bodies.includes(one.organisation))
    .map((obligation, position) => ({ obligation, position }));
  await context.database.inTenant(SMALL.tenant, async (tx) => {
    await storeObligations(
      tx,
      SMALL.tenant,
      list.map((one) => ({ ...one, ladder: firstLadder(one.obligation, activation) })),
      now,
    );
    await updateRound(tx, round, { openedAt: now, unsettled: list.length });
  });
}

async function send(obligation: string, changes: Partial<Submission>): Promise<void> {
  await submit(context, { obligation, by: BY }, submission('2025-06-02', { doneOn: null, ...changes }));
}

const acceptAll = (obligation: string): Promise<unknown> => accept(context, { obligation, by: BY });

async function drafted(round: string): Promise<Consolidation> {
  return context.database.inTenant(SMALL.tenant, async (tx) => {
    await draftReport(tx, SMALL.tenant, round, now);
    const newest = (await loadReports(tx, round)).at(-1);
    if (!newest) throw new Error(`no draft of ${round}`);
    return newest;
  });
}

const act = (obligation: string): Act => ({ kind: 'submit', at: now, obligation });

const words = (c: Consolidation): string[] =>
  c.duties.flatMap(({ lines }) => lines.map(({ text, source }) => `${source.organisation}: ${text}`));

beforeAll(async () => {
  home = await freshDatabase();
  context = {
    ...{ database: openDatabase(home.applicationUrl, 4), tenant: SMALL.tenant, idPrefix: '' },
    now: () => now,
  };
  await activatePlan(context, plan(), BY);
  now = instantAt('2025-06-02', '09:00');
});
afterAll(async () => {
  await context.database.close();
  await home.drop();
});

describe('a round of documents', () => {
  const of = (body: string): string => `${DOCUMENTS}/${body}`;

  beforeAll(() => open(DOCUMENTS, ['thu-nhat', 'thu-hai']));

  it('takes nothing without number, date and signer, and nothing that it did not ask for', async () => {
    await expect(send(of('thu-nhat'), { official: null })).rejects.toThrow(
      '“Kế hoạch công tác năm 2025” là văn bản phải gửi, chỉ được coi là đã nộp khi có số, ngày và người ký',
    );
    const lines = [{ item: 'nhiem-vu-1', text: 'Đã làm.', nothing: false }];
    await expect(send(of('thu-nhat'), { lines })).rejects.toMatchObject({ code: 'item-unknown' });
    await expect(send(of('thu-nhat'), { figures: [figure(null, 1)] })).rejects.toMatchObject({
      code: 'indicator-unowed',
    });
  });

  it('is rehearsed with the number of a plan and nothing beside it', async () => {
    const content = await rehearsedSubmission(context, plan(), act(of('thu-hai')));
    expect(content.official?.number).toMatch(/^\d+\/KH$/);
    expect([content.lines, content.figures]).toEqual([[], []]);
  });

  it('is drafted as the list of what came in', async () => {
    await send(of('thu-nhat'), { product: 'Kế hoạch của ngành' });
    const c = await drafted(DOCUMENTS);
    expect(c.documents).toMatchObject([
      { number: '12/BC', signer: 'Người Ký Thử', product: 'Kế hoạch của ngành', source: { receivedOn: '2025-06-02' } },
    ]);
    expect([c.received, c.missing, c.underReview]).toEqual([['thu-nhat'], ['thu-hai'], ['thu-nhat']]);
    expect([c.duties, c.indicators]).toEqual([[], []]);
  });
});

describe('a round of items', () => {
  const owned: OwedIndicator[] = [
    { no: '1.1', role: 'report', scope: 'khu vực nông thôn' },
    { no: '1.2', role: 'coordinate', scope: null },
  ];

  beforeAll(async () => {
    await open(SMALL.round, ['thu-nhat', 'thu-hai', 'thu-ba']);
    await context.database.inTenant(SMALL.tenant, (tx) =>
      tx
        .update(obligations)
        .set({ indicators: owned })
        .where(eq(obligations.id, SMALL.report('thu-nhat'))),
    );
  });

  it('is rehearsed with a figure for each indicator that a body has to report, in its part', async () => {
    const content = await rehearsedSubmission(context, plan(), act(SMALL.report('thu-nhat')));
    expect(content.figures.map(({ indicator, item, scope }) => [indicator, item, scope])).toEqual([
      ['1.1', null, 'khu vực nông thôn'],
    ]);
    const other = await rehearsedSubmission(context, plan(), act(SMALL.report('thu-hai')));
    expect([other.figures, other.official?.number]).toEqual([[], expect.stringMatching(/^\d+\/BC$/)]);
  });

  it('is rehearsed with one figure where a duty and an ownership ask for the same', async () => {
    const { items, ...rest } = plan().plan;
    const counting = items.map((item) => ({ ...item, track: 'figure' as const, indicators: ['1.*'] }));
    const content = await rehearsedSubmission(
      context,
      { ...plan(), plan: { ...rest, items: counting } },
      act(SMALL.report('thu-nhat')),
    );
    expect(content.figures.map(({ indicator, item }) => [indicator, item])).toEqual([['1.1', 'nhiem-vu-1']]);
  });

  it('refuses a figure that nobody asked for by its name, and takes one that the body owns', async () => {
    const strange = { ...figure(null, 5), indicator: '9.9' };
    await expect(send(SMALL.report('thu-nhat'), { figures: [strange] })).rejects.toThrow(
      '“Báo cáo giữa năm 2025” không có chỉ tiêu “9.9”',
    );
    const lines = [{ item: 'nhiem-vu-1', text: 'Đã làm.', nothing: false }];
    await send(SMALL.report('thu-nhat'), { lines, figures: [figure(null, 5)] });
    expect((await drafted(SMALL.round)).indicators[0]).toMatchObject({ expected: 1, reported: 0, figures: [] });
    await returnForWork(
      context,
      { obligation: SMALL.report('thu-nhat'), by: BY },
      { reason: 'Đề nghị xem lại', until: '2025-06-16', items: null },
    );
    expect((await drafted(SMALL.round)).indicators[0]?.figures).toEqual([]);
    await send(SMALL.report('thu-nhat'), { lines, figures: [figure(null, 6)] });
    await acceptAll(SMALL.report('thu-nhat'));
    const [row] = (await drafted(SMALL.round)).indicators;
    expect(row).toMatchObject({
      ...{ expected: 1, reported: 1 },
      figures: [{ figure: { value: 6, scope: 'khu vực nông thôn' }, source: { submission: 2 } }],
    });
  });

  it('counts a body with an item that was split off once, and brings the item in', async () => {
    await moveItem('nhiem-vu-2', 'thu-hai', 'thu-hai');
    const gap = await drafted(SMALL.round);
    expect(gap.expected).toEqual(['thu-nhat', 'thu-hai', 'thu-ba']);
    expect(gap.duties.find(({ item }) => item === 'nhiem-vu-2')).toMatchObject({ expected: 1, reported: 0 });
    await send(SPLIT, { lines: [{ item: 'nhiem-vu-2', text: 'Làm riêng.', nothing: false }] });
    await acceptAll(SPLIT);
    const c = await drafted(SMALL.round);
    expect([c.received, c.missing]).toEqual([['thu-nhat'], ['thu-hai', 'thu-ba']]);
    expect(words(c)).toContain('thu-hai: Làm riêng.');
    expect(c.duties.find(({ item }) => item === 'nhiem-vu-2')?.lines[0]?.source).toMatchObject({
      ...{ obligation: SPLIT, kind: 'own', submission: 1 },
    });
  });

  it('counts an item that was given to another body with that body only', async () => {
    await moveItem('nhiem-vu-3', 'thu-ba', 'thu-nhat');
    const c = await drafted(SMALL.round);
    expect(c.duties.find(({ item }) => item === 'nhiem-vu-3')).toMatchObject({ expected: 1, reported: 0 });
    expect(c.expected).toEqual(['thu-nhat', 'thu-hai', 'thu-ba']);
  });

  it('tells what came of a document of no round in the next draft, and in that one only', async () => {
    await open(YEAR, ['thu-nhat']);
    expect(words(await drafted(YEAR))).toEqual([]);
    await send(SMALL.document, { doneOn: '2025-05-30', product: 'Công văn số 7/STN' });
    expect(words(await drafted(SMALL.round))).not.toContainEqual(expect.stringContaining('Công văn số 7'));
    await acceptAll(SMALL.document);
    const told = 'thu-nhat: Sản phẩm: Công văn số 7/STN; hoàn thành ngày 30/5/2025.';
    expect(words(await drafted(SMALL.round))).toContain(told);
    expect(words(await drafted(SMALL.round))).toContain(told);
    expect(words(await drafted(YEAR))).toEqual([]);
  });
});

/** A body's duty becomes an obligation of its own in the same round, as an extension or a reassignment of it does. */
async function moveItem(item: string, from: string, to: string): Promise<void> {
  const activation = plan();
  const report = derive(activation).obligations.find(({ id }) => id === SMALL.report(from));
  if (!report) throw new Error(`${from} owes no report`);
  const id = `nho-2025/${item}/${to}/2025`;
  const obligation: Obligation = { ...report, id, kind: 'own', organisation: to, name: 'Tổ chức tuyên truyền' };
  await context.database.inTenant(SMALL.tenant, async (tx) => {
    const ladder = firstLadder(obligation, activation);
    await storeObligations(tx, SMALL.tenant, [{ obligation, ladder, position: 1 }], now);
    await tx
      .update(obligationItems)
      .set({ state: 'moved', movedTo: id })
      .where(and(eq(obligationItems.obligation, report.id), eq(obligationItems.item, item)));
  });
}
