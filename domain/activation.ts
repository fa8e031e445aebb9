import { type Calendar, CalendarYearMissing } from './calendar.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { Refusal } from './errors.ts';
import type { Organisation, OrganisationsFile } from './organisation.ts';
import { type Expansion, expandParties, hasStandIn, standIn } from './party.ts';
import type { IndicatorOwner, Plan, PlanItem, PlanRound } from './plan.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { openingDay, type RoundDays } from './round.ts';
import { type Schedule, undecidedSchedule } from './schedule.ts';
import type { Slots } from './slot.ts';
import { addDays, type Instant, instantAt, type LocalDate, yearOf } from './time.ts';

/** Everything an activated plan is made of; all that follows is computed from this and nothing else. */
export interface Activation extends Slots {
  /** The plan file's stem. */
  id: string;
  plan: Plan;
  organisations: Organisation[];
  schedule: Schedule;
  policy: Policy;
}

/** What one organisation owes by one date. */
export interface Obligation {
  id: string;
  plan: string;
  kind: 'report' | 'own';
  /** The round whose draft it feeds; for the lead's own report upward, the round it consolidates. */
  round: string | null;
  /** The lead's report to its superiors: handing it in means that the consolidated report is issued. */
  upward: boolean;
  organisation: string;
  party: string;
  items: string[];
  /** Indicators it gives figures for as their owner, beside those of its items. */
  indicators: OwedIndicator[];
  requested: boolean;
  ofLead: boolean;
  name: string;
  /** Null while it waits for an event, or for a date. */
  deadline: ResolvedDeadline | null;
  /** What it waits for; kept after the event is recorded. */
  event: string | null;
  /** While it waits: the day from which the lead is asked, null from the activation on. */
  opensOn: LocalDate | null;
  consolidationOn: LocalDate | null;
  closesAt: Instant | null;
}

/** An indicator that a body gives figures for in a round; `scope` is its part of it, in the text's words. */
export interface OwedIndicator {
  no: string;
  role: IndicatorOwner['role'];
  scope: string | null;
}

/** One occasion to report. */
export interface Round extends RoundDays {
  id: string;
  plan: string;
  definition: string;
  name: string;
  year: number;
  /** `2026`, `2026-H1`, `2026-Q1` or `2026-03`. */
  period: string;
  covers: PlanRound['covers'];
  /** The last of its members' deadlines. */
  deadline: ResolvedDeadline;
  leadDeadline: ResolvedDeadline | null;
  leadObligation: string | null;
  cutOff: LocalDate | null;
  to: string[];
}

export interface Derived {
  rounds: Round[];
  obligations: Obligation[];
}

export interface ActivationInput {
  id: string;
  plan: Plan;
  calendar: Calendar;
  organisations?: OrganisationsFile | null;
  schedule?: Schedule | null;
  /** The year previewed or rehearsed: it dates the activation where no schedule does. */
  year?: number;
}

/** Fills in what was not said: stand-ins for organisations, and a schedule in which every proposal stands. */
export function activationOf(input: ActivationInput): Activation {
  const { plan, calendar } = input;
  const schedule = input.schedule ?? proposedSchedule(input);
  const policy = { ...DEFAULT_POLICY, ...schedule.policy };
  const organisations = withStandIns(plan, input.organisations ?? null, schedule);
  return { id: input.id, plan, organisations, schedule, policy, calendar };
}

/** The bodies of the file, and one made up for each party that none of them stands for; all made up without a file. */
export function withStandIns(plan: Plan, file: OrganisationsFile | null, schedule: Schedule): Organisation[] {
  if (!file) return plan.parties.map(standIn);
  const known = file.organisations;
  const missing = plan.parties.filter((party) => !schedule.participants[party.id] && hasStandIn(party, known));
  return [...known, ...missing.map(standIn)];
}

/** Activation on the third working day after the plan's date, or the first working day of the year asked for. */
function proposedSchedule({ plan, calendar, year }: ActivationInput): Schedule {
  const { date } = plan.document;
  const dated = date !== null && (year === undefined || yearOf(date) === year);
  const firstDay = calendar.onOrAfter(`${year ?? plan.document.year}-01-01`);
  return undecidedSchedule(dated ? calendar.addWorkingDays(date, 3) : firstDay);
}

/** A date the plan does not give, proposed as `on-or-before`: it is the lead's to change, never the plan's. */
export function proposeDay({ calendar }: Slots, day: LocalDate, reason: string): ResolvedDeadline | null {
  const deadline = {
    kind: 'on-or-before' as const,
    date: day,
    text: `chậm nhất ngày ${day.split('-').reverse().join('/')}, ${reason}`,
  };
  return resolveDeadline(deadline, { calendar, origin: 'proposal' });
}

/** Why a day was proposed, in the words that `proposeDay` was given. */
export const reasonOf = ({ deadline }: ResolvedDeadline): string =>
  deadline.text.slice(deadline.text.indexOf(', ') + 2);

/** The organisation that stands for the plan's lead. */
export function leadOf(activation: Activation): Organisation {
  const { plan, organisations } = activation;
  const party = plan.parties.find(({ id }) => id === plan.lead);
  const found =
    party &&
    expandParties(plan, organisations, activation.schedule, activation.schedule.activatedOn).organisationsOf(
      party.id,
    )[0];
  if (!found)
    throw new Refusal(
      'lead-missing',
      `Kế hoạch không có cơ quan đầu mối: “${plan.lead}” không phải là đối tượng được phân công nào.`,
    );
  return found;
}

/** Organisations that owe an item on a day, narrowed to those the lead named for it. */
export function assigneesOf(item: PlanItem, expansion: Expansion, schedule: Schedule): Organisation[] {
  const only = schedule.items[item.id]?.organisations;
  return expansion.organisationsOf(item.party).filter(({ id }) => !only || only.includes(id));
}

/** The opening day of what has a date; null for what waits. */
export function opensOn(deadline: ResolvedDeadline | null, activation: Activation, from?: LocalDate): LocalDate | null {
  return deadline && openingDay(deadline, from ?? activation.schedule.activatedOn, activation);
}

/**
 * What comes back is planned a year ahead, and a last date may reach into a year whose days off nobody has published:
 * it is left out, and planned when they are. The year itself has to be there, and so has all that comes only once.
 */
export function whereKnown<Planned>(
  { calendar }: Slots,
  year: number,
  comesBack: boolean,
  plan: () => Planned[],
): Planned[] {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof CalendarYearMissing) || !comesBack) throw error;
    for (const known of [`${year - 1}-12-31`, `${year}-12-31`]) calendar.isWorkingDay(known);
    return [];
  }
}

/** The instant from which an activated plan acts: the first slot of its day of activation. */
export function activatedAt({ schedule, policy, calendar }: Activation): Instant {
  return instantAt(calendar.onOrAfter(schedule.activatedOn), policy.slotFrom);
}

/** The year's last instant: a preview and a rehearsal end there. */
export const endOfYear = (year: number): Instant => instantAt(addDays(`${year}-12-31`, 1), '00:00');

/** The first year that anything of the plan is asked for in; what comes only once belongs to it. */
export const firstYear = ({ plan, schedule }: Pick<Activation, 'plan' | 'schedule'>): number =>
  Math.max(plan.document.year, yearOf(schedule.activatedOn));
