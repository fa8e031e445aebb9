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
  const isMeant = (deadline: Deadline): boolean => isNearest(deadline, definition, occasion);
  if (!recurs(words)) return isMeant(words) ? words : null;
  const around = occurrencesAround(words, occasion.year);
  const own = around.find(({ period }) => period === occasion.period);
  return (own ?? around.find(({ deadline }) => isMeant(deadline)))?.deadline ?? null;
}

const occurrencesAround = (words: Deadline, year: number): Occurrence[] =>
  [year - 1, year, year + 1].flatMap((each) => occurrencesOf(words, each));

/** A round that is held once takes whatever date it is given. */
function isNearest(deadline: Deadline, definition: RoundDefinition, { year, period }: Occasion): boolean {
  if (!returnsYearly(definition)) return true;
  const named = dateNamedBy(deadline);
  if (named === null) return false;
  const days = (one: Occurrence): number => Math.abs(dayNumber(dateNamedBy(one.deadline) ?? named) - dayNumber(named));
  const [nearest] = occurrencesAround(ownWords(definition), year).sort((a, b) => days(a) - days(b));
  return nearest?.period === period;
}

/** The plan's own words for the round, or those of what the lead sends up on it. */
const ownWords = ({ deadline, upward }: RoundDefinition): Deadline =>
  [deadline, ...upward.flatMap((up) => up.deadline ?? [])].find(recurs) ?? deadline;
