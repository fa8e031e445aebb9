import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realYear, STEMS } from '../test/domain-fixture.ts';
import { generated } from '../test/reference/generated.ts';
import { lettersOf } from '../test/reference/letters.ts';
import { sheetsOf } from '../test/reference/sheets.ts';
import type { Activation, Derived } from './activation.ts';
import { type Behaviour, BEHAVIOUR_NAMES, namedBehaviour } from './behaviour.ts';
import { derive } from './derivation.ts';
import { previewYear } from './preview.ts';
import { localDateOf } from './time.ts';

/*
 * Everything that is sent in a year, told a second time in test/reference/: from docs/rules.md and from a wall calendar,
 * with nothing of the product's own but the shapes of its data and who owes what.
 */

function planned(activation: Activation, derived: Derived, behaviour: Behaviour, year: number): string[] {
  return previewYear(activation, derived, behaviour, year)
    .entries.map(
      ({ at, rung, obligation, ladder, recipient }) =>
        `${localDateOf(at)} ${rung} ${obligation} #${ladder} → ${recipient}`,
    )
    .toSorted();
}

/** Target, named and opening day of whatever has a date. */
const dates = (derived: Derived): string[] =>
  derived.obligations.map(
    ({ id, deadline, opensOn }) => `${id}: ${deadline ? `${deadline.targetDay} ${deadline.namedDay} ${opensOn}` : '–'}`,
  );
const told = (activation: Activation, derived: Derived): string[] =>
  sheetsOf(activation, derived).map(
    ({ obligation: { id }, dates: own, opens }) => `${id}: ${own ? `${own.target} ${own.named} ${opens}` : '–'}`,
  );

describe.each(STEMS)('%s, told a second time', (stem) => {
  const { activation, derived } = realYear(stem);
  const year = Number(stem.slice(-4));

  it('has the same dates', () => {
    expect(dates(derived)).toEqual(told(activation, derived));
  });

  it.each(BEHAVIOUR_NAMES)('sends the same letters, %s', (name) => {
    const behaviour = namedBehaviour(name, derived, activation);
    const letters = lettersOf(activation, derived, behaviour, year);
    expect(letters.length).toBeGreaterThan(40);
    expect(planned(activation, derived, behaviour, year)).toEqual(letters);
  });

  it('sends the same letters when the lead acts and everybody is late, or returned', () => {
    for (const conduct of ['late-0', 'late-1', 'late-30', 'late-34', 'returned'] as const) {
      const behaviour: Behaviour = { ...namedBehaviour('in-time', derived, activation), default: conduct };
      expect(planned(activation, derived, behaviour, year)).toEqual(lettersOf(activation, derived, behaviour, year));
    }
  });
});

describe('any plan, any bodies, any policy, whatever they do', () => {
  it('has the same dates and sends the same letters, in its first year and in the next', { timeout: 120_000 }, () => {
    let seen = 0;
    fc.assert(
      fc.property(generated, ({ activation, behaviour, year }) => {
        const derived = derive(activation, year + 1);
        expect(dates(derived)).toEqual(told(activation, derived));
        for (const each of [year, year + 1]) {
          const letters = lettersOf(activation, derived, behaviour, each);
          seen += letters.length;
          expect(planned(activation, derived, behaviour, each)).toEqual(letters);
        }
      }),
      { numRuns: 200 },
    );
    expect(seen).toBeGreaterThan(3000);
  });
});
