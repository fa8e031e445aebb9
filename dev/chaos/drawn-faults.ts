import type { Activation, Derived, Obligation } from '../../domain/activation.ts';
import { addDays, type Instant, instantAt, type LocalDate, localDateOf } from '../../domain/time.ts';
import type { Dice } from './dice.ts';
import { type Fault, type Spell, SPELLS, type Stroke, STROKES } from './scenario.ts';

/** Away from the minutes at which workflows wake: before messages begin, in the midst of them, after them, at night. */
const HOURS = ['08:10', '11:00', '13:40', '15:20', '19:30', '22:00'];

/** What breaks between the activation and the end of the last round: spells one after the other, strokes at any time. */
export function drawnFaults(dice: Dice, activation: Activation, { rounds, obligations }: Derived): Fault[] {
  const first = activation.schedule.activatedOn;
  const last =
    rounds
      .map(({ consolidationOn }) => consolidationOn)
      .sort()
      .at(-1) ?? addDays(first, 60);
  const span = Math.max(20, (Date.parse(last) - Date.parse(first)) / 86_400_000 + 15);
  const at = (from: LocalDate, days: number): Instant => instantAt(addDays(from, days), dice.pick(HOURS));
  const spells: Spell[] = [];
  let from = addDays(first, 1);
  for (let count = dice.pick([0, 1, 1, 2, 3]); count > 0; count--) {
    const begins = at(from, dice.between(0, Math.floor(span / 2)));
    const ends = at(localDateOf(begins), dice.pick([0, 1, 2, 3, 5, 8, 12]));
    if (ends <= begins || localDateOf(ends) > addDays(first, span)) continue;
    spells.push(spellOf(dice, activation, begins, ends));
    from = addDays(localDateOf(ends), 1);
  }
  const strokes = Array.from({ length: dice.between(0, 4) }, (): Stroke => {
    return { kind: dice.pick(STROKES), at: eveOf(dice, activation, obligations), delay: dice.between(0, 60) };
  });
  return [...spells, ...strokes];
}

/** The evening before a day on which an obligation has something to say: there a stroke has something to strike. */
function eveOf(dice: Dice, { calendar, schedule }: Activation, obligations: Obligation[]): Instant {
  const { deadline, opensOn } = dice.pick(obligations);
  const target = deadline?.targetDay ?? calendar.addWorkingDays(schedule.activatedOn, 10);
  const days = [opensOn ?? target, calendar.addWorkingDays(target, -2), calendar.addWorkingDays(target, 2)];
  return instantAt(addDays(dice.pick(days), -1), '19:40');
}

function spellOf(dice: Dice, { organisations }: Activation, from: Instant, to: Instant): Spell {
  const kind = dice.pick([...SPELLS, 'worker-away', 'no-mailbox'] as const);
  if (kind !== 'no-mailbox') return { kind, from, to };
  const address = dice.pick(organisations.flatMap(({ contacts }) => contacts)).email ?? '';
  return { kind, from, to, address };
}
