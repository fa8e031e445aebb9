import {
  type Activation,
  type Derived,
  firstYear,
  leadOf,
  type Obligation,
  proposeDay,
  type Round,
  whereKnown,
} from './activation.ts';
import type { ResolvedDeadline } from './deadline.ts';
import { type Member, membersOn } from './members.ts';
import type { Occasion } from './occasion.ts';
import { occurrencesOf, recurs } from './occurrence.ts';
import { ownObligations } from './own-obligations.ts';
import { memberReports, upwardObligation } from './reports.ts';
import { roundDays, type RoundDays } from './round.ts';
import { type RoundDates, roundDates } from './round-dates.ts';
import { returnsYearly, type RoundDefinition, roundDefinitions } from './round-definition.ts';
import { roundName } from './round-name.ts';
import { successionQuestions } from './succession-question.ts';
import type { LocalDate } from './time.ts';
import { count, shortDate } from './vietnamese.ts';

/** The rounds and obligations from the first year of an activated plan through `year`. */
export function derive(activation: Activation, year = firstYear(activation)): Derived {
  const first = firstYear(activation);
  const length = Math.max(1, year - first + 1);
  const years = Array.from({ length }, (_, index) => deriveYear(activation, first + index));
  return {
    rounds: years.flatMap(({ rounds }) => rounds),
    obligations: years.flatMap(({ obligations }) => obligations),
  };
}

/** What one year brings, in the order of the organisations file: in the first all that comes once, then what comes back. */
export function deriveYear(activation: Activation, year: number): Derived {
  const held = roundDefinitions(activation).flatMap((definition) =>
    occasionsOf(activation, definition, year).flatMap((occasion) =>
      whereKnown(activation, occasion.year, returnsYearly(definition), () => hold(activation, definition, occasion)),
    ),
  );
  return {
    rounds: held.map(({ round }) => round),
    obligations: [
      ...ownObligations(activation, year),
      ...(year === firstYear(activation) || isRecurring(activation) ? successionQuestions(activation, year) : []),
      ...held.flatMap(({ obligations }) => obligations),
    ],
  };
}

/** True where the plan goes on after its first year. */
export function isRecurring(activation: Activation): boolean {
  const { plan, schedule } = activation;
  const items = plan.items.flatMap((item) => schedule.items[item.id]?.deadlines ?? [item.deadline, ...item.also]);
  return roundDefinitions(activation).some(returnsYearly) || items.some(recurs);
}

function occasionsOf(activation: Activation, definition: RoundDefinition, year: number): Occasion[] {
  const { deadline } = definition;
  const occasion = (of: number, words = deadline, period = `${of}`): Occasion => ({
    year: of,
    period,
    deadline: words,
  });
  if (recurs(deadline)) {
    return occurrencesOf(deadline, year).map((one) => occasion(year, one.deadline, one.period ?? undefined));
  }
  if (returnsYearly(definition)) return [occasion(year)];
  if (definition.addedOn !== null) return Number(definition.addedOn.slice(0, 4)) === year ? [occasion(year)] : [];
  return year === firstYear(activation) ? [occasion(activation.plan.document.year)] : [];
}

/** One round with everybody's reports; none where nothing gives it a date, or where all of it is over already. */
function hold(activation: Activation, definition: RoundDefinition, occasion: Occasion): (Derived & { round: Round })[] {
  const since = definition.addedOn ?? activation.schedule.activatedOn;
  const start = since > `${occasion.year}-01-01` ? since : `${occasion.year}-01-01`;
  const first = membersOn(activation, definition, start);
  const expected = roundDates(activation, definition, occasion, tiersOf(first));
  if (!expected || isOver(definition, expected, since)) return [];
  // Bodies may end and begin until the round opens: it is opened towards those of its opening day.
  const { opensOn } = daysOf(activation, expected, first, since);
  const members = membersOn(activation, definition, opensOn);
  const dates = roundDates(activation, definition, occasion, tiersOf(members)) ?? expected;
  const round = roundOf(activation, definition, occasion, dates, members, since);
  const upward = definition.upward.map((up, index) =>
    upwardObligation(activation, round, up, dates.upward[index] ?? round.leadDeadline),
  );
  const obligations: Obligation[] = [...memberReports(activation, round, dates, members, since), ...upward];
  return [{ round, rounds: [round], obligations }];
}

const tiersOf = (members: Member[]): Member['tier'][] => [...new Set(members.map(({ tier }) => tier))];

/** A proposal is made for what is to come, and a period that recurs is asked for from the activation on. */
function isOver(definition: RoundDefinition, { byTier }: RoundDates, since: LocalDate): boolean {
  const open = byTier.other.origin === 'proposal' || recurs(definition.deadline);
  return open && byTier.other.namedDay < since;
}

interface MemberDays extends RoundDays {
  last: ResolvedDeadline;
  lead: ResolvedDeadline | null;
}

function daysOf(activation: Activation, dates: RoundDates, members: Member[], since: LocalDate): MemberDays {
  const present = members.length > 0 ? members.map(({ tier }) => dates.byTier[tier]) : [dates.byTier.other];
  const last = present.reduce((a, b) => (b.namedDay > a.namedDay ? b : a));
  const first = present.reduce((a, b) => (b.targetDay < a.targetDay ? b : a));
  const leads = dates.upward.flatMap((date) => date ?? []).sort((a, b) => (a.targetDay < b.targetDay ? -1 : 1));
  const lead = leads[0] ?? null;
  return { ...roundDays({ first, last }, lead, since, activation), last, lead };
}

function roundOf(
  activation: Activation,
  definition: RoundDefinition,
  { year, period }: Occasion,
  dates: RoundDates,
  members: Member[],
  since: LocalDate,
): Round {
  const { id: plan } = activation;
  const { last, lead, ...days } = daysOf(activation, dates, members, since);
  const [closing] = definition.upward;
  return {
    ...days,
    id: `${plan}/${definition.id}/${period}`,
    plan,
    definition: definition.id,
    name: roundName(definition.name, period),
    year,
    period,
    covers: definition.covers,
    deadline: last,
    leadDeadline: closing ? (lead ?? leadAfter(activation, days)) : null,
    leadObligation: closing ? `${plan}/${closing.id}/${period}-${definition.id}/${leadOf(activation).id}` : null,
    cutOff: dates.cutOff,
    to: closing?.to ?? definition.to,
  };
}

/** Where only the members have a date: the lead's own comes some days after the consolidation. */
function leadAfter(activation: Activation, { consolidationOn }: RoundDays): ResolvedDeadline | null {
  const { calendar, policy } = activation;
  const day = calendar.addWorkingDays(consolidationOn, policy.leadAfterConsolidation);
  const reason = `${count(policy.leadAfterConsolidation)} ngày làm việc sau ngày tổng hợp (${shortDate(consolidationOn)})`;
  return proposeDay(activation, day, reason);
}
