import { CalendarYearMissing } from './calendar.ts';
import { Refusal } from './errors.ts';
import { type Standing, stateOf } from './obligation.ts';
import type { Ladder, Rung } from './rung.ts';
import { promptRung, type Slots } from './slot.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';
import { longDate, STATE_LABELS } from './vietnamese.ts';

/** The matter of a letter that waits for a person: under a new date it is another one. */
export const escalationKey = (obligation: string, ladder: number): string => `${obligation}#${ladder}`;

/** The letter to the head of a body, as a person releases it: at once within the hours of messages. */
export const headLetter = (obligation: string, act: Instant, slots: Slots): Rung =>
  promptRung('head-letter', 0, act, obligation, slots);

/**
 * Refuses a letter about what has come since it was drafted: whoever signs must not write to a head whose office has
 * answered, or that is settled otherwise.
 */
export function refuseAnswered(standing: Standing): void {
  const state = stateOf(standing);
  if (state === 'open' || state === 'planned') return;
  const when = standing.receivedOn === null ? '' : ` ${longDate(standing.receivedOn)}`;
  throw new Refusal(
    'letter-answered',
    `“${standing.name}” ${STATE_LABELS[state]}${when}: thư gửi lãnh đạo đơn vị không còn cần, chưa có gì được gửi.`,
  );
}

/**
 * The day on which a rehearsed person releases the letter: the working day after the lead's head was asked. Null where
 * nobody is asked about this ladder, or the table of working days ends before.
 */
export function releaseDay({ rungs }: Ladder, { calendar }: Pick<Slots, 'calendar'>): LocalDate | null {
  const asked = rungs.find(({ id }) => id === 'late-head');
  if (!asked) return null;
  try {
    return calendar.addWorkingDays(localDateOf(asked.at), 1);
  } catch (error) {
    if (!(error instanceof CalendarYearMissing)) throw error;
    return null;
  }
}
