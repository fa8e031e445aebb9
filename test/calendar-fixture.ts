import type { Activation } from '../domain/activation.ts';
import { type Calendar, type CalendarDay, calendarOf } from '../domain/calendar.ts';
import { ladderChange, type LadderChange } from '../domain/calendar-change.ts';
import { type CalendarFile, changedTable, type DayDecision } from '../domain/calendar-table.ts';
import { resolveDeadline } from '../domain/deadline.ts';
import type { Deadline } from '../domain/plan.ts';
import type { HeldLadder } from '../domain/recomputed-ladder.ts';
import { openingDay } from '../domain/round.ts';
import { missedAfter } from '../domain/slot.ts';
import { firstLadder } from '../domain/subject.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from '../domain/time.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { inventedPlan } from '../importer/invented-plan.ts';
import { dayAndMonth, inventedYear } from './domain-fixture.ts';

/** Activated on 9/2/2026. */
const PLAN = inventedYear(inventedPlan()).activation;

export const off = (date: LocalDate, changes: Partial<CalendarDay> = {}): CalendarDay => ({
  ...{ date, kind: 'holiday', name: 'Ngày nghỉ đặt ra', status: 'official', source: 'đặt ra' },
  ...changes,
});
export const worked = (date: LocalDate): DayDecision => ({ date, kind: 'ordinary', source: 'đặt ra' });
export const swap = (offDay: LocalDate, workedDay: LocalDate): DayDecision[] => [
  off(offDay, { kind: 'swap-off' }),
  off(workedDay, { kind: 'swap-work' }),
];

export const fileOf = (days: DayDecision[], year: number | null = null): CalendarFile => ({
  format: 'dondoc.calendar/1',
  year,
  days,
});

/** The shipped table with days changed, as its second version. */
export const calendarWith = (days: DayDecision[], year: number | null = null): Calendar =>
  calendarOf(2, changedTable(WORKING_DAY_ROWS, fileOf(days, year)));

export const activationUnder = (calendar: Calendar): Activation => ({ ...PLAN, calendar });

/** An obligation of its own as it is written at the activation: nothing of it has gone yet. */
export function heldBy(
  deadline: Deadline,
  activation: Activation = PLAN,
  changes: Partial<HeldLadder['obligation']> & { upward?: boolean } = {},
): HeldLadder {
  const resolved = resolveDeadline(deadline, { calendar: activation.calendar, origin: 'plan' });
  const opensOn = resolved && openingDay(resolved, activation.schedule.activatedOn, activation);
  const { upward = false, ...rest } = changes;
  const obligation = {
    ...{ id: 'an-ha/viec/so-y-te', requested: false, ofLead: false, consolidationOn: null, closesAt: null },
    ...{ opensOn, ...rest },
  };
  const whole = { ...obligation, upward, deadline: resolved } as Parameters<typeof firstLadder>[0];
  return {
    obligation,
    opened: false,
    reason: 'opening',
    deadline: resolved,
    ladder: firstLadder(whole, activation),
    madeAt: instantAt(activation.schedule.activatedOn, '08:00'),
    until: null,
    handedInAt: null,
    event: null,
    lastMessageOn: null,
    written: [],
  };
}

/** The same at an instant, with a worker that was never away: what was due has left, `morning` for want of a draft not. */
export function at(now: Instant, held: HeldLadder): HeldLadder {
  const gone = held.ladder.rungs.filter((rung) => rung.at <= now);
  return {
    ...held,
    opened: held.opened || gone.some(({ id }) => id === 'opening'),
    written: gone
      .filter(({ id }) => id !== 'morning')
      .map(({ id, occurrence, at: sent }) => ({ id, occurrence, at: sent, left: true })),
  };
}

/** What a calendar published at `now` does to an obligation. */
export const published = (calendar: Calendar, now: Instant, held: HeldLadder): LadderChange | null =>
  ladderChange(at(now, held), { before: PLAN, after: activationUnder(calendar), now });

/** Moves as a person would write them down: `before-2 19/11 → 20/11`. */
export function movesOf(change: LadderChange | null): string[] {
  const day = (instant: Instant | null): string => (instant === null ? '–' : dayAndMonth(localDateOf(instant)));
  return (change?.moves ?? []).map(({ rung, from, to }) => `${rung} ${day(from)} → ${day(to)}`);
}

/** Rungs of a change that are still to come at `now`, with their days. */
export const aheadOf = (change: LadderChange | null, now: Instant): string[] =>
  (change?.ladder.rungs ?? [])
    .filter((rung) => missedAfter(rung, PLAN) > now)
    .map(({ id, at: when }) => `${dayAndMonth(localDateOf(when))} ${id}`);
