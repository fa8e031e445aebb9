import { sql } from 'drizzle-orm';
import { letterOf } from '../../activities/letter.ts';
import type { Database } from '../../db/database.ts';
import { heldForReading } from '../../db/queries/held.ts';
import type { Letter, Matter } from '../../domain/letter.ts';
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
  for (let from = 0; from < night.due.length; from += PAGE) {
    const page = night.due.slice(from, from + PAGE);
    const letters = await application.inTenant(TENANT, (tx) => lettersOf(tx, night, page));
    const heads = letters.map(({ matters: _matters, ...head }) => ({ recipient: head.to.contact.email, head }));
    const matters = letters.flatMap(({ matters: [matter] }, index) =>
      matter ? versionsOf(matter, (page[index] as Due).isMoved) : [],
    );
    await owner.inTenant(TENANT, async (tx) => {
      await tx.execute(sql`insert into bench_heads select * from
        jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as given (recipient text, head jsonb) on conflict do nothing`);
      await tx.execute(sql`insert into bench_matters select * from
        jsonb_to_recordset(${JSON.stringify(matters)}::jsonb) as given (obligation text, ladder int, matter jsonb)`);
    });
  }
}

async function lettersOf(
  tx: Parameters<typeof heldForReading>[0],
  { activation }: Night,
  page: Due[],
): Promise<Letter[]> {
  const held = await heldForReading(
    tx,
    page.map(({ obligation }) => obligation.id),
  );
  const organisations = new Map(activation.organisations.map((body) => [body.id, body]));
  return page.map(({ obligation: { id, plan, organisation } }) => {
    const found = held.get(id);
    if (!found) throw new TypeError(`${id} is missing`);
    const recipient = `dau-moi@${organisation}.example`;
    const notification = {
      ...{ id: 0, tenant: TENANT, plan, obligation: id, ladder: 1, rung: 'before-2' as const, occurrence: 0 },
      ...{
        channel: 'email' as const,
        recipient,
        organisation,
        sendAt: SLOT,
        state: 'pending' as const,
        envelope: null,
      },
    };
    return letterOf(activation, [{ notification, held: found }], SLOT, {
      organisations,
      sent: new Map(),
      issued: new Map(),
      told: new Map(),
      returns: new Map(),
    });
  });
}

/** As it is, and as it will be once its date is moved. */
function versionsOf(matter: Matter, isMoved: boolean): { obligation: string; ladder: number; matter: Matter }[] {
  const { obligation } = matter.entry;
  const first = { obligation, ladder: 1, matter };
  if (!isMoved) return [first];
  const entry = { ...matter.entry, ladder: 2, rung: 'before-7' as const };
  const moved = { ...matter, entry, targetDay: MOVED_UNTIL, namedDay: MOVED_UNTIL, daysLeft: 7 };
  return [first, { obligation, ladder: 2, matter: moved }];
}
