import type { Derived } from './activation.ts';
import type { Entry } from './preview.ts';
import { type LocalDate, yearOf } from './time.ts';

/**
 * What of a derivation somebody who looks at one year has to do with: what opens or is due in it, and what he still
 * hears of in it. `entries` are the year's.
 */
export function derivedOf(year: number, { rounds, obligations }: Derived, entries: readonly Entry[]): Derived {
  const heard = new Set(entries.map(({ obligation }) => obligation));
  const isIn = (day: LocalDate | null | undefined): boolean => Boolean(day) && yearOf(day ?? '') === year;
  const ofYear = obligations.filter(
    ({ id, opensOn, deadline }) =>
      heard.has(id) || isIn(deadline && opensOn) || isIn(deadline?.targetDay) || isIn(deadline?.namedDay),
  );
  const held = new Set(ofYear.map(({ round }) => round));
  return { rounds: rounds.filter(({ id, opensOn }) => held.has(id) || isIn(opensOn)), obligations: ofYear };
}
