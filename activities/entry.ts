import type { Transaction } from '../db/database.ts';
import { heldForReading } from '../db/queries/held.ts';
import type { NotificationRow } from '../db/queries/notification.ts';
import type { Held } from '../db/queries/obligation.ts';
import type { RungId } from '../domain/rung.ts';

/** One entry with the obligation it speaks of, as both stand when the letter is written. */
export interface Entry {
  notification: NotificationRow;
  held: Held;
}

/** Whoever decides, and whoever is written to over the contact's head, sees what went before. */
const TELLS_BEFORE: readonly RungId[] = ['late-head', 'head-letter'];

/** True of an entry whose letter tells what was sent before. */
export const tellsEarlier = ({ notification }: Entry): boolean => TELLS_BEFORE.includes(notification.rung);

/** Rows with the obligations they speak of, in the order they came. */
export async function entriesOf(tx: Transaction, rows: NotificationRow[]): Promise<Entry[]> {
  const held = await heldForReading(
    tx,
    rows.map(({ obligation }) => obligation),
  );
  return rows.flatMap((notification): Entry[] => {
    const found = held.get(notification.obligation);
    return found ? [{ notification, held: found }] : [];
  });
}
