import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activationCache } from '../../activities/activation-cache.ts';
import { claimLetters } from '../../activities/claim.ts';
import { mayLeave } from '../../activities/sending.ts';
import { releaseBatch } from '../../api/services/batch-release.ts';
import { allowSending, resumeSending, setSending, stopSending } from '../../api/services/sending.ts';
import { catchUp } from '../../api/services/sending-catch-up.ts';
import { sendingOf } from '../../api/services/sending-view.ts';
import { DAY_MS, instantAt } from '../../domain/time.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { activateSmall, DIVISION, type Due, dueOn, EIGHT, HEAD, READER, TEN } from '../support/due.ts';
import { SMALL } from '../support/small-plan.ts';

const WHY = { by: 'Lò Thị Mẫu', reason: 'thử' };
const ALL = { scope: 'all', subject: null } as const;

let home: TestDatabase;
let due: Due;
beforeEach(async () => {
  home = await freshDatabase();
  due = await dueOn(home.applicationUrl);
});
afterEach(async () => {
  await due.database.close();
  await home.drop();
});

/** The plan is active and live, and the document's opening is due. */
async function openingDue(live = true): Promise<void> {
  await activateSmall(due, live);
  await due.write('opening', READER, EIGHT);
}

const states = async (): Promise<string[]> => (await due.rows()).map(({ rung, state }) => `${rung} ${state}`);
const kept = async (): Promise<string[]> =>
  (await due.envelopes()).map(({ id, state, heldBack }) => `${id.split('.').slice(1).join('.')} ${state} ${heldBack}`);

describe('the switch', () => {
  it('nobody has set: made, kept in its words, and nothing to hand over', async () => {
    await openingDue(false);
    expect(await due.claim()).toEqual([]);
    expect(await states()).toEqual(['opening shadow']);
    const [envelope] = await due.envelopes();
    expect(envelope).toMatchObject({ state: 'shadow', heldBack: 'shadow', recipient: READER });
    expect(envelope?.words?.text).toContain('Ban hành văn bản triển khai');
  });

  it('live after shadow sends nothing of before, until somebody says so: once, under an id of its own', async () => {
    await openingDue(false);
    await due.claim();
    await expect(catchUp(due.context, SMALL.id, WHY)).rejects.toThrow('Chưa gửi thật');
    await setSending(due.context, { mode: 'live', ...WHY });
    expect(await due.claim()).toEqual([]);
    expect((await sendingOf(due.context)).plans).toMatchObject([{ plan: SMALL.id, untold: 1 }]);
    expect(await catchUp(due.context, SMALL.id, WHY)).toBe(1);
    // Not released: it waits for its batch like any other of the first stretch.
    expect(await due.claim()).toEqual([]);
    await releaseBatch(due.context, SMALL.id, 'all', WHY.by);
    const [letter, ...others] = await due.claim();
    expect([letter?.letter.to.contact.email, others.length]).toEqual([READER, 0]);
    expect(await kept()).toEqual(['1 shadow shadow', '1.2 sending null']);
    expect(await catchUp(due.context, SMALL.id, WHY)).toBe(0);
  });

  it('live leaves in shadow what fell due there and no worker had come to', async () => {
    await openingDue(false);
    due.setNow(TEN + DAY_MS);
    await due.write('before-7', READER, TEN + DAY_MS - 1);
    await setSending(due.context, { mode: 'live', ...WHY });
    await releaseBatch(due.context, SMALL.id, 'all', WHY.by);
    expect(await states()).toEqual(['opening shadow', 'before-7 pending']);
    expect((await due.claim()).length).toBe(1);
  });

  it('off touches nothing, and live again sends the newest of each', async () => {
    await openingDue();
    await setSending(due.context, { mode: 'off', ...WHY });
    expect(await due.claim()).toEqual([]);
    expect(await states()).toEqual(['opening pending']);
    expect((await sendingOf(due.context)).held).toEqual({ off: 1 });
    due.setNow(TEN + DAY_MS);
    await due.write('before-7', READER, TEN + DAY_MS - 1);
    await setSending(due.context, { mode: 'live', ...WHY });
    expect((await due.claim()).length).toBe(1);
    expect(await states()).toEqual(['opening superseded', 'before-7 sending']);
  });

  it('stands in the log with who and why', async () => {
    await openingDue();
    await stopSending(due.context, ALL, WHY);
    await resumeSending(due.context, ALL, WHY);
    expect(await due.log()).toEqual(['sending.set', 'sending.release', 'sending.stop', 'sending.resume']);
  });
});

describe('a pilot', () => {
  it('is for those on the list; the others’ letters are made and kept', async () => {
    await openingDue();
    await due.write('late-list', 'dau-moi@dau-moi.example', EIGHT);
    await allowSending(due.context, { addresses: ['@Dau-Moi.example'], ...WHY });
    expect((await due.claim()).map(({ letter }) => letter.to.contact.email)).toEqual(['dau-moi@dau-moi.example']);
    expect(await states()).toEqual(['opening shadow', 'late-list sending']);
    expect(await kept()).toContain('1 shadow not-on-allow-list');
  });

  it('sends no copy to whoever is not on it', async () => {
    await activateSmall(due);
    await due.write('late-head', HEAD, EIGHT);
    await allowSending(due.context, { addresses: [HEAD], ...WHY });
    const [letter] = await due.claim();
    expect([letter?.letter.to.contact.email, letter?.letter.copyTo]).toEqual([HEAD, null]);
    await expect(allowSending(due.context, { addresses: ['so-y-te'], ...WHY })).rejects.toThrow('“so-y-te”');
  });

  it('sends the copy where both are', async () => {
    await activateSmall(due);
    await due.write('late-head', HEAD, EIGHT);
    await allowSending(due.context, { addresses: [HEAD, DIVISION], ...WHY });
    expect((await due.claim())[0]?.letter.copyTo?.email).toBe(DIVISION);
  });
});

describe('a stop', () => {
  it.each([
    [ALL, 'stopped-all'],
    [{ scope: 'plan', subject: SMALL.id }, 'stopped-plan'],
    [{ scope: 'organisation', subject: 'thu-nhat' }, 'stopped-organisation'],
  ] as const)('of %j holds, and lifted days later sends the newest in words for that day', async (stopping, code) => {
    await openingDue();
    await due.write('late-list', 'dau-moi@dau-moi.example', EIGHT);
    expect(await stopSending(due.context, stopping, WHY)).toEqual({ inFlight: 0 });
    await expect(stopSending(due.context, stopping, WHY)).rejects.toThrow('đã dừng gửi từ trước');
    // The lead's list about a body goes to the lead: the stop of the body is none of it.
    expect((await due.claim()).length).toBe(stopping.scope === 'organisation' ? 1 : 0);
    expect((await sendingOf(due.context)).held[code]).toBe(stopping.scope === 'organisation' ? 1 : 2);
    const later = instantAt('2025-05-27', '10:00');
    due.setNow(later);
    await due.write('before-7', READER, later - 1);
    expect((await due.claim()).length).toBe(0);
    await resumeSending(due.context, stopping, WHY);
    const toBody = (await due.claim()).filter(({ letter }) => letter.to.contact.email === READER);
    expect(toBody.map(({ letter }) => [letter.at, letter.matters.map(({ entry }) => entry.rung)])).toEqual([
      [later, ['before-7']],
    ]);
    await expect(resumeSending(due.context, stopping, WHY)).rejects.toThrow('không bị dừng gửi');
  });

  it('is refused for what is not there', async () => {
    await activateSmall(due);
    const stopping = { scope: 'plan', subject: 'khac' } as const;
    await expect(stopSending(due.context, stopping, WHY)).rejects.toThrow('“khac”');
  });

  it('between claim and hand-over takes the message back; it goes later, written anew under another id', async () => {
    await openingDue();
    const [message] = await due.claim();
    expect(await stopSending(due.context, ALL, WHY)).toEqual({ inFlight: 1 });
    const { tenant } = SMALL;
    const inHand = { message: message!, attempt: 0, isUntaken: true };
    expect(await due.database.inTenant(tenant, (tx) => mayLeave(tx, inHand))).toBe(false);
    expect(await states()).toEqual(['opening pending']);
    await resumeSending(due.context, ALL, WHY);
    const [again] = await due.claim();
    expect(again?.envelopeId).toBe(`${message?.envelopeId}.2`);
    expect(await kept()).toEqual(['1 superseded stopped-all', '1.2 sending null']);
    const free = { message: again!, attempt: 0, isUntaken: true };
    expect(await due.database.inTenant(tenant, (tx) => mayLeave(tx, free))).toBe(true);
  });

  it('that was answered holds for every claim after; one under way is waited for', async () => {
    await openingDue();
    const { tenant } = SMALL;
    let claimed = (): void => undefined;
    let letGo = (): void => undefined;
    const isClaimed = new Promise<void>((resolve) => (claimed = resolve));
    const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
    const claiming = due.database.inTenant(tenant, async (tx) => {
      const letters = await claimLetters(tx, tenant, TEN, activationCache());
      claimed();
      await isLetGo;
      return letters.length;
    });
    await isClaimed;
    let answered = false;
    const stopping = stopSending(due.context, ALL, WHY).then((result) => {
      answered = true;
      return result;
    });
    // Long enough for a stop that does not wait: a round trip through the same pool, twice.
    await due.rows();
    await due.rows();
    expect(answered).toBe(false);
    letGo();
    expect(await claiming).toBe(1);
    // It knows of the one that was claimed before it.
    expect(await stopping).toEqual({ inFlight: 1 });
    await due.write('before-7', READER, EIGHT);
    expect(await due.claim()).toEqual([]);
  });
});

describe('the first stretch of a plan', () => {
  it('writes to released bodies only, in the order of the organisations file; the lead’s lists are free', async () => {
    await activateSmall(due, false);
    await setSending(due.context, { mode: 'live', ...WHY });
    await due.write('opening', READER, EIGHT);
    await due.write('late-list', 'dau-moi@dau-moi.example', EIGHT);
    expect((await due.claim()).map(({ letter }) => letter.to.contact.email)).toEqual(['dau-moi@dau-moi.example']);
    expect((await sendingOf(due.context)).held).toEqual({ 'not-released': 1 });
    const { plans } = await sendingOf(due.context);
    expect(plans[0]?.unreleased).toEqual(['thu-nhat', 'thu-hai', 'thu-ba', 'duoc-de-nghi']);
    expect(await releaseBatch(due.context, SMALL.id, { organisations: ['thu-ba'] }, WHY.by)).toEqual({
      released: ['thu-ba'],
      remaining: ['thu-nhat', 'thu-hai', 'duoc-de-nghi'],
    });
    expect(await due.claim()).toEqual([]);
    const next = await releaseBatch(due.context, SMALL.id, { next: 2 }, WHY.by);
    expect(next).toEqual({ released: ['thu-nhat', 'thu-hai'], remaining: ['duoc-de-nghi'] });
    expect((await due.claim()).map(({ letter }) => letter.to.contact.email)).toEqual([READER]);
    const refused = releaseBatch(due.context, SMALL.id, { organisations: ['so-la'] }, WHY.by);
    await expect(refused).rejects.toThrow('“so-la”');
    expect((await releaseBatch(due.context, SMALL.id, 'all', WHY.by)).remaining).toEqual([]);
  });
});
