import { sql } from 'drizzle-orm';
import type { LocalDate } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { TO_LEAD } from './notification.ts';

/** The lead's own date is told to the lead: of its lists this one alone names a date of the obligation's own. */
const OF_OTHERS = TO_LEAD.filter((rung) => rung !== 'lead-due');

/**
 * The day that each obligation's last letter named to whoever owes it, as the letter was kept; none where no letter has
 * left. What never left (`shadow`, `failed`) or came back told nobody anything.
 */
export async function toldDates(tx: Transaction, obligations: string[]): Promise<Map<string, LocalDate | null>> {
  if (obligations.length === 0) return new Map();
  const told = await tx.execute<{ obligation: string; day: LocalDate | null }>(sql`
    select distinct on (n.obligation) n.obligation, coalesce(m -> 'returned' ->> 'until', m ->> 'targetDay') as day
    from notifications n
    join envelopes e on e.tenant = n.tenant and e.id = n.envelope
    cross join lateral jsonb_array_elements(e.letter -> 'matters') m
    where n.obligation = any(${sql.param(obligations)}::text[]) and n.rung <> all(${sql.param(OF_OTHERS)}::text[])
      and n.state in ('sending', 'sent', 'unknown')
      and m -> 'entry' ->> 'obligation' = n.obligation and m -> 'entry' ->> 'rung' = n.rung
    order by n.obligation, n.send_at desc, n.id desc`);
  return new Map(told.map(({ obligation, day }) => [obligation, day]));
}
