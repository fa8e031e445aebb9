import type { ResolvedDeadline } from './deadline.ts';
import type { Slots } from './slot.ts';
import { type Instant, instantAt, type LocalDate } from './time.ts';

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
  const afterMembers = calendar.addWorkingDays(members.last.namedDay, policy.consolidateAfter);
  const beforeLead = lead && calendar.addWorkingDays(lead.targetDay, -policy.consolidateBeforeLead);
  const consolidationOn = beforeLead && beforeLead < afterMembers ? beforeLead : afterMembers;
  const closesOn = calendar.addWorkingDays(consolidationOn, policy.closeAfter);
  return {
    opensOn,
    consolidationOn,
    consolidationAt: instantAt(consolidationOn, policy.consolidationTime),
    closesAt: instantAt(closesOn, policy.consolidationTime),
  };
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
