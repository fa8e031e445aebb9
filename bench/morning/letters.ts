import { type Entry, entriesOf } from '../../activities/entry.ts';
import { letterOf } from '../../activities/letter.ts';
import { readingOf } from '../../activities/reading.ts';
import type { Transaction } from '../../db/database.ts';
import type { NotificationRow } from '../../db/queries/notification.ts';
import type { Letter } from '../../domain/letter.ts';
import type { Instant } from '../../domain/time.ts';
import type { Night } from './night.ts';

/** Letters of rows, made as the product makes them: one to each recipient, in the order of the rows. */
export async function lettersOf(
  tx: Transaction,
  { activation }: Pick<Night, 'activation'>,
  rows: NotificationRow[],
  at: Instant,
): Promise<{ letter: Letter; rows: NotificationRow[] }[]> {
  const entries = await entriesOf(tx, rows);
  const bodies = new Map(activation.organisations.map((body) => [body.id, body]));
  const reading = await readingOf(tx, entries, bodies);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { recipient } = entry.notification;
    groups.set(recipient, [...(groups.get(recipient) ?? []), entry]);
  }
  return [...groups.values()].map((group) => ({
    letter: letterOf(activation, group, at, reading),
    rows: group.map(({ notification }) => notification),
  }));
}
