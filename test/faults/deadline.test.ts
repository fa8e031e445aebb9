import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activationCache } from '../../activities/activation-cache.ts';
import { claimLetters } from '../../activities/claim.ts';
import { createObligationActivities } from '../../activities/obligation.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { messagesOf } from '../../db/queries/notification.ts';
import { loadLadder } from '../../db/queries/obligation.ts';
import { instantAt } from '../../domain/time.ts';
import { openShared, type Opened } from '../support/opened.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SHARED } from '../support/shared-plan.ts';
import { submission } from '../support/submission.ts';

const { tenant } = SHARED;
const BY = 'người thử';
/** Before Fri 20/6: late from this instant on. */
const LATE_FROM = instantAt('2025-06-21', '00:00');
/** What a body types in, with no signed document yet: the day of typing counts. */
const typed = submission('2025-06-20', { official: null, doneOn: null });

let opened: Opened;
beforeAll(async () => {
  opened = await openShared();
});
afterAll(() => opened.stop());

const inTenant: Opened['context']['database']['inTenant'] = (_tenant, work) =>
  opened.context.database.inTenant(tenant, work);

describe('handing in within a millisecond of the date', () => {
  it.each([
    ['so-y-te', -1, '2025-06-20'],
    ['so-tu-phap', 0, '2025-06-21'],
    ['hoi-phu-nu', 1, '2025-06-21'],
  ])('%s, %d ms: received on %s', async (body, ms, day) => {
    opened.setNow(LATE_FROM + ms);
    const command = { obligation: SHARED.report(body), by: BY };
    expect(await submit(opened.context, command, typed)).toMatchObject({ submission: 1, state: 'submitted' });
    const { row } = await opened.held(command.obligation);
    expect(row.receivedOn).toBe(day);
  });

  it('after acceptance is refused, and after a return counts as the next version', async () => {
    const health = { obligation: SHARED.report('so-y-te'), by: BY };
    await returnForWork(opened.context, health, { reason: 'thiếu', until: null, items: null });
    const { items } = (await opened.held(health.obligation)).standing;
    const lines = items.map(({ id }) => ({ item: id, text: 'Đã bổ sung.', nothing: false }));
    const again = submit(opened.context, health, { ...typed, lines });
    expect(await again).toMatchObject({ submission: 2, state: 'submitted' });
    // The day first received stands.
    expect((await opened.held(health.obligation)).row.receivedOn).toBe('2025-06-20');
    await accept(opened.context, health);
    await expect(submit(opened.context, health, typed)).rejects.toMatchObject({ code: /settled|accepted/ });
  });
});

describe('handing in while the late rung fires', () => {
  it.each(['xa-mot', 'xa-hai'])('%s: whichever comes first, nothing late is sent', async (body) => {
    const obligation = SHARED.report(body);
    const activities = createObligationActivities({ database: opened.context.database, log: silentLog });
    const row = await inTenant('', (tx) => loadLadder(tx, obligation, 1));
    const late = row?.ladder.rungs.filter(({ id }) => ['late-1', 'late-list'].includes(id)) ?? [];
    expect(late).toHaveLength(2);
    const now = late[0]!.at;
    opened.setNow(now);
    const fire = (): Promise<unknown> =>
      activities.fireRungs({ tenant, obligation, ladder: 1, rungs: late, now, spent: false });
    const hand = (): Promise<unknown> => submit(opened.context, { obligation, by: BY }, typed);
    const race = body === 'xa-mot' ? [fire, hand] : [hand, fire];
    await Promise.all(race.map((act) => act()));
    await inTenant('', (tx) => claimLetters(tx, tenant, now + 3_600_000, activationCache()));
    const told = await inTenant('', (tx) => messagesOf(tx, obligation));
    expect(told.filter(({ state }) => state !== 'superseded')).toEqual([]);
  });
});
