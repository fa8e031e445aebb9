import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordEvent } from '../../api/services/event.ts';
import { reassign, type Reassignment } from '../../api/services/reassign.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import { facts, obligationItems, obligations, organisations } from '../../db/schema/index.ts';
import { dated } from '../domain-fixture.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const BY = 'Lò Thị Mẫu, Sở Đầu mối';
const HEALTH = SHARED.report('so-y-te');
const LAW = SHARED.report('so-tu-phap');

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const to = (organisation: string, changes: Partial<Reassignment> = {}): Reassignment => ({
  ...{ to: organisation, items: null, until: null, reason: 'sắp xếp lại bộ máy', basis: 'QĐ 30/QĐ-UBND' },
  ...changes,
});
const move = (obligation: string, changed: Reassignment, key?: string) =>
  reassign(opened.context, { obligation, by: BY, key }, changed);
const handIn = (obligation: string) => submit(opened.context, { obligation, by: BY }, submission('2025-05-29'));
const inTenant = <T>(work: Parameters<typeof opened.context.database.inTenant<T>>[1]): Promise<T> =>
  opened.context.database.inTenant(SHARED.tenant, work);

async function refusedWith(code: string, act: () => Promise<unknown>): Promise<void> {
  const before = await opened.everything();
  await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  expect(await opened.everything()).toEqual(before);
}

const factsOf = (obligation: string) =>
  inTenant((tx) => tx.select().from(facts).where(eq(facts.obligation, obligation)).orderBy(facts.sequence));

describe('single items', () => {
  const apart = SHARED.item('y-te-2', 'so-moi');

  it('become an obligation of the new body in the same round, with the date in force', async () => {
    const before = (await opened.round()).unsettled!;
    expect(await move(HEALTH, to('so-moi', { items: ['y-te-2'] }))).toEqual([HEALTH, apart]);
    expect(await opened.items(HEALTH)).toEqual({ 'y-te-1': 'open', 'y-te-2': 'moved', 'y-te-3': 'open' });
    const { row, standing, ladder } = await opened.held(apart);
    expect(row).toMatchObject({
      ...{ kind: 'own', round: SHARED.round, organisation: 'so-moi', party: 'so-y-te', name: 'Tập huấn cho cán bộ' },
      ...{ upward: false, requested: false, ofLead: false, opensOn: '2025-05-29', consolidationOn: '2025-06-25' },
      ...{ sequence: 1, startedAt: null },
    });
    expect(standing).toMatchObject({ decision: 'none', items: [{ id: 'y-te-2', state: 'open' }] });
    expect(standing.deadline).toEqual((await opened.held(HEALTH)).standing.deadline);
    // Nothing before it was recorded: the first message goes at ten, when it was.
    expect(ladder.ladder.rungs[0]).toMatchObject({ id: 'opening', at: opened.context.now(), prompt: true });
    expect(dated(ladder.ladder.rungs)).toEqual([
      ...['29/5 opening', '10/6 before-7', '17/6 before-2', '19/6 morning'],
      ...['23/6 late-1', '23/6 late-list', '24/6 late-head'],
    ]);
    expect((await opened.round()).unsettled).toBe(before + 1);
    expect((await opened.words()).slice(-2)).toEqual([
      { kind: 'start-obligation', obligation: apart },
      { kind: 'obligation-fact', obligation: HEALTH, sequence: 1, ladder: 0, settled: false },
    ]);
  });

  it('leave a trace on both sides', async () => {
    await move(HEALTH, to('so-moi', { items: ['y-te-2'] }));
    const why = { to: 'so-moi', reason: 'sắp xếp lại bộ máy', basis: 'QĐ 30/QĐ-UBND' };
    expect(await factsOf(HEALTH)).toMatchObject([
      { kind: 'reassign', by: BY, payload: { ...why, items: ['y-te-2'], into: [apart] } },
    ]);
    expect(await factsOf(apart)).toMatchObject([
      { kind: 'reassign', by: BY, payload: { ...why, from: HEALTH, fromOrganisation: 'so-y-te' } },
    ]);
    const [item] = await inTenant((tx) => tx.select().from(obligationItems).where(eq(obligationItems.movedTo, apart)));
    expect(item).toMatchObject({ obligation: HEALTH, item: 'y-te-2' });
  });

  it('join the report of a body that has one open, which then has to tell them', async () => {
    const before = await opened.round();
    expect(await move(HEALTH, to('so-tu-phap', { items: ['y-te-2', 'y-te-3'] }))).toEqual([HEALTH, LAW]);
    expect(await opened.items(LAW)).toEqual({ 'tu-phap-1': 'open', 'y-te-2': 'open', 'y-te-3': 'open' });
    expect((await opened.round()).unsettled).toBe(before.unsettled);
    expect(await factsOf(LAW)).toMatchObject([
      { kind: 'reassign', payload: { from: HEALTH, added: ['y-te-2', 'y-te-3'] } },
    ]);
    expect(await opened.words()).toContainEqual({
      ...{ kind: 'obligation-fact', obligation: LAW, sequence: 1, ladder: 0, settled: false },
    });
    await handIn(LAW);
    await accept(opened.context, { obligation: LAW, by: BY });
    expect(await opened.items(LAW)).toEqual({ 'tu-phap-1': 'accepted', 'y-te-2': 'accepted', 'y-te-3': 'accepted' });
    expect((await opened.held(HEALTH)).standing.decision).toBe('none');
  });

  it('are told of a past day where they were then', async () => {
    opened.goTo('2025-06-03');
    await move(HEALTH, to('so-tu-phap', { items: ['y-te-2'] }));
    await move(HEALTH, to('so-moi', { items: ['y-te-3'] }));
    const states = async (id: string, on: string) => (await opened.status(id, on))?.items.map((item) => item.state);
    expect(await states(HEALTH, '2025-06-02')).toEqual(['open', 'open', 'open']);
    expect(await states(LAW, '2025-06-02')).toEqual(['open']);
    expect(await states(HEALTH, '2025-06-03')).toEqual(['open', 'moved', 'moved']);
    expect(await states(LAW, '2025-06-03')).toEqual(['open', 'open']);
    expect(await opened.status(SHARED.item('y-te-3', 'so-moi'), '2025-06-02')).toBeUndefined();
  });

  it('with a date of their own, or where the report is with the lead already, stand apart', async () => {
    const [, dated] = await move(HEALTH, to('so-tu-phap', { items: ['y-te-1'], until: '2025-06-27' }));
    expect(dated).toBe(SHARED.item('y-te-1', 'so-tu-phap'));
    const { row, standing } = await opened.held(dated!);
    expect(standing.deadline).toMatchObject({ targetDay: '2025-06-27', origin: 'lead' });
    expect(row.consolidationOn).toBeNull();
    await handIn(LAW);
    expect(await move(HEALTH, to('so-tu-phap', { items: ['y-te-2'] }))).toEqual([
      HEALTH,
      SHARED.item('y-te-2', 'so-tu-phap'),
    ]);
  });

  it('go on from one body to the next, and back under another number', async () => {
    await move(HEALTH, to('so-moi', { items: ['y-te-2'] }));
    const [, third] = await move(apart, to('hoi-phu-nu', { until: '2025-06-27' }));
    expect(third).toBe(SHARED.item('y-te-2', 'hoi-phu-nu'));
    // A body that the plan only asks is asked here too.
    expect((await opened.held(third!)).row.requested).toBe(true);
    const [, back] = await move(third!, to('so-moi'));
    expect(back).toBe(SHARED.item('y-te-2.2', 'so-moi'));
    expect((await opened.held(apart)).standing.decision).toBe('cancelled');
    expect((await opened.round()).unsettled).toBe(6);
  });

  it('of what was sent back leave the accepted rest accepted', async () => {
    const command = { obligation: HEALTH, by: BY };
    await handIn(HEALTH);
    await returnForWork(opened.context, command, { reason: 'thiếu', until: '2025-06-10', items: ['y-te-3'] });
    await move(HEALTH, to('so-moi', { items: ['y-te-3'] }));
    expect((await opened.held(HEALTH)).standing).toMatchObject({ decision: 'accepted' });
    expect(await opened.items(HEALTH)).toEqual({ 'y-te-1': 'accepted', 'y-te-2': 'accepted', 'y-te-3': 'moved' });
    expect((await opened.round()).unsettled).toBe(5);
  });
});

describe('a whole obligation', () => {
  it('becomes the report of a body that had none; the one before is cancelled and hears no more', async () => {
    expect(await move(HEALTH, to('so-moi'))).toEqual([HEALTH, SHARED.report('so-moi')]);
    const { row, standing } = await opened.held(SHARED.report('so-moi'));
    expect(row).toMatchObject({ kind: 'report', name: 'Báo cáo giữa năm 2025', round: SHARED.round });
    expect(standing.items.map(({ id }) => id)).toEqual(['y-te-1', 'y-te-2', 'y-te-3']);
    expect((await opened.held(HEALTH)).standing.decision).toBe('cancelled');
    expect((await opened.words()).at(-1)).toMatchObject({ obligation: HEALTH, settled: true });
    // One left and one came: it was never without something to wait for.
    expect((await opened.round()).unsettled).toBe(5);
    expect((await opened.words()).filter(({ kind }) => kind === 'round-fact')).toEqual([]);
    await refusedWith('obligation-settled', () => handIn(HEALTH));
    await expect(handIn(HEALTH)).rejects.toThrow(/đã chuyển đi/);
  });

  it('takes figures asked for beside its items along', async () => {
    const indicators = [{ no: '1.1', role: 'report' as const, scope: null }];
    await inTenant((tx) => tx.update(obligations).set({ indicators }).where(eq(obligations.id, HEALTH)));
    await move(HEALTH, to('so-tu-phap'));
    expect((await opened.held(LAW)).row.indicators).toEqual(indicators);
    await move(LAW, to('so-moi'));
    expect((await opened.held(SHARED.report('so-moi'))).row.indicators).toEqual(indicators);
  });

  it('folds into what the receiver owes of the same duties itself: one report for both', async () => {
    const [one, two] = [SHARED.report('xa-mot'), SHARED.report('xa-hai')];
    expect(await move(one, to('xa-hai'))).toEqual([one, two]);
    expect(await opened.items(two)).toEqual({ 'cac-xa-1': 'open', 'cac-xa-2': 'open' });
    const states = async (on: string) => (await opened.status(two, on))?.items.map(({ id }) => id);
    expect([await states('2025-05-29'), await states('2025-05-30')]).toEqual(Array(2).fill(['cac-xa-1', 'cac-xa-2']));
    expect((await opened.round()).unsettled).toBe(4);
  });

  it('whose last one it was settles nothing too early, and tells the round when it does', async () => {
    for (const body of ['so-tu-phap', 'hoi-phu-nu', 'xa-mot', 'xa-hai']) {
      await handIn(SHARED.report(body));
      await accept(opened.context, { obligation: SHARED.report(body), by: BY });
    }
    await move(HEALTH, to('so-moi'));
    expect((await opened.words()).filter(({ kind }) => kind === 'round-fact')).toEqual([]);
    await handIn(SHARED.report('so-moi'));
    await accept(opened.context, { obligation: SHARED.report('so-moi'), by: BY });
    expect((await opened.words()).at(-1)).toMatchObject({ kind: 'round-fact', change: 'all-settled' });
  });

  it('outside rounds keeps its date, or folds into the same duty of the receiver, or stands beside it', async () => {
    expect(await move(SHARED.document('xa-mot'), to('so-moi'))).toEqual([
      SHARED.document('xa-mot'),
      SHARED.document('so-moi'),
    ]);
    expect((await opened.held(SHARED.document('so-moi'))).row).toMatchObject({ round: null, opensOn: '2025-06-09' });
    expect(await move(SHARED.document('so-moi'), to('xa-hai'))).toEqual([
      SHARED.document('so-moi'),
      SHARED.document('xa-hai'),
    ]);
    await submit(opened.context, { obligation: SHARED.document('xa-hai'), by: BY }, submission('2025-05-29'));
  });

  it('that waits for an event waits on with the new body, and is dated with it', async () => {
    const [, moved] = await move(SHARED.afterGuidance, to('so-moi'));
    expect((await opened.held(moved!)).standing).toMatchObject({ deadline: null, event: SHARED.guidance });
    expect((await opened.held(moved!)).ladder.ladder).toMatchObject({ endless: true });
    const event = { plan: SHARED.id, event: SHARED.guidance, on: '2025-05-29', due: null };
    expect((await recordEvent(opened.context, event, BY)).sort()).toEqual([moved, SHARED.withinGuidance].sort());
    const [, second] = await move(moved!, to('hoi-phu-nu'));
    await move(second!, to('xa-mot'));
    // It took its date over: the same day once more is no news to it.
    expect(await recordEvent(opened.context, event, BY)).toEqual([]);
  });
});

describe('is refused, and nothing written', () => {
  it('to whom nobody knows, to itself, and to a body that has ended', async () => {
    await refusedWith('organisation-unknown', () => move(HEALTH, to('so-la')));
    await refusedWith('organisation-same', () => move(HEALTH, to('so-y-te')));
    await inTenant((tx) =>
      tx.update(organisations).set({ validTo: '2025-05-28' }).where(eq(organisations.id, 'so-moi')),
    );
    await refusedWith('organisation-ended', () => move(HEALTH, to('so-moi')));
    expect(await inTenant((tx) => loadActivation(tx, SHARED.id))).not.toBeNull();
  });

  it('under review, of the lead’s own report, of what is no item, and of what was never there', async () => {
    await refusedWith('upward-reassigned', () => move(SHARED.upward, to('so-moi')));
    await refusedWith('item-unknown', () => move(HEALTH, to('so-moi', { items: ['tu-phap-1'] })));
    await refusedWith('obligation-unknown', () => move(`${HEALTH}x`, to('so-moi')));
    await handIn(HEALTH);
    await refusedWith('already-submitted', () => move(HEALTH, to('so-moi')));
  });

  it('with too little time left and no date, or a date that does not fit', async () => {
    // Target Thu 19/6.
    opened.goTo('2025-06-13');
    await refusedWith('date-needed', () => move(HEALTH, to('so-tu-phap')));
    await refusedWith('date-past', () => move(HEALTH, to('so-tu-phap', { until: '2025-06-13' })));
    await refusedWith('date-after-closing', () => move(HEALTH, to('so-tu-phap', { until: '2025-08-07' })));
    await refusedWith('obligation-waiting', () => move(SHARED.afterGuidance, to('so-moi', { until: '2025-07-01' })));
  });

  it('twice under one key does nothing the second time, and answers the same', async () => {
    const first = await move(HEALTH, to('so-moi', { items: ['y-te-2'] }), 'k-9');
    const before = await opened.everything();
    expect(await move(HEALTH, to('so-moi', { items: ['y-te-2'] }), 'k-9')).toEqual(first);
    expect(await opened.everything()).toEqual(before);
    await refusedWith('key-used', () => move(HEALTH, to('so-moi', { items: ['y-te-1'] }), 'k-9'));
  });
});

it('two that move to each other at once both end, and nothing is lost between them', async () => {
  const moves = await Promise.allSettled([
    move(HEALTH, to('so-tu-phap', { items: ['y-te-2'] })),
    move(LAW, to('so-y-te', { items: ['tu-phap-1'] })),
  ]);
  expect(moves.filter(({ status }) => status === 'rejected')).toEqual([]);
  const carried = await inTenant((tx) =>
    tx
      .select({ item: obligationItems.item })
      .from(obligationItems)
      .innerJoin(obligations, eq(obligations.id, obligationItems.obligation))
      .where(
        and(eq(obligations.decision, 'none'), eq(obligationItems.state, 'open'), eq(obligations.round, SHARED.round)),
      ),
  );
  const health = carried.map(({ item }) => item).filter((item) => /^(y-te|tu-phap)/.test(item));
  expect(health.sort()).toEqual(['tu-phap-1', 'y-te-1', 'y-te-2', 'y-te-3']);
});
