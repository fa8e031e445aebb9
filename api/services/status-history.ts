import type { facts, ladders } from '../../db/schema/index.ts';
import type { ObligationRow } from '../../db/queries/obligation.ts';
import { endOfDay } from '../../domain/calendar.ts';
import { type Timeliness, timelinessOf } from '../../domain/deadline.ts';
import type { ItemState, Standing } from '../../domain/obligation.ts';
import { instantAt, type LocalDate } from '../../domain/time.ts';

export type LadderInForce = Pick<typeof ladders.$inferSelect, 'number' | 'deadline' | 'inForceFrom'>;
export type Fact = Pick<typeof facts.$inferSelect, 'kind' | 'payload' | 'at'>;

/** A row with all that was ever decided over it. */
export interface History {
  row: ObligationRow;
  items: Standing['items'];
  ladders: LadderInForce[];
  facts: Fact[];
}

/** The ladder, and with it the deadline, at the end of a day. */
export const inForceOn = (list: LadderInForce[], day: LocalDate): LadderInForce | undefined =>
  list.filter(({ inForceFrom }) => inForceFrom < endOfDay(day)).at(-1);

export const receivedBy = ({ receivedOn }: ObligationRow, day: LocalDate): LocalDate | null =>
  receivedOn !== null && receivedOn <= day ? receivedOn : null;

/** A body that was only requested owes nothing by a day, and what was waived or cancelled is owed no more. */
export function isOverdue(history: History, on: LocalDate): boolean {
  const { row } = history;
  const lateAfter = inForceOn(history.ladders, on)?.deadline?.lateAfter;
  if (row.requested || lateAfter === undefined || receivedBy(row, on) !== null) return false;
  return lateAfter <= instantAt(on, '00:00') && !['waived', 'cancelled'].includes(decidedOn(history, on).decision);
}

/** By the deadline in force on the day it was received; what came before any had one is judged by the first. */
export function timelinessThen(list: LadderInForce[], received: LocalDate): Timeliness | null {
  const dated = list.filter(({ deadline }) => deadline !== null);
  const deadline = (inForceOn(dated, received) ?? dated[0])?.deadline;
  return deadline ? timelinessOf(deadline, received) : null;
}

/** What people had decided by the end of a day, replayed from the facts. */
export function decidedOn({ row, items, facts: all }: History, on: LocalDate): Pick<Standing, 'decision' | 'items'> {
  let decision: Standing['decision'] = 'none';
  let states: Standing['items'] = items.map(({ id }) => ({ id, state: 'open' }));
  const move = (next: (item: { id: string; state: ItemState }) => ItemState): void => {
    states = states.map((item) => ({ id: item.id, state: item.state === 'waived' ? item.state : next(item) }));
  };
  for (const { kind, payload } of all.filter(({ at }) => at < endOfDay(on))) {
    if (kind === 'submit') {
      decision = row.upward ? 'accepted' : 'submitted';
      move(({ state }) => (row.upward || state === 'accepted' ? 'accepted' : 'submitted'));
    } else if (kind === 'review') {
      const back = payload['outcome'] === 'returned' ? (payload['items'] as string[]) : null;
      decision = back ? 'returned' : 'accepted';
      move(({ id }) => (back?.includes(id) ? 'returned' : 'accepted'));
    } else if (kind === 'waive' || kind === 'cancel') {
      decision = kind === 'waive' ? 'waived' : 'cancelled';
    }
  }
  return { decision, items: states };
}
