import { afterEach, describe, expect, it } from 'vitest';
import { amendPlan, proposeAmendment } from '../../api/services/amend.ts';
import { statusOf } from '../../api/services/status.ts';
import { submit } from '../../api/services/submit.ts';
import { loadRounds } from '../../db/queries/plan.ts';
import { auditLog, planVersions } from '../../db/schema/index.ts';
import { standIn } from '../../domain/party.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { instantAt, isoInstant } from '../../domain/time.ts';
import { obligationWorkflowId } from '../../workflows/messages.ts';
import { onOrBefore } from '../domain-fixture.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

let engine: Engine;
afterEach(() => engine.stop());

const { schedule, organisations, plan } = smallPlan();
const BASIS = 'Quyết định số 9/QĐ-UBND';
const changeTo = (changes: Partial<Schedule>, bodies = organisations) => ({
  ...{ plan: null, organisations: bodies, basis: BASIS },
  schedule: { ...schedule, ...changes },
});
const amend = async (changes: Partial<Schedule>, bodies = organisations) => {
  const amended = await amendPlan(engine.context, SMALL.id, changeTo(changes, bodies), 'người quyết định');
  await engine.tellAll();
  return amended;
};
const at = (day: string, time = '10:00') => instantAt(day, time);
const LATER = { 'van-ban': { deadlines: [onOrBefore('2025-06-20')] } };

async function stateOf(id: string) {
  const found = (await statusOf(engine.context, { plan: SMALL.id })).find((one) => one.id === id);
  return found && [found.state, found.targetDay, found.ladder];
}

async function workflowOf(obligation: string): Promise<string> {
  const id = obligationWorkflowId(engine.idPrefix, SMALL.tenant, obligation);
  return (await engine.client.workflow.getHandle(id).describe()).status.name;
}

describe('an amendment of a date', () => {
  it('is told at once, and nothing of the date before is sent any more', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-05-20'));
    const proposed = await proposeAmendment(engine.context, SMALL.id, changeTo({ items: LATER }));
    expect(proposed.version).toBe(1);
    expect(await stateOf(SMALL.document)).toEqual(['open', '2025-06-05', 1]);
    const { amendment, version } = await amend({ items: LATER });
    expect(amendment).toEqual(proposed.amendment);
    expect(version).toBe(2);
    expect(await stateOf(SMALL.document)).toEqual(['open', '2025-06-20', 2]);
    await engine.goTo(at('2025-06-25'));
    expect(engine.received(SMALL.document)).toEqual([
      ...['2025-05-15 opening 1', '2025-05-20 opening 2', '2025-06-11 before-7 2', '2025-06-18 before-2 2'],
      ...['2025-06-23 late-1 2', '2025-06-23 late-list 2', '2025-06-24 late-head 2'],
    ]);
    const versions = await engine.database.inTenant(SMALL.tenant, (tx) => tx.select().from(planVersions));
    expect(versions.map(({ version: of, basis }) => [of, basis])).toEqual([
      [1, 'Phiếu trình thử'],
      [2, BASIS],
    ]);
  });

  it('leaves alone what was handed in, and its timeliness', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-05-20'));
    await submit(engine.context, { obligation: SMALL.document, by: 'đầu mối' }, submission('2025-05-20'));
    await amend({ items: LATER });
    expect(await stateOf(SMALL.document)).toEqual(['submitted', '2025-06-05', 2]);
  });

  it('of an open round moves its draft', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-06-03'));
    await amend({ rounds: { 'giua-nam': { deadline: onOrBefore('2025-06-27') } } });
    const draft = async () => {
      const [round] = await engine.database.inTenant(SMALL.tenant, (tx) => loadRounds(tx));
      return round?.draftedAt ? isoInstant(round.draftedAt).slice(0, 16) : null;
    };
    await engine.goTo(at('2025-06-26'));
    expect(await draft()).toBeNull();
    await engine.goTo(at('2025-07-03'));
    expect(await draft()).toBe('2025-07-02T16:00');
    expect(engine.received(SMALL.report('thu-hai'))).toEqual([
      ...['2025-05-29 opening 1', '2025-06-03 opening 2', '2025-06-18 before-7 2', '2025-06-25 before-2 2'],
      ...['2025-06-30 late-1 2', '2025-06-30 late-list 2', '2025-07-01 late-head 2'],
    ]);
  });
});

describe('an amendment of what is owed', () => {
  it('ends what is no longer asked for, in silence', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-05-20'));
    const { amendment } = await amend({ items: { 'van-ban': { track: 'none' } } });
    expect(amendment.cancelled).toEqual([SMALL.document]);
    await engine.goTo(at('2025-06-11'));
    expect(engine.received(SMALL.document)).toEqual(['2025-05-15 opening 1']);
    expect(await stateOf(SMALL.document)).toEqual(['cancelled', '2025-06-05', 1]);
    expect(await workflowOf(SMALL.document)).toBe('COMPLETED');
  });

  it('holds a round that a dispatch asks for, from the day it is added', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-06-02'));
    const round = {
      ...{ id: 'cv-31', name: 'Báo cáo nhanh', kind: 'ad-hoc' as const, from: ['thu-hai'], items: null },
      ...{ deadline: onOrBefore('2025-06-18'), addedOn: '2025-06-02', basis: 'Công văn số 31/BNV' },
      upward: { to: ['Bộ Nội vụ'], deadline: onOrBefore('2025-06-30') },
    };
    const { amendment } = await amend({ addedRounds: [round] });
    expect(amendment.roundsAdded.map(({ id }) => id)).toEqual(['nho-2025/cv-31/2025']);
    await engine.goTo(at('2025-06-27'));
    expect(engine.received('nho-2025/cv-31/2025/thu-hai')).toEqual([
      ...['2025-06-02 opening 1', '2025-06-16 before-2 1'],
      ...['2025-06-19 late-1 1', '2025-06-19 late-list 1', '2025-06-20 late-head 1'],
    ]);
    expect(engine.received('nho-2025/cv-31-len-tren/2025-cv-31/dau-moi')).toEqual([
      '2025-06-19 lead-due 1',
      '2025-06-26 lead-due 1',
    ]);
  });
});

describe('a body that ends while the plan runs', () => {
  const ended = organisations.map((body) => (body.id === 'thu-ba' ? { ...body, to: '2025-05-20' } : body));
  const [like] = plan.parties.filter(({ id }) => id === 'thu-ba');
  if (!like) throw new TypeError('the small plan has no such party');
  const successor = { ...standIn({ ...like, id: 'thu-tu', name: 'Sở Thứ tư' }), from: '2025-05-21' };
  const question = 'nho-2025/ke-nhiem-thu-ba/dau-moi/2025';

  it('is a question to the lead; its successor hears nothing before it is named, and all of it afterwards', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-05-12'));
    const { amendment } = await amend({}, [...ended, successor]);
    expect(amendment.added.map(({ id }) => id)).toEqual([question]);
    await engine.goTo(at('2025-05-22'));
    expect(engine.received(question)).toEqual(['2025-05-21 event-question 1']);
    const succession = { party: 'thu-ba', on: '2025-05-21', selector: null, organisations: ['thu-tu'], basis: BASIS };
    await amend({ successions: [succession] }, [...ended, successor]);
    expect(await stateOf(question)).toEqual(['cancelled', null, 1]);
    await engine.goTo(at('2025-06-11'));
    expect(engine.received(SMALL.report('thu-tu'))).toEqual(['2025-05-29 opening 1', '2025-06-10 before-7 1']);
    expect(engine.received(SMALL.report('thu-ba'))).toEqual([]);
  });

  it('named after its round has opened, the successor joins the round', async () => {
    engine = await startEngine();
    await engine.goTo(at('2025-05-12'));
    await amend({}, [...ended, successor]);
    await engine.goTo(at('2025-06-04'));
    expect(await stateOf(SMALL.report('thu-tu'))).toBeUndefined();
    const succession = { party: 'thu-ba', on: '2025-05-21', selector: null, organisations: ['thu-tu'], basis: BASIS };
    const { amendment } = await amend({ successions: [succession] }, [...ended, successor]);
    expect(amendment.added.map(({ id }) => id)).toEqual([SMALL.report('thu-tu')]);
    await engine.goTo(at('2025-06-18'));
    expect(engine.received(SMALL.report('thu-tu'))).toEqual(['2025-06-04 opening 1', '2025-06-17 before-2 1']);
    const [round] = await engine.database.inTenant(SMALL.tenant, (tx) => loadRounds(tx));
    expect(round?.unsettled).toBe(4);
  });
});

describe('an amendment is refused', () => {
  it('where the plan is not active, its day of activation would change, or nobody approved; nothing is written', async () => {
    engine = await startEngine();
    await expect(amendPlan(engine.context, 'khong-co', changeTo({}), 'x')).rejects.toThrow(/“khong-co”/);
    await expect(amend({ activatedOn: '2025-05-05' })).rejects.toThrow(/“2025-05-05” khác ngày đã kích hoạt/);
    await expect(amend({ approval: null })).rejects.toThrow(/^Chưa thể điều chỉnh .*approval/);
    const log = await engine.database.inTenant(SMALL.tenant, (tx) => tx.select().from(auditLog));
    expect(log.filter(({ action }) => action === 'plan.amend')).toEqual([]);
  });
});
