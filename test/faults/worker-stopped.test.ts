import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveries, envelopes, notifications } from '../../db/schema/index.ts';
import { instantAt } from '../../domain/time.ts';
import { balanceOf, repeated, SOUND } from '../support/balance.ts';
import { type Live, OPENING_DAY, startLive, until } from '../support/live.ts';
import { SMALL } from '../support/small-plan.ts';

const ENTRIES = 12;
const LETTERS = 11;
const ALL_DUE = instantAt(OPENING_DAY, '09:30');

let live: Live;
beforeEach(async () => {
  live = await startLive();
});
afterEach(() => live.stop());

const inTenant: Live['database']['inTenant'] = (_tenant, work) => live.database.inTenant(SMALL.tenant, work);
const rows = () => inTenant('', (tx) => tx.select().from(notifications));
const written = (): Promise<void> => until('every rung is written', async () => (await rows()).length === ENTRIES);

/** A worker is halted at a place of its dispatch; its tasks are its own, so that nobody waits for it but itself. */
async function halt(
  failpoint: string,
  env: Record<string, string> = {},
): Promise<{ goOn(): void; done: Promise<number> }> {
  const worker = await live.worker({ failpoint, env });
  await written();
  const { done } = await live.dispatch(ALL_DUE);
  await worker.reached;
  return { goOn: () => worker.signal('SIGCONT'), done };
}

/** Another worker, with tasks of its own: what was given to the halted one waits for it. */
const OTHER = { TASK_QUEUE: `live-other-${process.pid}` };
const otherDispatch = async (): Promise<number> => (await live.dispatch(ALL_DUE, OTHER.TASK_QUEUE)).done;

describe('a worker halted for longer than its lease', () => {
  it('before the mail server: finds its letters taken over and sends none', async () => {
    const halted = await halt('letters-claimed:stop');
    await live.worker({ env: OTHER });
    expect(await otherDispatch()).toBe(0);
    await live.minutesLater();
    expect(await otherDispatch()).toBe(LETTERS);
    halted.goOn();
    expect(await halted.done).toBe(0);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });

  it('after the mail server: its late word stays in the log, and what the other one settled stands', async () => {
    const halted = await halt('message-taken:stop');
    await live.worker({ env: OTHER });
    await live.minutesLater();
    expect(await otherDispatch()).toBe(LETTERS);
    const settled = await inTenant('', (tx) => tx.select().from(envelopes).orderBy(envelopes.id));
    halted.goOn();
    await halted.done;
    expect(await inTenant('', (tx) => tx.select().from(envelopes).orderBy(envelopes.id))).toEqual(settled);
    const late = (await inTenant('', (tx) => tx.select().from(deliveries))).filter(({ attempt }) => attempt === 0);
    expect(late.length).toBeGreaterThan(0);
    // Eight lanes: so many can be in flight.
    expect(late.length).toBeLessThanOrEqual(8);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(repeated(live.inbox.received())).toHaveLength(late.length);
  });

  it('in the middle of its claim: PostgreSQL takes back what it holds, and the next one sends it', async () => {
    const url = new URL(live.home.applicationUrl);
    url.searchParams.set('idle_in_transaction_session_timeout', '3000');
    const halted = await halt('letters-chosen:stop', { DATABASE_URL: url.toString() });
    await live.worker({ env: OTHER });
    let sent = 0;
    await until('its rows are free again', async () => (sent += await otherDispatch()) === LETTERS);
    halted.goOn();
    // It hears that its connection is gone, and its second try finds nothing left to do.
    expect(await halted.done).toBe(0);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });
});

describe('a worker whose clock is wrong', () => {
  /** How many seconds the claims hold from now on, by PostgreSQL's clock. */
  const leases = async (): Promise<number[]> => {
    const now = Date.now();
    const open = (await inTenant('', (tx) => tx.select().from(envelopes))).filter(({ state }) => state === 'sending');
    return open.map(({ leaseUntil }) => Math.round((leaseUntil - now) / 1000));
  };

  it.each([
    ['an hour slow', -3_600_000],
    ['a day fast', 86_400_000],
  ])('%s: claims for two minutes by the database’s clock, and fires by Temporal’s', async (_words, jump) => {
    const worker = await live.worker({ failpoint: 'letters-claimed:hold', env: { CLOCK_JUMP_MS: String(jump) } });
    await written();
    await live.dispatch(ALL_DUE);
    await worker.reached;
    const seconds = await leases();
    expect(seconds).toHaveLength(LETTERS);
    expect(Math.min(...seconds)).toBeGreaterThan(60);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(121);
    // Slow by an hour, its leases would have been over at once: the other one would have sent all a second time.
    await live.worker({ env: OTHER });
    expect(await otherDispatch()).toBe(0);
    worker.go();
    await until('all is sent', async () => (await rows()).every(({ state }) => state === 'sent'));
    expect(live.inbox.received()).toHaveLength(LETTERS);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
  });
});
