import type { Transaction } from '../db/database.ts';
import { type NotificationRow, sentOn } from '../db/queries/notification.ts';
import { laddersOf } from '../db/queries/obligation.ts';
import { toldDates } from '../db/queries/told-date.ts';
import type { LadderNote } from '../db/schema/index.ts';
import type { Matter } from '../domain/letter.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { LocalDate } from '../domain/time.ts';
import { issuedOn } from './escalation.ts';
import { type Entry, tellsEarlier } from './entry.ts';

/** What letters need beside their entries, read once for all that are claimed together; by obligation, but for bodies. */
export interface Reading {
  /** The bodies that entries are about, and the leads, by id. */
  organisations: Map<string, Organisation>;
  /** What was sent before, where the letter tells it. */
  sent: Map<string, NotificationRow[]>;
  /** The lead's documents that go with letters to heads. */
  issued: Map<string, Matter['issued']>;
  /** The days that letters before these named. */
  told: Map<string, LocalDate | null>;
  /** Why something was returned, where its new date has been extended since. */
  returns: Map<string, LadderNote>;
}

export async function readingOf(
  tx: Transaction,
  entries: Entry[],
  organisations: Map<string, Organisation>,
): Promise<Reading> {
  const ids = (some: Entry[]): string[] => some.map(({ held }) => held.row.id);
  return {
    organisations,
    sent: await sentOn(tx, ids(entries.filter(tellsEarlier))),
    issued: await issuedOn(tx, entries),
    told: await toldDates(tx, ids(entries)),
    returns: await returnsOf(tx, entries),
  };
}

async function returnsOf(tx: Transaction, entries: Entry[]): Promise<Reading['returns']> {
  const returns: Reading['returns'] = new Map();
  const extended = entries.filter(
    ({ notification, held }) => notification.rung.startsWith('returned') && held.ladder.reason === 'extension',
  );
  for (const { held } of extended) {
    const note = (await laddersOf(tx, held.row.id)).find(({ reason }) => reason === 'return')?.note;
    if (note) returns.set(held.row.id, note);
  }
  return returns;
}
