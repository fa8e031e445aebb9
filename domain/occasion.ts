import { dateNamedBy, type Occurrence, occurrencesOf, recurs } from './occurrence.ts';
import type { Deadline } from './plan.ts';
import { returnsYearly, type RoundDefinition } from './round-definition.ts';
import { dayNumber } from './time.ts';

/** The occasion that dates are asked for: `period` is `2026`, `2026-H1`, `2026-Q1` or `2026-03`. */
export interface Occasion {
  year: number;
  period: string;
  /** The plan's own words for this occasion. */
  deadline: Deadline;
}

/**
 * What further words (a decision, the lead's own date) say for one occasion of a round, or null where they speak of
 * another: those that come back by their period, what names one date by the occasion that it is nearest to.
 */
export function wordsFor(words: Deadline, definition: RoundDefinition, occasion: Occasion): Deadline | null {
  const isMeant = (deadline: Deadline): boolean => isNear(deadline, definition, occasion);
  if (!recurs(words)) return isMeant(words) ? words : null;
  const around = occurrencesAround(words, occasion.year);
  const own = around.find(({ period }) => period === occasion.period);
  return (own ?? around.find(({ deadline }) => isMeant(deadline)))?.deadline ?? null;
}

const occurrencesAround = (words: Deadline, year: number): Occurrence[] =>
  [year - 1, year, year + 1].flatMap((each) => occurrencesOf(words, each));

/** A round that is held once takes whatever date it is given. */
function isNear(deadline: Deadline, definition: RoundDefinition, occasion: Occasion): boolean {
  if (!returnsYearly(definition)) return true;
  const day = dateNamedBy(deadline);
  const anchor = anchorsOf(definition, occasion).map(dateNamedBy).find(Boolean);
  if (!day || !anchor) return false;
  return Math.abs(dayNumber(day) - dayNumber(anchor)) <= reachOf(occasion.period);
}

/** The plan's own words for the occasion, or those of what the lead sends up on it. */
function anchorsOf({ upward }: RoundDefinition, { deadline, year, period }: Occasion): Deadline[] {
  const above = upward.flatMap((up) => (up.deadline && recurs(up.deadline) ? occurrencesOf(up.deadline, year) : []));
  return [deadline, ...above.filter((one) => one.period === period).map((one) => one.deadline)];
}

/** Half the days from one occasion to the next, by the form of a period's name. */
function reachOf(period: string): number {
  if (period.length === 4) return 183;
  if (period.includes('H')) return 92;
  return period.includes('Q') ? 46 : 16;
}
