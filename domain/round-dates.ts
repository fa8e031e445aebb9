import { type Activation, proposeDay } from './activation.ts';
import { lastMonthEndBefore, lawfulCutOff } from './cut-off.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import type { Deadline, RoundKind } from './plan.ts';
import { type Occasion, wordsFor } from './occasion.ts';
import type { Policy } from './policy.ts';
import type { RoundDefinition, UpwardDefinition } from './round-definition.ts';
import { type Tier, TIERS } from './schedule.ts';
import type { LocalDate } from './time.ts';
import { count, shortDate } from './vietnamese.ts';

/** The dates of one occasion of a round before its days are counted. */
export interface RoundDates {
  byTier: Record<Tier, ResolvedDeadline>;
  /** One for each report that the lead sends up, in their order; null where nobody has given or proposed one yet. */
  upward: (ResolvedDeadline | null)[];
  cutOff: LocalDate | null;
}

/** Lead dates where a plan names none at all (Nghị định 09/2019/NĐ-CP Điều 13). */
const CUSTOMARY: { readonly [kind in RoundKind]?: string } = { 'six-month': '06-25', annual: '12-25' };

/**
 * The dates of a round: the lead's decision, else the plan's words, else a proposal counted back from the lead's own
 * date, the first of them where it owes several, farther for a commune than for a department (docs/rules.md). Null where nothing gives any date.
 */
export function roundDates(
  activation: Activation,
  definition: RoundDefinition,
  occasion: Occasion,
  tiers: readonly Tier[],
): RoundDates | null {
  const given = tierDates(activation, definition, occasion);
  const upwardGiven = definition.upward.map((up) => upwardDate(activation, definition, up, occasion));
  const dated = TIERS.some((tier) => given[tier]);
  const upward = upwardGiven.some((date) => date) || dated ? upwardGiven : customary(activation, definition, occasion);
  const [lead = null] = upward.flatMap((date) => date ?? []).sort((a, b) => (a.targetDay < b.targetDay ? -1 : 1));
  const back = lead && countedBack(activation, lead);
  const cutOff = cutOffOf(activation, definition, occasion, tiers, given, lead, back);
  const byTier = {} as Record<Tier, ResolvedDeadline>;
  for (const tier of TIERS) {
    const date = given[tier] ?? (lead && back && proposedDate(activation, back[tier], cutOff, lead)) ?? anyOf(given);
    if (!date) return null;
    byTier[tier] = date;
  }
  return { byTier, upward, cutOff };
}

type TierDates = Record<Tier, ResolvedDeadline | null>;

const anyOf = (given: TierDates): ResolvedDeadline | null => given.other ?? given.district ?? given.commune;

/** A decision holds for the occasion it names, or for every one where it says so. */
function decided(
  activation: Activation,
  deadline: Deadline | undefined,
  definition: RoundDefinition,
  occasion: Occasion,
): ResolvedDeadline | null {
  const words = deadline ? wordsFor(deadline, definition, occasion) : null;
  return words && resolveDeadline(words, { calendar: activation.calendar, origin: 'lead' });
}

function tierDates(activation: Activation, definition: RoundDefinition, occasion: Occasion): TierDates {
  const { calendar, schedule } = activation;
  const decision = schedule.rounds[definition.id];
  const words = resolveDeadline(occasion.deadline, { calendar, origin: definition.origin });
  const dateOf = (deadline?: Deadline): ResolvedDeadline | null => decided(activation, deadline, definition, occasion);
  const all = dateOf(decision?.deadline) ?? words;
  const dates = TIERS.map((tier) => [tier, dateOf(decision?.deadlines?.[tier]) ?? all]);
  return Object.fromEntries(dates) as TierDates;
}

function upwardDate(
  activation: Activation,
  definition: RoundDefinition,
  up: UpwardDefinition,
  occasion: Occasion,
): ResolvedDeadline | null {
  const { calendar, schedule } = activation;
  const decision = schedule.rounds[up.id];
  const dateOf = (deadline?: Deadline): ResolvedDeadline | null => decided(activation, deadline, definition, occasion);
  const own = dateOf(decision?.upward?.[definition.id]) ?? dateOf(decision?.deadline);
  const words = up.deadline && wordsFor(up.deadline, definition, occasion);
  return own ?? (words ? resolveDeadline(words, { calendar, origin: up.origin }) : null);
}

/** The lead's own date, proposed where neither it nor its members have one. */
function customary(
  activation: Activation,
  { kind, upward }: RoundDefinition,
  { year, period }: Occasion,
): (ResolvedDeadline | null)[] {
  const day = CUSTOMARY[kind];
  if (day === undefined || period !== `${year}`) return upward.map(() => null);
  const date = proposeDay(activation, `${year}-${day}`, 'theo Điều 13 Nghị định 09/2019/NĐ-CP');
  return upward.length > 0 ? upward.map(() => date) : [date];
}

function countedBack({ calendar, policy }: Activation, lead: ResolvedDeadline): Record<Tier, LocalDate> {
  const days = TIERS.map((tier) => [tier, calendar.addWorkingDays(lead.targetDay, -policy[BACK[tier]])]);
  return Object.fromEntries(days) as Record<Tier, LocalDate>;
}

const BACK = {
  commune: 'communeBeforeLead',
  district: 'districtBeforeLead',
  other: 'othersBeforeLead',
} as const satisfies Record<Tier, keyof Policy>;

/** At least one working day after the cut-off (Nghị định 09/2019/NĐ-CP Điều 8.5): a proposal moves on for that. */
function proposedDate(
  activation: Activation,
  day: LocalDate,
  cutOff: LocalDate | null,
  lead: ResolvedDeadline,
): ResolvedDeadline | null {
  const { calendar } = activation;
  if (cutOff !== null && day <= cutOff) {
    const reason = `sau ngày chốt số liệu ${shortDate(cutOff)} một ngày làm việc`;
    return proposeDay(activation, calendar.addWorkingDays(cutOff, 1), reason);
  }
  const days = calendar.workingDaysBetween(day, lead.targetDay);
  const reason = `${count(days)} ngày làm việc trước ngày cuối của cơ quan đầu mối (${shortDate(lead.targetDay)})`;
  return proposeDay(activation, day, reason);
}

/**
 * The lawful cut-off; where a date that the plan itself gives comes no later, or leaves no working day between cut-off
 * and consolidation, the month end before the members' dates.
 */
function cutOffOf(
  activation: Activation,
  definition: RoundDefinition,
  { year, period }: Occasion,
  tiers: readonly Tier[],
  given: TierDates,
  lead: ResolvedDeadline | null,
  back: Record<Tier, LocalDate> | null,
): LocalDate | null {
  const decision = activation.schedule.rounds[definition.id]?.cutOff;
  if (decision?.startsWith(`${year}`)) return decision;
  const lawful = lawfulCutOff(definition.kind, period);
  if (lawful === null) return null;
  const fixed = [...TIERS.map((tier) => given[tier]), lead].flatMap((date) =>
    date && date.origin !== 'proposal' ? [date.targetDay] : [],
  );
  const proposes = tiers.some((tier) => given[tier] === null);
  if (!fixed.some((day) => day <= lawful) && !(proposes && isTooNear(lawful, lead, activation))) return lawful;
  const days = tiers.flatMap((tier) => given[tier]?.targetDay ?? back?.[tier] ?? []).sort();
  return days[0] === undefined ? lawful : lastMonthEndBefore(days[0]);
}

/** True where a member's day after the cut-off would come after the lead has to consolidate. */
function isTooNear(cutOff: LocalDate, lead: ResolvedDeadline | null, { calendar, policy }: Activation): boolean {
  const first = calendar.addWorkingDays(cutOff, 1);
  return lead !== null && first > calendar.addWorkingDays(lead.targetDay, -policy.consolidateBeforeLead);
}
