import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notifications } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import { balanceOf, repeated, SOUND } from '../support/balance.ts';
import { type Live, OPENING_DAY, startLive, until } from '../support/live.ts';
import { SMALL } from '../support/small-plan.ts';

/** Ten openings of the round, the notice of the document, and the question to the lead: eleven letters. */
const ENTRIES = 12;
const LETTERS = 11;
const ALL_DUE = instantAt(OPENING_DAY, '09:30');

let live: Live;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

const rows = () => live.database.inTenant(SMALL.tenant, (tx) => tx.select().from(notifications));
const allWritten = (): Promise<void> => until('every rung is written', async () => (await rows()).length === ENTRIES);

/** A worker dies at a place of its dispatch; another takes over once the lease of the first is over. */
async function dieInDispatch(failpoint: string): Promise<{ taken: number; settled: number }> {
  const worker = await live.worker({ failpoint });
  await allWritten();
  const dispatch = await live.dispatch(ALL_DUE);
  expect(await worker.ended).toMatchObject({ signal: 'SIGKILL' });
  await dispatch.abandon();
  await live.worker();
  // What the mail server had in hand at the kill has arrived by now.
  const taken = live.inbox.received().length;
  const settled = new Set((await rows()).filter(({ state }) => state === 'sent').map(({ envelope }) => envelope)).size;
  await live.minutesLater();
  await (
    await live.dispatch(ALL_DUE)
  ).done;
  expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
  expect(live.inbox.received()).toHaveLength(LETTERS + repeated(live.inbox.received()).length);
  return { taken, settled };
}

describe('a worker killed with -9', () => {
  it('before its claim is committed: nothing had begun, each letter goes once', async () => {
    expect(await dieInDispatch('letters-chosen:kill')).toEqual({ taken: 0, settled: 0 });
    expect(repeated(live.inbox.received())).toEqual([]);
  });

  it('with its claim committed and nothing sent: each letter goes once', async () => {
    expect(await dieInDispatch('letters-claimed:kill')).toEqual({ taken: 0, settled: 0 });
    expect(repeated(live.inbox.received())).toEqual([]);
  });

  it('between the mail server’s answer and the commit: again what was in flight, byte for byte, and nothing else', async () => {
    const { taken, settled } = await dieInDispatch('message-taken:kill:5');
    expect(taken).toBeGreaterThanOrEqual(5);
    expect(repeated(live.inbox.received())).toHaveLength(taken - settled);
    // Eight lanes: so many can be in flight.
    expect(taken - settled).toBeLessThanOrEqual(8);
  });

  it('right after a commit: what was committed goes no second time', async () => {
    const { taken, settled } = await dieInDispatch('message-settled:kill:3');
    expect(settled).toBeGreaterThanOrEqual(3);
    expect(repeated(live.inbox.received())).toHaveLength(taken - settled);
  });

  it('with rungs written that no workflow knows of: written once, none left out', async () => {
    const worker = await live.worker({ failpoint: 'rungs-written:kill:4' });
    expect(await worker.ended).toMatchObject({ signal: 'SIGKILL' });
    expect((await rows()).length).toBeGreaterThanOrEqual(4);
    await live.worker();
    await live.minutesLater();
    await allWritten();
    await (
      await live.dispatch(ALL_DUE)
    ).done;
    // The workflows come to know when their tasks of the dead worker have timed out.
    await until('every workflow is back', async () => (await balanceOf(live)).disagreements.length === 0);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });

  it('between telling Temporal and noting it: told again, begun once', async () => {
    const first = await live.worker({ failpoint: 'outbox-told:kill' });
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
    await live.worker();
    await live.minutesLater();
    await live.told();
    await allWritten();
    await (
      await live.dispatch(ALL_DUE)
    ).done;
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
  });
});
