import type { Derived, Obligation, Round } from './activation.ts';
import type { ResolvedDeadline } from './deadline.ts';

/** One deadline before and after; null while it waits. */
export interface Shift {
  from: ResolvedDeadline | null;
  to: ResolvedDeadline | null;
}

/** What becomes of an obligation that is written already. */
export interface Changed {
  obligation: Obligation;
  /** Null where its date stays. */
  shift: Shift | null;
  /** The consolidation or the closing of its round is on another day. */
  moved: boolean;
  itemsAdded: string[];
  itemsRemoved: string[];
}

/** What an amendment comes to: shown first, then applied. */
export interface Amendment {
  /** Ids that stay as they are. */
  kept: string[];
  changed: Changed[];
  cancelled: string[];
  added: Obligation[];
  roundsChanged: Round[];
  roundsAdded: Round[];
  roundsCancelled: string[];
}

/**
 * Compares what a plan comes to before and after an amendment. What neither of the two brings (an item with a date of
 * its own since an extension, a body's part since a reassignment) is a decision of its own, and stays. `written` are the
 * ids of obligations that exist as rows, with the rounds that are open: what is not written yet follows by itself when
 * its round opens.
 */
export function compareDerived(before: Derived, after: Derived, written: ReadonlySet<string>): Amendment {
  const old = new Map(before.obligations.map((one) => [one.id, one]));
  const next = new Map(after.obligations.map((one) => [one.id, one]));
  const oldRounds = new Map(before.rounds.map((one) => [one.id, one]));
  const nextRounds = new Map(after.rounds.map((one) => [one.id, one]));
  const pairs = [...next.values()].flatMap((to) => {
    const from = old.get(to.id);
    return from && written.has(to.id) ? [changeOf(from, to)] : [];
  });
  const changed = pairs.filter(isChange);
  const touched = new Set(changed.map(({ obligation }) => obligation.id));
  return {
    kept: pairs.map(({ obligation }) => obligation.id).filter((id) => !touched.has(id)),
    changed,
    cancelled: [...old.keys()].filter((id) => !next.has(id) && written.has(id)),
    added: [...next.values()].filter(({ id }) => !old.has(id) && !written.has(id)),
    roundsChanged: [...nextRounds.values()].filter((round) => differs(oldRounds.get(round.id), round)),
    roundsAdded: [...nextRounds.values()].filter(({ id }) => !oldRounds.has(id)),
    roundsCancelled: [...oldRounds.keys()].filter((id) => !nextRounds.has(id)),
  };
}

function changeOf(from: Obligation, to: Obligation): Changed {
  return {
    obligation: to,
    shift: sameDays(from.deadline, to.deadline) ? null : { from: from.deadline, to: to.deadline },
    moved: from.consolidationOn !== to.consolidationOn || from.closesAt !== to.closesAt,
    itemsAdded: to.items.filter((item) => !from.items.includes(item)),
    itemsRemoved: from.items.filter((item) => !to.items.includes(item)),
  };
}

const isChange = ({ shift, moved, itemsAdded, itemsRemoved }: Changed): boolean =>
  shift !== null || moved || itemsAdded.length + itemsRemoved.length > 0;

/** Two deadlines are the same to everybody when their days are; other words for the same days change nothing. */
export function sameDays(a: ResolvedDeadline | null, b: ResolvedDeadline | null): boolean {
  if (!a || !b) return a === b;
  return a.targetDay === b.targetDay && a.namedDay === b.namedDay && a.lastLawfulDay === b.lastLawfulDay;
}

function differs(from: Round | undefined, to: Round): boolean {
  if (!from) return false;
  const days = (round: Round): string =>
    [round.opensOn, round.consolidationAt, round.closesAt, round.cutOff, round.name, round.to.join()].join('|');
  return (
    days(from) !== days(to) || !sameDays(from.deadline, to.deadline) || !sameDays(from.leadDeadline, to.leadDeadline)
  );
}
