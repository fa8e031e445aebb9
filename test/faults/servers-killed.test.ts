import { spawnSync } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { submit } from '../../api/services/submit.ts';
import { openDatabase } from '../../db/database.ts';
import { notifications } from '../../db/schema/index.ts';
import { accountForPostgres } from '../../dev/account.ts';
import { instantAt } from '../../domain/time.ts';
import { balanceOf, repeated, SOUND } from '../support/balance.ts';
import { asOwner } from '../support/database.ts';
import { type Live, OPENING_DAY, startLive, until } from '../support/live.ts';
import { type OwnServers, startOwnServers } from '../support/own-servers.ts';
import { SMALL } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

const { tenant } = SMALL;
const [ENTRIES, LETTERS] = [12, 11];
const ALL_DUE = instantAt(OPENING_DAY, '09:30');
const command = { obligation: SMALL.report('thu-hai'), by: 'người thử' };

// Servers that were killed read their logs first, and a busy machine takes its time for it.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let servers: OwnServers;
let live: Live;
beforeAll(async () => {
  servers = await startOwnServers();
});
afterAll(() => servers.stop());
beforeEach(async () => {
  live = await startLive({ temporalAddress: servers.temporalAddress, home: await servers.freshDatabase() });
});
afterEach(() => live.stop());

const rows = () => live.database.inTenant(tenant, (tx) => tx.select().from(notifications));
const count = async (): Promise<number> => (await rows().catch(() => [])).length;
const written = (): Promise<void> => until('every rung is written', async () => (await count()) === ENTRIES);
const dispatched = async (): Promise<number> => {
  const { done } = await live.dispatch(ALL_DUE);
  return done;
};
/** Whatever is under way after a start comes to its end. */
const agreed = (): Promise<void> =>
  until('rows and workflows agree', async () => (await balanceOf(live)).disagreements.length === 0);

describe('Temporal killed with -9', () => {
  it('while nothing happens: what people decide meanwhile is told when it is back', async () => {
    await live.worker();
    await written();
    await servers.killTemporal();
    expect(await submit(live.context, command, submission(OPENING_DAY))).toMatchObject({ state: 'submitted' });
    await servers.startTemporal();
    await live.told();
    expect(await dispatched()).toBe(LETTERS - 1);
    await agreed();
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES - 1, superseded: 1 } });
  });

  it('while timers fire: every rung is written, once', async () => {
    await live.worker();
    await until('the first rungs are written', async () => (await count()) > 0);
    await servers.killTemporal();
    await servers.startTemporal();
    await written();
    await agreed();
    expect(await dispatched()).toBe(LETTERS);
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });

  it('under a dispatch: it ends as if nothing had been', async () => {
    const worker = await live.worker({ failpoint: 'letters-claimed:hold' });
    await written();
    const { done } = await live.dispatch(ALL_DUE);
    await worker.reached;
    await servers.killTemporal();
    await servers.startTemporal();
    worker.go();
    expect(await done).toBe(LETTERS);
    await agreed();
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });
});

describe('PostgreSQL killed with -9, and Temporal’s rows with it', () => {
  async function kill(failpoint: string): Promise<void> {
    const worker = await live.worker({ failpoint });
    await written();
    await live.dispatch(ALL_DUE);
    await worker.reached;
    await servers.killPostgres();
    worker.go();
    await expect(submit(live.context, command, submission(OPENING_DAY))).rejects.toThrow();
    await servers.startPostgres();
    await until('the pool is back', async () => (await count()) === ENTRIES);
  }
  /** Temporal, too, takes its time to come back to its rows. */
  const allSent = (): Promise<void> =>
    until(
      'all is sent',
      async () => {
        await live.minutesLater();
        await dispatched().catch(() => 0);
        return (await rows()).every(({ state }) => state === 'sent');
      },
      150_000,
    );

  it('in the middle of a claim: nothing was claimed, each letter goes once', async () => {
    await kill('letters-chosen:hold');
    await allSent();
    await agreed();
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(live.inbox.received()).toHaveLength(LETTERS);
  });

  it('between the mail server’s answer and the commit: nothing is called sent that was not, and only that comes twice', async () => {
    await kill('message-taken:hold');
    const taken = live.inbox.received().length;
    await allSent();
    await agreed();
    expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES } });
    expect(repeated(live.inbox.received()).length).toBeLessThanOrEqual(Math.min(taken, 8));
  });
});

describe('a full disk', () => {
  /** Root may not set the limits of another account's process everywhere; that account may. */
  const ACCOUNT = accountForPostgres();
  /** No file of the server's may grow beyond so many bytes, for whoever connects from now on. */
  const limit = (bytes: string): void => {
    const { status } = spawnSync(
      'prlimit',
      ['--pid', String(servers.postgresPid()), `--fsize=${bytes}:unlimited`],
      ACCOUNT,
    );
    expect(status).toBe(0);
  };

  it.skipIf(spawnSync('prlimit', ['--version']).status !== 0)(
    'a command is refused and leaves no half of itself; with room again it is taken',
    async () => {
      limit('20000000');
      const full = openDatabase(live.home.applicationUrl, 1);
      // Every change leaves a row in the log: what fills its file to the last page leaves no room for any.
      const fill = full.inTenant(tenant, (tx) =>
        tx.execute(sql`
          insert into audit_log (tenant, at, actor, action, entity, payload)
          select ${tenant}, now(), 'đầy', 'đầy', 'đầy', '{}'::jsonb from generate_series(1, 300000)`),
      );
      const report = { ...command, obligation: SMALL.document };
      const content = submission(OPENING_DAY, { doneOn: OPENING_DAY });
      const noRoom = { cause: { message: expect.stringMatching(/could not extend file/) as unknown } };
      try {
        await expect(fill).rejects.toMatchObject(noRoom);
        const inTenant: Live['database']['inTenant'] = (_tenant, work) => full.inTenant(tenant, work);
        const context = { ...live.context, database: { ...full, inTenant } };
        await expect(submit(context, report, content)).rejects.toMatchObject(noRoom);
      } finally {
        limit('unlimited');
        await full.close();
      }
      const [row] = await asOwner(
        live.home.ownerUrl,
        (owner) => owner<{ facts: number; submissions: number; words: number }[]>`
          select (select count(*)::int from facts) as facts, (select count(*)::int from submissions) as submissions,
            (select count(*)::int from outbox where message->>'kind' = 'obligation-fact') as words`,
      );
      expect(row).toEqual({ facts: 0, submissions: 0, words: 0 });
      expect(await submit(live.context, report, content)).toMatchObject({ submission: 1 });
    },
  );
});

describe('Temporal without its lists', () => {
  it('everything goes on: rungs are written, letters leave, people are told, rows and workflows are compared', async () => {
    const visibility = servers.ownerUrl('temporal_visibility');
    await asOwner(visibility, (owner) => owner`alter table executions_visibility rename to gone`);
    try {
      await live.worker();
      await written();
      await submit(live.context, command, submission(OPENING_DAY));
      await live.told();
      expect(await dispatched()).toBe(LETTERS - 1);
      await agreed();
      expect(await balanceOf(live)).toEqual({ ...SOUND, states: { sent: ENTRIES - 1, superseded: 1 } });
    } finally {
      await asOwner(visibility, (owner) => owner`alter table gone rename to executions_visibility`);
    }
  });
});
