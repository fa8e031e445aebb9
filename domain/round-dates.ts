import { type Activation, proposeDay } from './activation.ts';
import { lastMonthEndBefore, lawfulCutOff } from './cut-off.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { occurrencesOf, recurs } from './occurrence.ts';
import type { Deadline, RoundKind } from './plan.ts';
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

/** The occasion that dates are asked for: `period` is `2026`, `2026-H1`, `2026-Q1` or `2026-03`. */
export interface Occasion {
  year: number;
  period: string;
  /** The plan's own words for this occasion. */
  deadline: Deadline;
}

/** Lead dates where a plan names none at all (Nghị định 09/2019/NĐ-CP Điều 13). */
const CUSTOMARY: { readonly [kind in RoundKind]?: string } = { 'six-month': '06-25', annual: '12-25' };

/**
 * The dates of a round: the lead's decision, else the plan's words, else a proposal counted back from the lead's own
 * date, farther for a commune than for a department (docs/rules.md). Null where nothing gives any date.
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
  const lead = upward.find((date) => date) ?? null;
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

/** A decision holds for the year it names, or for every year where it says so. */
function decided(activation: Activation, deadline: Deadline | undefined, { year }: Occasion): ResolvedDeadline | null {
  const words = deadline && occurrencesOf(deadline, year)[0]?.deadline;
  const date = words ? resolveDeadline(words, { calendar: activation.calendar, origin: 'lead' }) : null;
  return date && deadline && (recurs(deadline) || isOfYear(date, year)) ? date : null;
}

/** What a year's report is due by lies in that year or in the first months of the next. */
const isOfYear = ({ namedDay }: ResolvedDeadline, year: number): boolean =>
  namedDay >= `${year}-01-01` && namedDay <= `${year + 1}-04-30`;

function tierDates(activation: Activation, definition: RoundDefinition, occasion: Occasion): TierDates {
  const { calendar, schedule } = activation;
  const decision = schedule.rounds[definition.id];
  const words = resolveDeadline(occasion.deadline, { calendar, origin: definition.origin });
  const all = decided(activation, decision?.deadline, occasion) ?? words;
  const dates = TIERS.map((tier) => [tier, decided(activation, decision?.deadlines?.[tier], occasion) ?? all]);
  return Object.fromEntries(dates) as TierDates;
}

function upwardDate(
  activation: Activation,
  { id }: RoundDefinition,
  up: UpwardDefinition,
  occasion: Occasion,
): ResolvedDeadline | null {
  const { calendar, schedule } = activation;
  const decision = schedule.rounds[up.id];
  const own =
    decided(activation, decision?.upward?.[id], occasion) ?? decided(activation, decision?.deadline, occasion);
  const words = up.deadline && occurrencesOf(up.deadline, occasion.year)[0]?.deadline;
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

/** The lawful cut-off; where a date that the plan itself gives comes no later, the month end before the members' dates. */
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
  if (!fixed.some((day) => day <= lawful)) return lawful;
  const days = tiers.flatMap((tier) => given[tier]?.targetDay ?? back?.[tier] ?? []).sort();
  return days[0] === undefined ? lawful : lastMonthEndBefore(days[0]);
}
