import { type Activation, assigneesOf, leadOf, type Obligation, opensOn, type Round, trackOf } from './activation.ts';
import { expandParties } from './party.ts';
import type { PlanRound } from './plan.ts';

/** The reports of one round: one per organisation, carrying all of its lines and figures. */
export function memberReports(activation: Activation, round: Round): Obligation[] {
  const { plan, schedule, organisations } = activation;
  const expansion = expandParties(plan, organisations, schedule, round.opensOn);
  const lead = leadOf(activation);
  const carried = new Map<string, { items: string[]; party: string; requested: boolean }>();
  for (const item of plan.items) {
    if (!['line', 'figure'].includes(trackOf(item, schedule))) continue;
    const requested = plan.parties.some(({ id, requested: asks }) => id === item.party && asks);
    for (const { id } of assigneesOf(item, expansion, schedule)) {
      const report = carried.get(id) ?? { items: [], party: item.party, requested };
      report.items.push(item.id);
      carried.set(id, report);
    }
  }
  const known = plan.parties.flatMap(({ id }) => expansion.organisationsOf(id));
  const order = [...organisations, ...known].map(({ id }) => id);
  return [...new Set(order)].flatMap((organisation): Obligation[] => {
    const report = carried.get(organisation);
    return report ? [reportOf(activation, round, organisation, report, lead.id)] : [];
  });
}

function reportOf(
  activation: Activation,
  round: Round,
  organisation: string,
  report: { items: string[]; party: string; requested: boolean },
  lead: string,
): Obligation {
  return {
    id: `${round.id}/${organisation}`,
    plan: activation.id,
    kind: 'report',
    round: round.id,
    upward: false,
    organisation,
    ...report,
    ofLead: organisation === lead,
    name: round.name,
    deadline: round.deadline,
    event: null,
    opensOn: opensOn(round.deadline, activation),
    consolidationOn: round.consolidationOn,
    closesAt: round.closesAt,
  };
}

/** The lead's own report upward, which consolidates the round. */
export function upwardObligation(activation: Activation, round: Round, leadRound: PlanRound | null): Obligation | null {
  if (!leadRound || !round.leadObligation) return null;
  const lead = leadOf(activation);
  return {
    id: round.leadObligation,
    plan: activation.id,
    kind: 'own',
    round: round.id,
    upward: true,
    organisation: lead.id,
    party: activation.plan.lead,
    items: [],
    requested: false,
    ofLead: true,
    name: `${round.name} gửi ${leadRound.to.join(', ')}`,
    deadline: round.leadDeadline,
    event: null,
    opensOn: round.opensOn,
    consolidationOn: null,
    closesAt: null,
  };
}
