import { type Activation, type Derived, leadOf, proposeDay, type Round } from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { ownObligations } from './own-obligations.ts';
import type { PlanRound } from './plan.ts';
import { memberReports, upwardObligation } from './reports.ts';
import { roundDays } from './round.ts';

/** The rounds and obligations of an activated plan, in the order of the organisations file. */
export function derive(activation: Activation): Derived {
  const { plan } = activation;
  const leadRound = plan.rounds.find(({ from }) => from === 'lead') ?? null;
  const rounds = plan.rounds
    .filter(({ from }) => from !== 'lead')
    .flatMap((round) => roundOf(activation, round, leadRound));
  const reports = rounds.flatMap((round) => {
    const upward = upwardObligation(activation, round, leadRound);
    return [...memberReports(activation, round), ...(upward ? [upward] : [])];
  });
  return { rounds, obligations: [...ownObligations(activation), ...reports] };
}

function roundOf(activation: Activation, definition: PlanRound, leadRound: PlanRound | null): Round[] {
  const { calendar, schedule, plan, policy } = activation;
  const decision = schedule.rounds[definition.id];
  const origin = decision?.deadline ? 'lead' : 'plan';
  const deadline = resolveDeadline(decision?.deadline ?? definition.deadline, { calendar, origin });
  if (!deadline) return [];
  const given = leadRound && leadDeadlineGiven(activation, leadRound, definition.id);
  const days = roundDays(deadline, given, schedule.activatedOn, activation);
  const leadOn = calendar.addWorkingDays(days.consolidationOn, policy.leadAfterConsolidation);
  const leadDeadline = given ?? (leadRound && proposeDay(activation, leadOn, 'sau ngày tổng hợp'));
  const year = plan.document.year;
  return [
    {
      ...days,
      id: `${activation.id}/${definition.id}/${year}`,
      plan: activation.id,
      definition: definition.id,
      name: nameWithYear(definition.name, year),
      year,
      deadline,
      leadDeadline,
      leadObligation: leadRound && `${activation.id}/${leadRound.id}/${year}-${definition.id}/${leadOf(activation).id}`,
      cutOff: decision?.cutOff ?? null,
      to: leadRound?.to ?? definition.to,
    },
  ];
}

function leadDeadlineGiven(
  activation: Activation,
  leadRound: PlanRound,
  membersRound: string,
): ResolvedDeadline | null {
  const { calendar, schedule } = activation;
  const decision = schedule.rounds[leadRound.id];
  const decided = decision?.upward?.[membersRound] ?? decision?.deadline;
  if (decided) return resolveDeadline(decided, { calendar, origin: 'lead' });
  return resolveDeadline(leadRound.deadline, { calendar, origin: 'plan' });
}

const nameWithYear = (name: string, year: number): string =>
  name.includes(String(year)) ? name : `${name} năm ${year}`.replace('năm năm', 'năm');
