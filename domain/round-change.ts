import type { Activation, Round } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline, sameDays } from './deadline.ts';
import { daysOn, roundDays } from './round.ts';
import { type Instant, instantAt, localDateOf } from './time.ts';

/** What of a round hangs on the calendar. */
export type DatedRound = Pick<
  Round,
  'opensOn' | 'consolidationAt' | 'closesAt' | 'deadline' | 'leadDeadline' | 'cutOff'
>;

/** A round that is not closed, as rows hold it. */
export interface HeldRound extends DatedRound {
  id: string;
  openedAt: Instant | null;
  draftedAt: Instant | null;
}

/**
 * A round under another calendar, or null where it stays as it is. One that has not opened is derived anew, its
 * proposals counted again, since nobody was told of it; one that has keeps its opening, its words, and a consolidation
 * that is over.
 */
export function roundChange(
  round: HeldRound,
  derived: readonly Round[],
  activation: Activation,
  now: Instant,
): DatedRound | null {
  const next =
    round.openedAt === null ? derived.find(({ id }) => id === round.id) : openedUnder(round, activation, now);
  if (!next) return null;
  const { opensOn, consolidationAt, closesAt, deadline, leadDeadline, cutOff } = next;
  const dates = { opensOn, consolidationAt, closesAt, deadline, leadDeadline, cutOff };
  return sameDates(round, dates) ? null : dates;
}

function openedUnder(round: HeldRound, activation: Activation, now: Instant): DatedRound {
  const { calendar, policy } = activation;
  const deadline = under(round.deadline, activation);
  const leadDeadline = round.leadDeadline && under(round.leadDeadline, activation);
  const days = roundDays({ first: deadline, last: deadline }, leadDeadline, round.opensOn, activation);
  const isOver = round.draftedAt !== null || round.consolidationAt <= now;
  // Moved to a day that is over, it is due at once.
  const consolidationAt = isOver ? round.consolidationAt : Math.max(days.consolidationAt, now);
  const closesOn = daysOn(calendar, localDateOf(consolidationAt), policy.closeAfter);
  const closesAt = instantAt(closesOn, policy.consolidationTime);
  return { opensOn: round.opensOn, consolidationAt, closesAt, deadline, leadDeadline, cutOff: round.cutOff };
}

function under({ deadline, origin }: ResolvedDeadline, { calendar }: Activation): ResolvedDeadline {
  const resolved = resolveDeadline(deadline, { calendar, origin });
  if (!resolved) throw new TypeError(`“${deadline.text}” is no date of a round`);
  return resolved;
}

function sameDates(one: DatedRound, other: DatedRound): boolean {
  const { opensOn, consolidationAt, closesAt, cutOff } = other;
  return (
    one.opensOn === opensOn &&
    one.cutOff === cutOff &&
    one.consolidationAt === consolidationAt &&
    one.closesAt === closesAt &&
    sameDays(one.deadline, other.deadline) &&
    sameDays(one.leadDeadline, other.leadDeadline)
  );
}
