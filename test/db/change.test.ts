import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activatePlan } from '../../api/services/activate.ts';
import type { ServiceContext } from '../../api/services/context.ts';
import { recordEvent, withdrawEvent } from '../../api/services/event.ts';
import { extend } from '../../api/services/extend.ts';
import { promise } from '../../api/services/promise.ts';
import { reassign } from '../../api/services/reassign.ts';
import { accept, returnForWork } from '../../api/services/review.ts';
import { submit } from '../../api/services/submit.ts';
import { waive } from '../../api/services/waive.ts';
import { change } from '../../db/change.ts';
import { openDatabase } from '../../db/database.ts';
import { updateObligation } from '../../db/queries/obligation.ts';
import { instantAt } from '../../domain/time.ts';
import { asOwner, freshDatabase, type TestDatabase } from '../support/database.ts';
import { everything } from '../support/opened.ts';
import { SMALL, smallPlan } from '../support/small-plan.ts';
import { submission } from '../support/submission.ts';

let home: TestDatabase;
let context: ServiceContext;
let now = instantAt('2025-04-29', '08:00');

beforeAll(async () => {
  home = await freshDatabase();
  const database = openDatabase(home.applicationUrl, 4);
  context = { database, tenant: SMALL.tenant, idPrefix: '', now: () => now };
});
afterAll(async () => {
  await context.database.close();
  await home.drop();
});

const BY = 'Người Thử, Sở Thứ nhất';
const command = { obligation: SMALL.document, by: BY };

async function newestEntry(): Promise<unknown> {
  const [row] = await context.database.inTenant(SMALL.tenant, (tx) =>
    tx.execute(sql`select action, actor, entity, at from audit_log order by sequence desc limit 1`),
  );
  return row;
}

/** The log refuses rows of this action from now on, as a full disk would. */
async function withoutLog(work: () => Promise<unknown>): Promise<void> {
  const before = await everything(context);
  await asOwner(home.ownerUrl, (owner) =>
    owner.unsafe(`create function no_log() returns trigger language plpgsql as $$ begin raise 'log is full'; end $$;
      create trigger no_log before insert on audit_log for each row execute function no_log();`),
  );
  try {
    await expect(work()).rejects.toMatchObject({ cause: { message: 'log is full' } });
  } finally {
    await asOwner(home.ownerUrl, (owner) => owner.unsafe('drop function no_log cascade'));
  }
  expect(await everything(context)).toEqual(before);
}

describe('every change has its log row, or there is no change', () => {
  const acts: [string, string, () => Promise<unknown>][] = [
    ['plan.activate', '2025-04-29', () => activatePlan(context, smallPlan(), BY)],
    ['obligation.draft', '2025-05-19', () => submit(context, command, submission('2025-05-19', { draft: true }))],
    [
      'obligation.extend',
      '2025-05-20',
      () => extend(context, command, { until: '2025-06-12', reason: 'r', basis: 'b' }),
    ],
    ['obligation.submit', '2025-05-21', () => submit(context, command, submission('2025-05-21'))],
    [
      'obligation.review',
      '2025-05-22',
      () => returnForWork(context, command, { reason: 'r', until: null, items: null }),
    ],
    ['obligation.submit', '2025-05-23', () => submit(context, command, submission('2025-05-23'))],
    ['obligation.review', '2025-05-26', () => accept(context, command)],
  ];
  it.each(acts)('%s of %s', async (action, day, act) => {
    now = instantAt(day, '10:00');
    await withoutLog(act);
    await act();
    expect(await newestEntry()).toMatchObject({ action, actor: BY });
  });

  it('obligation.recordEvent, for each that waited', async () => {
    now = instantAt('2025-05-27', '10:00');
    const record = (): Promise<unknown> =>
      recordEvent(context, { plan: SMALL.id, event: SMALL.event, on: '2025-05-26', due: null }, BY);
    await withoutLog(record);
    await record();
    expect(await newestEntry()).toMatchObject({ action: 'obligation.recordEvent', entity: SMALL.waiting });
  });

  const why = { reason: 'r', basis: 'b' };
  const waiting = { obligation: SMALL.waiting, by: BY };
  const taken = { obligation: SMALL.waiting.replace('thu-hai', 'thu-ba'), by: BY };
  const later: [string, string, () => Promise<unknown>][] = [
    ['obligation.promise', '2025-05-28', () => promise(context, waiting, '2025-06-10')],
    [
      'obligation.withdrawEvent',
      '2025-05-29',
      () => withdrawEvent(context, { plan: SMALL.id, event: SMALL.event, reason: 'r' }, BY),
    ],
    [
      'obligation.reassign',
      '2025-05-30',
      () => reassign(context, waiting, { to: 'thu-ba', items: null, until: null, ...why }),
    ],
    ['obligation.waive', '2025-06-02', () => waive(context, taken, { items: null, ...why })],
  ];
  it.each(later)('%s of %s', async (action, day, act) => {
    now = instantAt(day, '10:00');
    await withoutLog(act);
    await act();
    expect(await newestEntry()).toMatchObject({ action, actor: BY });
  });

  it('a move has a row for each side', async () => {
    const rows = await context.database.inTenant(SMALL.tenant, (tx) =>
      tx.execute(sql`select entity from audit_log where action = 'obligation.reassign' order by sequence`),
    );
    expect(rows.map(({ entity }) => entity)).toEqual([taken.obligation, SMALL.waiting]);
  });

  it('a refused command leaves neither', async () => {
    const before = await everything(context);
    await expect(submit(context, command, submission('2025-05-27'))).rejects.toMatchObject({
      code: 'obligation-settled',
    });
    expect(await everything(context)).toEqual(before);
  });

  it('a write that fails after others leaves neither', async () => {
    const before = await everything(context);
    const entry = { tenant: SMALL.tenant, at: now, actor: BY, action: 'x', entity: SMALL.document, payload: {} };
    const half = context.database.inTenant(SMALL.tenant, (tx) =>
      change(tx, entry, async () => {
        await updateObligation(tx, SMALL.document, { hasDraft: true });
        throw new Error('the second write failed');
      }),
    );
    await expect(half).rejects.toThrow('the second write failed');
    expect(await everything(context)).toEqual(before);
  });
});
