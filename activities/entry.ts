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
