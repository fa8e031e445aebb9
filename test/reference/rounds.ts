import type { Activation, Derived, Obligation, Round } from '../../domain/activation.ts';
import type { Deadline, RoundKind } from '../../domain/plan.ts';
import type { Tier } from '../../domain/schedule.ts';
import { byDay, type Dates, datesOf, sameDay } from './dates.ts';
import { counted, type Day, earlier, later, onward, plus } from './wall-calendar.ts';

/** The days of one round. */
export interface RoundSheet {
  tiers: Record<Tier, Dates>;
  /** What the lead sends up, by its own round. */
  ups: Map<string, Dates>;
  since: Day;
  opens: Day;
  consolidation: Day;
  closes: Day;
  /** The earliest of the lead's own target days. */
  leadTarget: Day | null;
}

const TIERS: Tier[] = ['commune', 'district', 'other'];

export function tierOf({ organisations }: Activation, { organisation }: Obligation): Tier {
  const level = organisations.find(({ id }) => id === organisation)?.level;
  return level === 'commune' || level === 'district' ? level : 'other';
}

/** Three weeks of work before its day, or with the activation. */
export const opening = ({ policy }: Activation, target: Day, since: Day): Day =>
  later(counted(target, -policy.openBefore), onward(since));

export function roundSheet(activation: Activation, { obligations }: Derived, round: Round): RoundSheet {
  const { policy, schedule } = activation;
  const ours = obligations.filter((one) => one.round === round.id);
  const leadRounds = ours.filter(({ upward }) => upward).map(({ id }) => id.split('/')[1] ?? '');
  const present = [...new Set(ours.filter(({ upward }) => !upward).map((one) => tierOf(activation, one)))];
  const given = givenDates(activation, round);
  const ups = leadDates(activation, round, leadRounds);
  const undated = given.size === 0 && ups.size === 0;
  const leads = undated ? [customaryDates(activation, round)] : [...ups.values()];
  const lead = leads.toSorted((one, other) => (one.target < other.target ? -1 : 1))[0] ?? null;
  const tiers = memberDates({ activation, round, present, given, lead, undated });

  const asked = present.length > 0 ? present.map((tier) => tiers[tier]) : [tiers.other];
  const third = counted(last(asked.map(({ named }) => named)), policy.consolidateAfter);
  const leadTarget = lead && lead.target;
  const consolidation =
    leadTarget === null ? third : earlier(third, counted(leadTarget, -policy.consolidateBeforeLead));
  const proposed = lead ?? byDay(counted(consolidation, policy.leadAfterConsolidation));
  const since = schedule.addedRounds.find(({ id }) => id === round.definition)?.addedOn ?? schedule.activatedOn;
  return {
    ...{ tiers, since, consolidation },
    ups: new Map(leadRounds.map((id) => [id, ups.get(id) ?? proposed])),
    opens: opening(activation, first(asked.map(({ target }) => target)), since),
    closes: counted(consolidation, policy.closeAfter),
    leadTarget: leadRounds.length > 0 ? proposed.target : leadTarget,
  };
}

const first = (days: Day[]): Day => days.toSorted()[0] ?? '';
const last = (days: Day[]): Day => days.toSorted().at(-1) ?? '';

/** By the lead's decision for the level, for all, or by the plan's own words. */
function givenDates({ plan, schedule }: Activation, { definition, period }: Round): Map<Tier, Dates> {
  const words = [...plan.rounds, ...schedule.addedRounds].find(({ id }) => id === definition)?.deadline;
  const decision = schedule.rounds[definition];
  const own = [words, ...plan.rounds.filter(({ from }) => from === 'lead').map(({ deadline }) => deadline)];
  const dates = TIERS.flatMap((tier): [Tier, Dates][] => {
    const decided = [decision?.deadlines?.[tier], decision?.deadline].filter((one) => one && isMeant(one, own, period));
    const said = [...decided, words].flatMap((one) => datesIn(one, period));
    return said[0] ? [[tier, said[0]]] : [];
  });
  return new Map(dates);
}

/** A date that the lead decides is meant for the year whose own date it is nearest to. */
function isMeant(decided: Deadline, words: (Deadline | undefined)[], period: string): boolean {
  const own = words.find((one) => one && 'recurs' in one && one.recurs);
  if (!own || !('date' in own) || !('date' in decided)) return true;
  const distance = (each: number): number =>
    `${each}` < own.date.slice(0, 4)
      ? Infinity
      : Math.abs(Date.parse(sameDay(own.date, `${each}`)) - Date.parse(decided.date));
  const year = Number(period.slice(0, 4));
  return distance(year) <= distance(year + 1) && distance(year) < distance(year - 1);
}

function leadDates({ plan, schedule }: Activation, { definition, period }: Round, ids: string[]): Map<string, Dates> {
  const dates = ids.flatMap((lead): [string, Dates][] => {
    const decision = schedule.rounds[lead];
    const added = schedule.addedRounds.find(({ id }) => `${id}-len-tren` === lead)?.upward?.deadline ?? undefined;
    const words = plan.rounds.find(({ id }) => id === lead)?.deadline;
    const said = [decision?.upward?.[definition], decision?.deadline, added, words].flatMap((one) =>
      datesIn(one, period),
    );
    return said[0] ? [[lead, said[0]]] : [];
  });
  return new Map(dates);
}

function datesIn(words: Deadline | undefined, period: string): Dates[] {
  const dates = words && datesOf(words, period);
  return dates ? [dates] : [];
}

function kindOf({ plan, schedule }: Activation, { definition }: Round): RoundKind {
  const known = [...plan.rounds, ...schedule.addedRounds].find(({ id }) => id === definition);
  return known?.kind ?? (definition === '6-thang' ? 'six-month' : 'annual');
}

/** Where nobody has a date: the 25th of the last month, Nghị định 09/2019/NĐ-CP Điều 13. */
const customaryDates = (activation: Activation, round: Round): Dates =>
  byDay(`${round.period}-${kindOf(activation, round) === 'six-month' ? '06' : '12'}-25`);

interface Asking {
  activation: Activation;
  round: Round;
  present: Tier[];
  given: Map<Tier, Dates>;
  lead: Dates | null;
  undated: boolean;
}

/** Fifteen, ten and seven working days before the lead's, and a working day after the cut-off of the figures. */
function memberDates(asking: Asking): Record<Tier, Dates> {
  const { activation, given, lead } = asking;
  const cutOff = cutOffOf(asking);
  const date = (tier: Tier): Dates => {
    const own = given.get(tier) ?? (lead ? undefined : (given.get('other') ?? given.get('district')));
    if (own || !lead) return own ?? (given.get('commune') as Dates);
    const day = backFrom(activation, lead, tier);
    return byDay(cutOff !== null && day <= cutOff ? counted(cutOff, 1) : day);
  };
  return { commune: date('commune'), district: date('district'), other: date('other') };
}

function backFrom({ policy }: Activation, lead: Dates, tier: Tier): Day {
  const steps = {
    commune: policy.communeBeforeLead,
    district: policy.districtBeforeLead,
    other: policy.othersBeforeLead,
  };
  return counted(lead.target, -steps[tier]);
}

/** The 14th of the period's last month (Điều 12), or a month end where the plan wants its report before that. */
function cutOffOf({ activation, round, present, given, lead, undated }: Asking): Day | null {
  const { schedule, policy } = activation;
  const decided = schedule.rounds[round.definition]?.cutOff;
  const lawful = lawfulCutOff(kindOf(activation, round), round.period);
  if (decided !== undefined || lawful === null) return decided ?? null;
  const early = [...given.values(), ...(lead && !undated ? [lead] : [])].some(({ target }) => target <= lawful);
  const asksFor = present.some((tier) => !given.has(tier));
  const tight = asksFor && lead && counted(lawful, 1) > counted(lead.target, -policy.consolidateBeforeLead);
  if (!early && !tight) return lawful;
  const days = present.map((tier) => given.get(tier)?.target ?? (lead ? backFrom(activation, lead, tier) : ''));
  return plus(`${first(days).slice(0, 7)}-01`, -1);
}

function lawfulCutOff(kind: RoundKind, period: string): Day | null {
  const year = period.slice(0, 4);
  const month = (number: number): Day => `${year}-${String(number).padStart(2, '0')}-14`;
  switch (kind) {
    case 'annual':
      return month(12);
    case 'six-month':
      return month(period.endsWith('H2') ? 12 : 6);
    case 'quarterly':
      return month(Number(period.at(-1)) * 3);
    case 'monthly':
      return month(Number(period.slice(5)));
    default:
      return null;
  }
}
