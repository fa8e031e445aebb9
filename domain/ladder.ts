import { CalendarYearMissing } from './calendar.ts';
import { nextQuarterStart, type ResolvedDeadline } from './deadline.ts';
import type { Ladder, Rung, RungId } from './rung.ts';
import { missedAfter, promptRung, slotRung, type Slots } from './slot.ts';
import { addDays, type Instant, type LocalDate, localDateOf } from './time.ts';

/** Endless rungs travel this many at a time: a ladder is data, and data ends. */
export const BATCH = 6;

/** Whose obligation a ladder is for; it decides who hears of it and how far it goes. */
export interface LadderSubject {
  obligation: string;
  /** The plan asks this body and does not order it: nothing after the date. */
  requested: boolean;
  /** The lead's own: never brought before the lead's head. */
  ofLead: boolean;
  /** No rung of a round after its consolidation day. */
  consolidationOn: LocalDate | null;
  closesAt: Instant | null;
}

/**
 * The ladder of an obligation that opens on `openOn`, as known at `asOf` (its activation, or the opening of its round).
 * Rungs already past fold into the opening. docs/rules.md.
 */
export function openingLadder(
  number: number,
  subject: LadderSubject,
  deadline: ResolvedDeadline,
  openOn: LocalDate,
  asOf: Instant,
  slots: Slots,
): Ladder {
  const opening = openingRung(subject, openOn, asOf, slots);
  // Nothing is asked for in a round that is closed already.
  if (subject.closesAt !== null && subject.closesAt <= opening.at) return ladderOf(number, subject, []);
  const openingDay = localDateOf(opening.at);
  const before = reminderDays(deadline, openingDay, openingDay, slots);
  return ladderOf(number, subject, [
    opening,
    ...datedRungs(subject, deadline, before, before.at(-1)?.day ?? openingDay, openingDay, slots),
  ]);
}

/** The ladder under a new date for something already open: an extension. The first message is the next that is due. */
export function extensionLadder(
  number: number,
  subject: LadderSubject,
  deadline: ResolvedDeadline,
  asOf: Instant,
  lastMessageOn: LocalDate | null,
  slots: Slots,
): Ladder {
  const today = localDateOf(asOf);
  const quietFrom = lastMessageOn ?? today;
  const before = reminderDays(deadline, quietFrom, today, slots);
  const rungs = datedRungs(subject, deadline, before, before.at(-1)?.day ?? quietFrom, today, slots);
  return ladderOf(
    number,
    subject,
    rungs.filter((rung) => missedAfter(rung, slots) > asOf),
  );
}

/** One message on return, one on the eve of the new date. */
export function returnLadder(
  number: number,
  subject: LadderSubject,
  until: LocalDate,
  asOf: Instant,
  slots: Slots,
): Ladder {
  const { obligation } = subject;
  const eve = slots.calendar.addWorkingDays(until, -1);
  const returned = promptRung('returned', 0, asOf, obligation, slots);
  const rungs = [returned];
  if (eve > localDateOf(returned.at)) rungs.push(slotRung('returned-eve', 0, eve, obligation, slots));
  return ladderOf(number, subject, rungs);
}

/** The reviewer's clock: a line in the list of the lead's head of division. */
export function reviewLadder(number: number, subject: LadderSubject, asOf: Instant, slots: Slots): Ladder {
  const day = dayAfter(localDateOf(asOf), slots.policy.reviewAfter, slots);
  return ladderOf(number, subject, day === null ? [] : [slotRung('review-3', 0, day, subject.obligation, slots)]);
}

/** The question whether an event has happened: at activation, then on the first working day of each quarter. */
export function eventLadder(number: number, subject: LadderSubject, asOf: Instant, slots: Slots): Ladder {
  const first = promptRung('event-question', 0, asOf, subject.obligation, slots);
  return endless(number, subject, [first, ...eventQuestions(subject.obligation, first, BATCH - 1, slots)]);
}

/** The questions after an event was withdrawn: whoever withdrew it knows, so the next quarter is the first to ask. */
export function askAgainLadder(number: number, subject: LadderSubject, asOf: Instant, slots: Slots): Ladder {
  return endless(number, subject, eventQuestions(subject.obligation, { at: asOf, occurrence: -1 }, BATCH, slots));
}

function eventQuestions(
  obligation: string,
  last: Pick<Rung, 'at' | 'occurrence'>,
  count: number,
  slots: Slots,
): Rung[] {
  let day = localDateOf(last.at);
  return whileKnown(count, (index) => {
    day = slots.calendar.onOrAfter(nextQuarterStart(day));
    return slotRung('event-question', last.occurrence + index + 1, day, obligation, slots);
  });
}

/**
 * Questions without end go as far as the table of working days does: a year that nobody has entered yet must not take
 * those before it with it.
 */
function whileKnown(count: number, rungOf: (index: number) => Rung): Rung[] {
  const rungs: Rung[] = [];
  try {
    while (rungs.length < count) rungs.push(rungOf(rungs.length));
  } catch (error) {
    if (!(error instanceof CalendarYearMissing)) throw error;
  }
  return rungs;
}

/** The lead's own date: 7 and 2 working days before it, on it, then weekly until the report is issued. */
export function leadDueLadder(
  number: number,
  subject: LadderSubject,
  deadline: ResolvedDeadline,
  asOf: Instant,
  slots: Slots,
): Ladder {
  const { calendar, policy } = slots;
  const days = policy.leadDueBefore.map((count) => calendar.addWorkingDays(deadline.targetDay, -count));
  const dated = days.map((day, index) => slotRung('lead-due', index, day, subject.obligation, slots));
  const yesterday = addDays(localDateOf(asOf), -1);
  const last = deadline.targetDay > yesterday ? deadline.targetDay : yesterday;
  const count = Math.max(1, BATCH - dated.length);
  const weekly = leadDueWeekly(subject.obligation, dated.length, deadline.targetDay, last, count, slots);
  const open = [...dated, ...weekly].filter((rung) => missedAfter(rung, slots) > asOf);
  return endless(number, subject, open);
}

/** Every seventh day after the target; where days off bring two of them to one working day, that day has one. */
function leadDueWeekly(
  obligation: string,
  occurrence: number,
  target: LocalDate,
  last: LocalDate,
  count: number,
  slots: Slots,
): Rung[] {
  let before = last;
  let week = target;
  return whileKnown(count, (index) => {
    do week = addDays(week, slots.policy.leadDueEveryDays);
    while (slots.calendar.onOrAfter(week) <= before);
    before = slots.calendar.onOrAfter(week);
    return slotRung('lead-due', occurrence + index, before, obligation, slots);
  });
}

/** The next six of an endless ladder, after the rung that fired last. */
export function nextBatch(
  ladder: Ladder,
  last: Rung,
  obligation: string,
  deadline: ResolvedDeadline | null,
  slots: Slots,
): Ladder {
  const rungs =
    last.id === 'lead-due' && deadline
      ? leadDueWeekly(obligation, last.occurrence + 1, deadline.targetDay, localDateOf(last.at), BATCH, slots)
      : eventQuestions(obligation, last, BATCH, slots);
  return { ...ladder, rungs };
}

function openingRung(subject: LadderSubject, openOn: LocalDate, asOf: Instant, slots: Slots): Rung {
  const day = slots.calendar.onOrAfter(openOn);
  const rung = slotRung('opening', 0, day, subject.obligation, slots);
  return asOf > rung.at ? promptRung('opening', 0, asOf, subject.obligation, slots) : rung;
}

interface Reminder {
  id: RungId;
  day: LocalDate;
}

/**
 * Reminders before the target day that are still to come `after` a day: the far ones not within the quiet days after
 * the opening, each at least `spacing` working days from the message before it.
 */
function reminderDays(
  deadline: ResolvedDeadline,
  lastMessageOn: LocalDate,
  after: LocalDate,
  slots: Slots,
): Reminder[] {
  const { calendar, policy } = slots;
  let last = lastMessageOn;
  const nearest = Math.min(...policy.remindBefore);
  return policy.remindBefore.flatMap((count): Reminder[] => {
    const day = calendar.addWorkingDays(deadline.targetDay, -count);
    const quiet = count === nearest ? policy.spacing : Math.max(policy.spacing, policy.quietAfterOpening + 1);
    if (day <= last || day <= after || calendar.workingDaysBetween(last, day) < quiet) return [];
    last = day;
    return [{ id: `before-${count}` as RungId, day }];
  });
}

function datedRungs(
  subject: LadderSubject,
  deadline: ResolvedDeadline,
  before: Reminder[],
  lastMessageOn: LocalDate,
  openedOn: LocalDate,
  slots: Slots,
): Rung[] {
  const days = [...before];
  if (deadline.targetDay > openedOn) days.push({ id: 'morning', day: deadline.targetDay });
  days.push(...lateDays(subject, deadline, lastMessageOn, slots));
  const { consolidationOn } = subject;
  return days
    .filter(({ day }) => day > openedOn && (consolidationOn === null || day <= consolidationOn))
    .map(({ id, day }) => slotRung(id, 0, day, subject.obligation, slots));
}

function lateDays(
  subject: LadderSubject,
  deadline: ResolvedDeadline,
  lastMessageOn: LocalDate,
  slots: Slots,
): Reminder[] {
  const { calendar, policy } = slots;
  // Whatever the policy says, nobody is late before the named day is over.
  const late = dayAfter(deadline.namedDay, Math.max(1, policy.lateAfter), slots);
  const head = dayAfter(deadline.namedDay, Math.max(1, policy.lateHeadAfter), slots);
  const days: Reminder[] = [];
  const tooNear = late !== null && calendar.workingDaysBetween(lastMessageOn, late) < policy.spacing;
  if (late !== null && !subject.requested && !tooNear) days.push({ id: 'late-1', day: late });
  if (late !== null && !subject.ofLead) days.push({ id: 'late-list', day: late });
  if (head !== null && !subject.ofLead && !subject.requested) days.push({ id: 'late-head', day: head });
  return days;
}

/**
 * A day of what follows a date, or null where the table of working days ends before it: what is due at the year's end
 * must not wait for the next year's table, and publishing that table brings the rest of its ladder.
 */
function dayAfter(day: LocalDate, count: number, { calendar }: Slots): LocalDate | null {
  try {
    return calendar.addWorkingDays(day, count);
  } catch (error) {
    if (!(error instanceof CalendarYearMissing)) throw error;
    return null;
  }
}

function ladderOf(number: number, subject: LadderSubject, rungs: Rung[]): Ladder {
  return { number, rungs, closesAt: subject.closesAt, endless: false };
}

const endless = (number: number, subject: LadderSubject, rungs: Rung[]): Ladder => ({
  ...ladderOf(number, subject, rungs),
  endless: true,
});
