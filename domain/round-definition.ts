import type { Activation } from './activation.ts';
import { recurs } from './occurrence.ts';
import type { Deadline, Plan, PlanRound } from './plan.ts';
import type { LocalDate } from './time.ts';
import { isReported } from './track.ts';

/** A round as it is held: the plan's, one proposed where the plan has none, or one that the lead added. */
export interface RoundDefinition extends Pick<PlanRound, 'id' | 'name' | 'kind' | 'covers' | 'to' | 'deadline'> {
  /** Whose words the deadline is. */
  origin: 'plan' | 'lead';
  /** Parties that report; null for all members. */
  from: string[] | null;
  /** Items that are told; null for all lines and figures. */
  items: string[] | null;
  /** What the lead sends up; the first of them closes the round when it is issued. */
  upward: UpwardDefinition[];
  /** Nothing of it opens before this day; null where it is as old as the plan. */
  addedOn: LocalDate | null;
}

export interface UpwardDefinition {
  id: string;
  to: string[];
  deadline: Deadline | null;
  origin: 'plan' | 'lead';
}

/** What rounds follow from: the plan's words, and what its lead decided. */
type Decided = Pick<Activation, 'plan' | 'schedule'>;

/** All rounds of a plan that its lead holds, those of the plan first. */
export function roundDefinitions(activation: Decided): RoundDefinition[] {
  const { plan, schedule } = activation;
  const members = plan.rounds.filter(({ from }) => from !== 'lead');
  const defined = members.length > 0 ? members.map((round) => planned(round, plan)) : proposedRounds(activation);
  const held = defined.filter(({ id }) => !schedule.rounds[id]?.omitted);
  return [...held, ...schedule.addedRounds.map(added)];

  function added(round: (typeof schedule.addedRounds)[number]): RoundDefinition {
    const { upward, basis: _document, ...rest } = round;
    const up = upward && { id: `${round.id}-len-tren`, ...upward, origin: 'lead' as const };
    return { ...rest, covers: 'items', to: [plan.lead], origin: 'lead', upward: up ? [up] : [] };
  }
}

/** True where a round comes back every year, by its own words or by those of what the lead sends up. */
export function returnsYearly({ deadline, upward }: RoundDefinition): boolean {
  if (recurs(deadline)) return true;
  return deadline.kind === 'undetermined' && upward.some((up) => up.deadline !== null && recurs(up.deadline));
}

function planned(round: PlanRound, plan: Plan): RoundDefinition {
  const { id, name, kind, covers, to, deadline, from } = round;
  const parties = Array.isArray(from) ? from : null;
  const upward = covers === 'items' ? upwardOf(kind, plan) : [];
  return { id, name, kind, covers, to, deadline, origin: 'plan', from: parties, items: null, upward, addedOn: null };
}

/** What the lead sends up on a kind of round: what is of the same kind or of none, else whatever there is. */
function upwardOf(kind: PlanRound['kind'], { rounds }: Pick<Plan, 'rounds'>): UpwardDefinition[] {
  const lead = rounds.filter(({ from }) => from === 'lead');
  const fitting = lead.filter((round) => round.kind === kind || round.kind === 'ad-hoc');
  const kinds = new Set(rounds.filter(({ from }) => from !== 'lead').map((round) => round.kind));
  const others = lead.filter((round) => !kinds.has(round.kind));
  return (fitting.length > 0 ? fitting : others).map(({ id, to, deadline }) => ({ id, to, deadline, origin: 'plan' }));
}

const PROPOSED = [
  { id: '6-thang', name: 'Báo cáo 6 tháng đầu năm', kind: 'six-month' },
  { id: 'nam', name: 'Báo cáo năm', kind: 'annual' },
] as const;

/**
 * A plan that asks its members for no report at all, and yet has duties without a date of their own, gets what its lead
 * needs for the report it owes itself; where the lead has no date either, a six-month and a year round (docs/rules.md).
 */
function proposedRounds({ plan, schedule }: Decided): RoundDefinition[] {
  if (!plan.items.some((item) => isReported(item, schedule))) return [];
  const dated = plan.rounds.filter((round) => round.from === 'lead' && round.deadline.kind !== 'undetermined');
  const wanted = PROPOSED.filter(({ kind }) => dated.length === 0 || dated.some((round) => round.kind === kind));
  return (wanted.length > 0 ? wanted : [PROPOSED[1]]).map(({ id, name, kind }) => ({
    ...{ id, name, kind, covers: 'items' as const, to: [plan.lead], origin: 'plan' as const },
    deadline: { kind: 'undetermined' as const, text: 'Kế hoạch không nêu kỳ báo cáo' },
    ...{ from: null, items: null, addedOn: null },
    upward: someUpward(kind, plan),
  }));
}

/** A report that nobody names a reader for goes to the body that issued the plan. */
function someUpward(kind: PlanRound['kind'], plan: Plan): UpwardDefinition[] {
  const named = upwardOf(kind, plan);
  return named.length > 0 ? named : [{ id: 'len-tren', to: [plan.document.issuer], deadline: null, origin: 'plan' }];
}
