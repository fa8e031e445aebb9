import { and, asc, eq, ne, notInArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { markNotifications, type NotificationRow, TO_LEAD } from '../../db/queries/notification.ts';
import { listObligations } from '../../db/queries/obligation.ts';
import { loadActivation } from '../../db/queries/plan.ts';
import { loadSending } from '../../db/queries/sending.ts';
import { notifications } from '../../db/schema/index.ts';
import { Refusal } from '../../domain/errors.ts';
import { isSettled } from '../../domain/obligation.ts';
import type { RungId } from '../../domain/rung.ts';
import type { ServiceContext } from './context.ts';
import { type Deciding, decideSending } from './sending.ts';

/**
 * What was only made for bodies of a plan, because sending was in shadow or they were not on the allow-list, goes after
 * all: the newest per obligation and reader where nothing has gone since, in words for the day it goes. The lead's own
 * lists do not: they stand on its screen. Returns how many entries.
 */
export async function catchUp(context: ServiceContext, plan: string, { by, reason }: Deciding): Promise<number> {
  return decideSending(context, by, 'sending.catch-up', async (tx) => {
    if ((await loadSending(tx)).mode !== 'live') {
      throw new Refusal('sending-not-live', 'Chưa gửi thật: đặt “dondoc sending set live” trước khi gửi bù.');
    }
    if (!(await loadActivation(tx, plan))) {
      throw new Refusal('plan-unknown', `Không có kế hoạch nào đang hoạt động mang mã “${plan}”.`);
    }
    const ids = (await untold(tx, plan)).map(({ id }) => id);
    await markNotifications(tx, ids, 'pending');
    return { payload: { plan, reason, entries: ids.length }, result: ids.length };
  });
}

/** The lead has its screen, and a letter to a head is released by a person or not at all. */
const NOT_CAUGHT_UP: RungId[] = [...TO_LEAD, 'head-letter'];

/** Readers who should have heard of an open obligation and whose newest message never left. */
export async function untold(tx: Transaction, plan: string): Promise<NotificationRow[]> {
  const open = new Set(
    (await listObligations(tx, { plan }))
      .filter(({ decision, unreportedAt }) => !isSettled({ decision, unreported: unreportedAt !== null }))
      .map(({ id }) => id),
  );
  const toMembers = await tx
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.plan, plan),
        ne(notifications.state, 'superseded'),
        notInArray(notifications.rung, NOT_CAUGHT_UP),
      ),
    )
    .orderBy(asc(notifications.sendAt), asc(notifications.id));
  const newest = new Map(toMembers.map((row) => [[row.obligation, row.recipient, row.channel].join('|'), row]));
  return [...newest.values()].filter(({ obligation, state }) => state === 'shadow' && open.has(obligation));
}
