import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftReport } from '../../activities/draft.ts';
import { cancel } from '../../api/services/cancel.ts';
import { accept } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { waive } from '../../api/services/waive.ts';
import { type Opened, openShared } from '../support/opened.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const WHY = { reason: 'nhiệm vụ chuyển sang năm sau', basis: 'CV 21/SNV' };
const BY = 'Lò Thị Mẫu, Sở Đầu mối';
const health = { obligation: SHARED.report('so-y-te'), by: BY };
const line = (item: string) => ({ item, text: 'Đã thực hiện.', nothing: false });
const only = (...items: string[]) => submission('2025-06-10', { doneOn: null, lines: items.map(line) });

let opened: Opened;
beforeEach(async () => {
  opened = await openShared();
});
afterEach(() => opened.stop());

const refusedWith = async (code: string, act: () => Promise<unknown>): Promise<void> => {
  const before = await opened.everything();
  await expect(act()).rejects.toMatchObject({ name: 'Refusal', code });
  expect(await opened.everything()).toEqual(before);
};

describe.each([
  ['waived', waive],
  ['cancelled', cancel],
] as const)('%s', (state, release) => {
  const one = { ...WHY, items: ['y-te-2'] };

  it('single items: the rest is handed in and accepted without them', async () => {
    expect(await release(opened.context, health, one)).toBe('open');
    expect(await opened.items(health.obligation)).toEqual({ 'y-te-1': 'open', 'y-te-2': state, 'y-te-3': 'open' });
    opened.goTo('2025-06-10');
    await refusedWith(`item-${state}`, () => submit(opened.context, health, only('y-te-1', 'y-te-2', 'y-te-3')));
    await submit(opened.context, health, only('y-te-1', 'y-te-3'));
    expect(await accept(opened.context, health)).toBe('accepted');
    expect(await opened.items(health.obligation)).toEqual({
      'y-te-1': 'accepted',
      'y-te-2': state,
      'y-te-3': 'accepted',
    });
  });

  it('the whole: nothing can be handed in, the round waits for one less, the workflow hears that it is settled', async () => {
    const before = (await opened.round()).unsettled!;
    expect(await release(opened.context, health, { ...WHY, items: null })).toBe(state);
    expect((await opened.round()).unsettled).toBe(before - 1);
    expect((await opened.words()).at(-1)).toMatchObject({ kind: 'obligation-fact', sequence: 1, settled: true });
    await refusedWith('obligation-settled', () => submit(opened.context, health, only('y-te-1')));
    await refusedWith('obligation-settled', () => release(opened.context, health, { ...WHY, items: null }));
    expect(await opened.status(health.obligation)).toMatchObject({ state, received: null });
  });

  it('item by item settles with the last, and the last of the round tells it', async () => {
    for (const body of ['so-tu-phap', 'hoi-phu-nu', 'xa-mot', 'xa-hai']) {
      await release(opened.context, { obligation: SHARED.report(body), by: BY }, { ...WHY, items: null });
    }
    for (const item of ['y-te-1', 'y-te-2']) await release(opened.context, health, { ...WHY, items: [item] });
    expect((await opened.words()).filter(({ kind }) => kind === 'round-fact')).toEqual([]);
    expect(await release(opened.context, health, { ...WHY, items: ['y-te-3'] })).toBe(state);
    expect((await opened.words()).at(-1)).toMatchObject({ kind: 'round-fact', change: 'all-settled' });
    expect((await opened.round()).unsettled).toBe(0);
  });

  it('after the draft is told to the round, and the body is no longer missing in the next', async () => {
    const draft = () =>
      opened.context.database.inTenant(SHARED.tenant, (tx) =>
        draftReport(tx, SHARED.tenant, SHARED.round, opened.context.now()),
      );
    opened.goTo('2025-06-25');
    expect(await draft()).toBe(1);
    await release(opened.context, health, { ...WHY, items: null });
    expect((await opened.words()).at(-1)).toMatchObject({ kind: 'round-fact', change: 'received-late' });
    expect(await draft()).toBe(2);
  });

  it('what was accepted is not taken back', async () => {
    opened.goTo('2025-06-10');
    await submit(opened.context, health, submission('2025-06-10'));
    await accept(opened.context, health);
    await refusedWith('obligation-settled', () => release(opened.context, health, { ...WHY, items: ['y-te-1'] }));
  });

  it('the lead’s report upward: the round is not issued by it', async () => {
    expect(await release(opened.context, { obligation: SHARED.upward, by: BY }, { ...WHY, items: null })).toBe(state);
    expect(await opened.round()).toMatchObject({ issuedAt: null, unsettled: 5 });
    expect((await opened.words()).filter(({ kind }) => kind === 'round-fact')).toEqual([]);
  });

  it('a past day still shows what was owed on it', async () => {
    opened.goTo('2025-06-03');
    await release(opened.context, health, one);
    opened.goTo('2025-06-05');
    await release(opened.context, health, { ...WHY, items: null });
    opened.goTo('2025-06-23');
    const on = async (day: string) => {
      const found = await opened.status(health.obligation, day);
      return [found?.state, found?.items.map((item) => item.state).join(' ')];
    };
    expect(await on('2025-06-02')).toEqual(['open', 'open open open']);
    expect(await on('2025-06-04')).toEqual(['open', `open ${state} open`]);
    expect(await on('2025-06-05')).toEqual([state, `${state} ${state} ${state}`]);
  });

  it('the same key again changes nothing; the same key for something else is refused', async () => {
    const keyed = { ...health, key: 'k-1' };
    await release(opened.context, keyed, one);
    const before = await opened.everything();
    expect(await release(opened.context, keyed, one)).toBe('open');
    expect(await opened.everything()).toEqual(before);
    await refusedWith('key-used', () => release(opened.context, keyed, { ...one, items: ['y-te-1'] }));
    await refusedWith('key-used', () => (release === waive ? cancel : waive)(opened.context, keyed, one));
    await refusedWith('key-used', () => submit(opened.context, keyed, submission('2025-05-29')));
  });
});
