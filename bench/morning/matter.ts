import { sql } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import type { NotificationRow } from '../../db/queries/notification.ts';
import type { Matter } from '../../domain/letter.ts';
import { lettersOf } from './letters.ts';
import { type Due, MOVED_UNTIL, type Night, SLOT, TENANT } from './night.ts';

/** So many obligations are read at once. */
const PAGE = 500;

/**
 * What the peers' letters say, made beforehand: whoever reminds from a queue has its words in a table of its own. They
 * need not look at how an obligation stands, nor work out how many days are left.
 */
export async function storeMatters(owner: Database, application: Database, night: Night): Promise<void> {
  await owner.inTenant(TENANT, async (tx) => {
    await tx.execute(sql`create table bench_heads (recipient text primary key, head jsonb not null)`);
    await tx.execute(
      sql`create table bench_matters (obligation text, ladder int, matter jsonb not null, primary key (obligation, ladder))`,
    );
  });
  const moved = new Set(night.due.filter(({ isMoved }) => isMoved).map(({ obligation }) => obligation.id));
  for (let from = 0; from < night.due.length; from += PAGE) {
    const rows = night.due.slice(from, from + PAGE).map(rowOf);
    const letters = await application.inTenant(TENANT, (tx) => lettersOf(tx, night, rows, SLOT));
    const heads = letters.map(({ letter: { matters: _matters, ...head } }) => ({
      recipient: head.to.contact.email,
      head,
    }));
    const matters = letters.flatMap(({ letter }) =>
      letter.matters.flatMap((matter) => versionsOf(matter, moved.has(matter.entry.obligation))),
    );
    await owner.inTenant(TENANT, async (tx) => {
      await tx.execute(sql`insert into bench_heads select * from
        jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as given (recipient text, head jsonb) on conflict do nothing`);
      await tx.execute(sql`insert into bench_matters select * from
        jsonb_to_recordset(${JSON.stringify(matters)}::jsonb) as given (obligation text, ladder int, matter jsonb)`);
    });
  }
}

function rowOf({ obligation: { id, plan, organisation } }: Due): NotificationRow {
  return {
    ...{ id: 0, tenant: TENANT, plan, obligation: id, ladder: 1, rung: 'before-2', occurrence: 0, channel: 'email' },
    ...{ recipient: `dau-moi@${organisation}.example`, organisation, sendAt: SLOT, state: 'pending', envelope: null },
  };
}

/** As it is, and as it will be once its date is moved. */
function versionsOf(matter: Matter, isMoved: boolean): { obligation: string; ladder: number; matter: Matter }[] {
  const { obligation } = matter.entry;
  const first = { obligation, ladder: 1, matter };
  if (!isMoved) return [first];
  const entry = { ...matter.entry, ladder: 2, rung: 'before-7' as const };
  const moved = { ...matter, entry, dateIsNew: true, targetDay: MOVED_UNTIL, namedDay: MOVED_UNTIL, daysLeft: 7 };
  return [first, { obligation, ladder: 2, matter: moved }];
}
