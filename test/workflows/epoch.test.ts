import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.ts';
import { resumeSending, setSending, stopSending } from '../../api/services/sending.ts';
import { sendingOf } from '../../api/services/sending-view.ts';
import { sendingSwitches } from '../../db/schema/index.ts';
import { EPOCH_GUARD_ENTRIES } from '../../domain/sending.ts';
import { DAY_MS, instantAt } from '../../domain/time.ts';
import { asOwner, freshDatabase, type TestDatabase } from '../support/database.ts';
import { activateSmall, type Due, dueOn, EIGHT, READER, TEN } from '../support/due.ts';
import { type Engine, startEngine } from '../support/engine.ts';
import { silentLog } from '../support/rehearsing.ts';
import { SMALL } from '../support/small-plan.ts';

const WHY = { by: 'Lò Thị Mẫu', reason: 'đã xem' };
const ALL = { scope: 'all', subject: null } as const;

describe('a restored or copied database', () => {
  let home: TestDatabase;
  let copy: TestDatabase;
  const opened: Due[] = [];
  const open = async (url: string): Promise<Due> => {
    const due = await dueOn(url);
    opened.push(due);
    return due;
  };

  beforeEach(async () => {
    home = await freshDatabase();
    const due = await open(home.applicationUrl);
    await activateSmall(due);
    await due.write('opening', READER, EIGHT);
    await due.database.close();
    copy = await copyOf(home);
  });
  afterEach(async () => {
    for (const { database } of opened.splice(0)) await database.close();
    await copy.drop();
    await home.drop();
  });

  it('is in shadow with its first dispatch, and a person is asked; the one it came from sends on', async () => {
    const due = await open(copy.applicationUrl);
    expect((await sendingOf(due.context)).isRestored).toBe(true);
    expect(await due.claim()).toEqual([]);
    expect(await due.mode()).toBe('shadow restored');
    expect((await due.rows()).map(({ state }) => state)).toEqual(['shadow']);
    expect((await due.envelopes())[0]?.words?.subject).toBeTruthy();
    expect((await due.log()).at(-1)).toBe('sending.restored');
    expect(await due.questions()).toMatchObject([{ kind: 'epoch', state: 'open' }]);
    await due.claim();
    expect(await due.questions()).toHaveLength(1);

    const original = await open(home.applicationUrl);
    expect(await original.claim()).toHaveLength(1);
    expect(await original.mode()).toContain('live');
  });

  it('going live sends nothing of the days before, even where no worker has looked yet', async () => {
    const due = await open(copy.applicationUrl);
    due.setNow(TEN + DAY_MS);
    await setSending(due.context, { mode: 'live', ...WHY });
    expect(await due.claim()).toEqual([]);
    expect((await due.rows()).map(({ state }) => state)).toEqual(['shadow']);
    expect(await due.questions()).toMatchObject([{ state: 'done', decidedBy: WHY.by }]);
    expect(await due.mode()).toBe(`live ${WHY.reason}`);
    await due.write('before-7', READER, TEN + DAY_MS - 1);
    expect(await due.claim()).toHaveLength(1);
  });

  it('that was off stays off', async () => {
    const original = await open(home.applicationUrl);
    await setSending(original.context, { mode: 'off', ...WHY });
    await original.database.close();
    const another = await copyOf(home);
    const due = await dueOn(another.applicationUrl);
    expect(await due.claim()).toEqual([]);
    expect(await due.mode()).toBe('off restored');
    await due.database.close();
    await another.drop();
  });

  it('is also a dump that is read back into the same database: its tables are others', async () => {
    const before = await open(home.applicationUrl);
    await before.database.close();
    await asOwner(home.ownerUrl, async (owner) => {
      // As pg_restore --clean does with every table.
      await owner.unsafe('create table again (like sending_switches including all)');
      await owner.unsafe('insert into again select * from sending_switches');
      await owner.unsafe('drop table sending_switches');
      await owner.unsafe('alter table again rename to sending_switches');
      await owner.unsafe('grant select, insert, update on sending_switches to dondoc_app');
    });
    const due = await open(home.applicationUrl);
    expect(await due.claim()).toEqual([]);
    expect(await due.mode()).toBe('shadow restored');
  });

  it('is none where the server was only started again', async () => {
    const due = await open(home.applicationUrl);
    const [row] = await due.database.inTenant(SMALL.tenant, (tx) => tx.select().from(sendingSwitches));
    expect(row?.fingerprint).toMatch(/^\d+\/[0-9A-F]{8}\/\d+\/\d+$/);
    const [role] = await due.database.inTenant(SMALL.tenant, (tx) => tx.execute(sql`select current_user as name`));
    expect(role).toEqual({ name: 'dondoc_app' });
    expect(await due.claim()).toHaveLength(1);
  });
});

async function copyOf(home: TestDatabase): Promise<TestDatabase> {
  const name = `${new URL(home.ownerUrl).pathname.slice(1)}_copy${Math.random().toString(36).slice(2, 8)}`;
  const server = home.ownerUrl.replace(/\/[^/]*$/, '');
  const from = new URL(home.ownerUrl).pathname.slice(1);
  await asOwner(
    `${server}/postgres`,
    async (owner) => void (await owner.unsafe(`create database ${name} template ${from}`)),
  );
  return {
    ownerUrl: `${server}/${name}`,
    applicationUrl: `${server}/${name}?role=dondoc_app`,
    drop: () =>
      asOwner(`${server}/postgres`, async (owner) => void (await owner.unsafe(`drop database ${name} with (force)`))),
  };
}

describe('the epoch guard', () => {
  let home: TestDatabase;
  let due: Due;
  beforeEach(async () => {
    home = await freshDatabase();
    due = await dueOn(home.applicationUrl);
    await activateSmall(due);
  });
  afterEach(async () => {
    await due.database.close();
    await home.drop();
  });

  const old = async (entries: number, sendAt = EIGHT - 2 * DAY_MS): Promise<void> => {
    for (let index = 0; index < entries; index++) await due.write('opening', `${index}@thu-nhat.example`, sendAt);
  };

  it('stops everything where more than so many fall due long after their minute, and a person lifts it', async () => {
    await old(EPOCH_GUARD_ENTRIES + 1);
    await due.write('late-list', 'dau-moi@dau-moi.example', EIGHT);
    expect(await due.claim()).toEqual([]);
    expect(await due.stops()).toMatchObject([{ scope: 'all', reason: 'epoch-guard', since: TEN }]);
    expect((await due.rows()).every(({ state }) => state === 'pending')).toBe(true);
    const [question, ...others] = await due.questions();
    expect([question?.state, others.length]).toEqual(['open', 0]);
    expect(question?.content.title).toContain('51 nội dung');
    expect(await due.claim()).toEqual([]);
    expect(await due.questions()).toHaveLength(1);

    await resumeSending(due.context, ALL, WHY);
    expect(await due.claim()).toHaveLength(EPOCH_GUARD_ENTRIES + 2);
    expect(await due.questions()).toMatchObject([
      { state: 'done', decidedBy: WHY.by, decision: { reason: WHY.reason } },
    ]);
  });

  it('lets as many go as the setting says, and whatever is of today', async () => {
    await old(EPOCH_GUARD_ENTRIES);
    await due.write('late-list', 'dau-moi@dau-moi.example', EIGHT);
    expect(await due.claim()).toHaveLength(EPOCH_GUARD_ENTRIES + 1);
    expect(await due.stops()).toEqual([]);
  });

  it('counts nothing that a person had before them when lifting a stop of their own', async () => {
    due.setNow(EIGHT - 3 * DAY_MS);
    await stopSending(due.context, ALL, WHY);
    await old(EPOCH_GUARD_ENTRIES + 1);
    due.setNow(TEN);
    await resumeSending(due.context, ALL, WHY);
    expect(await due.claim()).toHaveLength(EPOCH_GUARD_ENTRIES + 1);
  });

  it('counts nothing that is held back anyway', async () => {
    await stopSending(due.context, { scope: 'plan', subject: SMALL.id }, WHY);
    await old(EPOCH_GUARD_ENTRIES + 1);
    expect(await due.claim()).toEqual([]);
    expect((await due.stops()).map(({ scope }) => scope)).toEqual(['plan']);
  });
});

describe('a worker that was away for weeks', () => {
  let engine: Engine;
  afterEach(() => engine.stop());

  it('comes back to notices written now: the guard has nothing to say, however little it lets pass', async () => {
    const back = instantAt('2025-06-10', '10:00');
    engine = await startEngine({ startsAt: back, told: false, epochGuard: 0 });
    engine.setNow(back);
    expect(await sweep(engine.dependencies, engine.clockShift, silentLog)).toBe(2);
    await engine.goTo(instantAt('2025-06-12', '09:00'));
    expect(engine.received(SMALL.document)).toEqual([
      '2025-06-10 catch-up 1',
      '2025-06-10 late-head 1',
      '2025-06-10 late-list 1',
    ]);
    expect((await sendingOf(engine.context)).stops).toEqual([]);
  });
});
