import type { facts, ladders } from '../../db/schema/index.ts';
import type { ObligationRow } from '../../db/queries/obligation.ts';
import { endOfDay } from '../../domain/calendar.ts';
import { type ResolvedDeadline, type Timeliness, timelinessOf } from '../../domain/deadline.ts';
import { isOwed, leaveOut } from '../../domain/item.ts';
import { type Decided, isLeftOut, type ItemState, type Standing } from '../../domain/obligation.ts';
import { isOutAt, type Outage } from '../../domain/reachability.ts';
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

/**
 * By the deadline in force on the day it was received; what came before any had one is judged by the first. Null too
 * where it came after that, and nothing had reached the body when it was due.
 */
export function timelinessThen(
  list: LadderInForce[],
  received: LocalDate,
  outages: readonly Outage[],
): Timeliness | null {
  const dated = list.filter(({ deadline }) => deadline !== null);
  const deadline = (inForceOn(dated, received) ?? dated[0])?.deadline;
  const timeliness = deadline ? timelinessOf(deadline, received) : null;
  return timeliness === 'late' && isExcused(deadline, outages) ? null : timeliness;
}

/**
 * True where nothing reached the body when its time was over: by that deadline it is never late, whenever its contact
 * is mended. `judged`: the deadline, that in force on the day it was received or asked for.
 */
const isExcused = (judged: ResolvedDeadline | null | undefined, outages: readonly Outage[]): boolean =>
  judged !== null && judged !== undefined && isOutAt(outages, judged.lateAfter);

/** The same of a day on which nothing is received yet: nothing reaches the body now, or nothing did when it was due. */
export function isOutOfReach(
  deadline: ResolvedDeadline | null,
  { on, isOpen }: { on: LocalDate; isOpen: boolean },
  outages: readonly Outage[],
): boolean {
  const isOver = deadline !== null && deadline.lateAfter <= instantAt(on, '00:00');
  return (isOpen && isOutAt(outages, endOfDay(on) - 1)) || (isOver && isExcused(deadline, outages));
}

export function isUnreachable(history: History, outages: readonly Outage[], on: LocalDate): boolean {
  const { row } = history;
  if (receivedBy(row, on) !== null || decidedOn(history, on).decision !== 'none') return false;
  const isOpen = row.unreportedAt === null || row.unreportedAt >= endOfDay(on);
  return isOutOfReach(inForceOn(history.ladders, on)?.deadline ?? null, { on, isOpen }, outages);
}

/** What people had decided by the end of a day, replayed from the facts. */
export function decidedOn({ row, items, facts: all }: History, on: LocalDate): Decided {
  const added = new Set(all.flatMap(addedBy));
  const own = items.filter(({ id }) => !added.has(id)).map(({ id }) => ({ id, state: 'open' as const }));
  const before: Decided = { decision: 'none', items: own };
  return all.filter(({ at }) => at < endOfDay(on)).reduce((decided, fact) => after(decided, fact, row.upward), before);
}

/** Items that came to it when it was there already: of another obligation, or with an amendment. */
const addedBy = ({ payload }: Fact): string[] => (payload['added'] ?? payload['itemsAdded'] ?? []) as string[];

const itemsOf = ({ payload }: Fact): string[] | null => (payload['items'] as string[] | null | undefined) ?? null;

/** The obligation after one more fact. */
function after(before: Decided, fact: Fact, upward: boolean): Decided {
  const { kind, payload } = fact;
  switch (kind) {
    case 'submit': {
      const next = upward ? 'accepted' : 'submitted';
      return { decision: next, items: moved(before, ({ state }) => (state === 'accepted' ? state : next)) };
    }
    case 'review': {
      const back = payload['outcome'] === 'returned' ? itemsOf(fact) : null;
      const items = moved(before, ({ id }) => (back?.includes(id) ? 'returned' : 'accepted'));
      return { decision: back ? 'returned' : 'accepted', items };
    }
    case 'waive':
      return leaveOut(before, owedOf(before, fact), 'waived');
    case 'cancel':
      return leaveOut(before, owedOf(before, fact), 'cancelled');
    case 'extend':
      return itemsOf(fact) === null || payload['from'] !== undefined
        ? before
        : leaveOut(before, owedOf(before, fact), 'moved');
    case 'reassign':
      if (payload['from'] === undefined) return leaveOut(before, owedOf(before, fact), 'moved');
      return withItems(before, addedBy(fact));
    case 'amend':
      return amended(withItems(before, addedBy(fact)), fact);
    default:
      return before;
  }
}

/** Only what nobody had told yet is taken out by an amendment; what was handed in stays. */
function amended({ decision, items }: Decided, { payload }: Fact): Decided {
  const isEnd = payload['outcome'] === 'cancelled';
  const removed = (payload['itemsRemoved'] ?? []) as string[];
  const isOut = ({ id, state }: Decided['items'][number]): boolean =>
    state === 'open' && (isEnd || removed.includes(id));
  return {
    decision: isEnd ? 'cancelled' : decision,
    items: items.map((item) => (isOut(item) ? { id: item.id, state: 'cancelled' } : item)),
  };
}

const owedOf = ({ items }: Decided, fact: Fact): string[] =>
  itemsOf(fact) ?? items.filter(({ state }) => isOwed(state)).map(({ id }) => id);

const moved = ({ items }: Decided, next: (item: Decided['items'][number]) => ItemState): Decided['items'] =>
  items.map((item) => ({ id: item.id, state: isLeftOut(item.state) ? item.state : next(item) }));

function withItems({ decision, items }: Decided, ids: string[]): Decided {
  const known = new Set(items.map(({ id }) => id));
  const more = ids.filter((id) => !known.has(id)).map((id) => ({ id, state: 'open' as const }));
  return { decision, items: [...items, ...more] };
}
