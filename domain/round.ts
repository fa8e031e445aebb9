import { type Calendar, CalendarYearMissing } from './calendar.ts';
import type { ResolvedDeadline } from './deadline.ts';
import type { Slots } from './slot.ts';
import { addDays, type Instant, instantAt, type LocalDate, weekday } from './time.ts';

/** The days of one round that follow from its members' dates. */
export interface RoundDays {
  /** The first of its obligations opens, or the day of activation if that is later. */
  opensOn: LocalDate;
  consolidationOn: LocalDate;
  consolidationAt: Instant;
  closesAt: Instant;
}

/**
 * Opening: 15 working days before the target day. Consolidation: the third working day after the last of the members'
 * named days, or two working days before the lead's own target day if that is earlier. Closing: 30 working days after
 * it. docs/rules.md.
 */
export function roundDays(
  members: { first: ResolvedDeadline; last: ResolvedDeadline },
  lead: ResolvedDeadline | null,
  activatedOn: LocalDate,
  { calendar, policy }: Slots,
): RoundDays {
  const opensOn = openingDay(members.first, activatedOn, { calendar, policy });
  const afterMembers = daysOn(calendar, members.last.namedDay, policy.consolidateAfter);
  const beforeLead = lead && calendar.addWorkingDays(lead.targetDay, -policy.consolidateBeforeLead);
  const consolidationOn = beforeLead && beforeLead < afterMembers ? beforeLead : afterMembers;
  const closesOn = daysOn(calendar, consolidationOn, policy.closeAfter);
  return {
    opensOn,
    consolidationOn,
    consolidationAt: instantAt(consolidationOn, policy.consolidationTime),
    closesAt: instantAt(closesOn, policy.consolidationTime),
  };
}

/**
 * The `count`-th working day after a day that the table of working days has. A round is planned a year ahead, and what
 * follows its dates may reach into a year that nobody has published yet: plain weekdays stand in there, and publishing
 * that year moves the day. Nobody is told or judged by it.
 */
export function daysOn(calendar: Calendar, date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isWorked(calendar, day)) left--;
  }
  return day;
}

function isWorked(calendar: Calendar, day: LocalDate): boolean {
  try {
    return calendar.isWorkingDay(day);
  } catch (error) {
    if (!(error instanceof CalendarYearMissing)) throw error;
    return weekday(day) !== 0 && weekday(day) !== 6;
  }
}

/** 15 working days before the target day, or the activation if that is later. */
export function openingDay(deadline: ResolvedDeadline, activatedOn: LocalDate, { calendar, policy }: Slots): LocalDate {
  const planned = calendar.addWorkingDays(deadline.targetDay, -policy.openBefore);
  return planned > activatedOn ? planned : calendar.onOrAfter(activatedOn);
}

/** The day proposed for a returned report: the working day before consolidation, or five working days on. */
export function proposedReturnDay(
  today: LocalDate,
  consolidationOn: LocalDate | null,
  leadTarget: LocalDate | null,
  { calendar, policy }: Slots,
): LocalDate {
  const eve = consolidationOn && calendar.addWorkingDays(consolidationOn, -1);
  const proposed = eve && eve > today ? eve : calendar.addWorkingDays(today, policy.returnedAfter);
  return leadTarget && proposed > leadTarget && leadTarget > today ? leadTarget : proposed;
}
