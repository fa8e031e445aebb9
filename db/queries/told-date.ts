import { sql } from 'drizzle-orm';
import type { LocalDate } from '../../domain/time.ts';
import type { Transaction } from '../database.ts';
import { textArray } from './among.ts';
import { TO_LEAD } from './notification.ts';

/** The lead's own date is told to the lead: of its lists this one alone names a date of the obligation's own. */
const OF_OTHERS = TO_LEAD.filter((rung) => rung !== 'lead-due');

/**
 * The day that each obligation's last letter named to whoever owes it, as the letter was kept; none where no letter has
 * left. What never left (`shadow`, `failed`) or came back told nobody anything.
 */
export async function toldDates(tx: Transaction, obligations: string[]): Promise<Map<string, LocalDate | null>> {
  if (obligations.length === 0) return new Map();
  const last = await tx.execute<{ obligation: string; rung: string; envelope: string }>(sql`
    select distinct on (n.obligation) n.obligation, n.rung, n.envelope
    from notifications n join envelopes e on e.tenant = n.tenant and e.id = n.envelope and e.letter is not null
    where n.obligation = any(${textArray(obligations)}) and n.rung not in ${OF_OTHERS}
      and n.state in ('sending', 'sent', 'unknown')
    order by n.obligation, n.send_at desc, n.id desc`);
  const named = await daysNamed(tx, [...new Set(last.map(({ envelope }) => envelope))]);
  return new Map(
    last.flatMap((told): [string, LocalDate | null][] => {
      const day = named.get(keyOf(told));
      return day === undefined ? [] : [[told.obligation, day]];
    }),
  );
}

interface Named {
  envelope: string;
  obligation: string;
  rung: string;
}

const keyOf = ({ envelope, obligation, rung }: Named): string => [envelope, obligation, rung].join('|');

/** Each letter is opened once, however many of the obligations it speaks of: it may be a digest of many pages. */
async function daysNamed(tx: Transaction, letters: string[]): Promise<Map<string, LocalDate | null>> {
  const rows = await tx.execute<Named & { day: LocalDate | null } & Record<string, unknown>>(sql`
    select e.id as envelope, m -> 'entry' ->> 'obligation' as obligation, m -> 'entry' ->> 'rung' as rung,
      coalesce(m -> 'returned' ->> 'until', m ->> 'targetDay') as day
    from envelopes e cross join lateral jsonb_array_elements(e.letter -> 'matters') m
    where e.id = any(${textArray(letters)})`);
  return new Map(rows.map((row) => [keyOf(row), row.day]));
}
