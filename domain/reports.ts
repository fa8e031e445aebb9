import { type Activation, leadOf, type Obligation, opensOn, type Round } from './activation.ts';
import type { ResolvedDeadline } from './deadline.ts';
import type { Member } from './members.ts';
import type { RoundDates } from './round-dates.ts';
import type { UpwardDefinition } from './round-definition.ts';
import type { LocalDate } from './time.ts';

/** The reports of one round: one per organisation, carrying all of its lines and figures, by the date of its level. */
export function memberReports(
  activation: Activation,
  round: Round,
  { byTier }: RoundDates,
  members: Member[],
  since: LocalDate,
): Obligation[] {
  const lead = leadOf(activation).id;
  return members.map(({ tier, ...member }) => ({
    ...member,
    id: `${round.id}/${member.organisation}`,
    plan: activation.id,
    kind: 'report',
    round: round.id,
    upward: false,
    ofLead: member.organisation === lead,
    name: round.name,
    deadline: byTier[tier],
    event: null,
    opensOn: opensOn(byTier[tier], activation, since),
    consolidationOn: round.consolidationOn,
    closesAt: round.closesAt,
  }));
}

/** A report of the lead upward, which consolidates the round. */
export function upwardObligation(
  activation: Activation,
  round: Round,
  upward: UpwardDefinition,
  deadline: ResolvedDeadline | null,
): Obligation {
  const lead = leadOf(activation);
  return {
    id: `${activation.id}/${upward.id}/${round.period}-${round.definition}/${lead.id}`,
    plan: activation.id,
    kind: 'own',
    round: round.id,
    upward: true,
    organisation: lead.id,
    party: activation.plan.lead,
    items: [],
    indicators: [],
    requested: false,
    ofLead: true,
    name: `${round.name} gửi ${upward.to.join(', ')}`,
    deadline,
    event: null,
    opensOn: round.opensOn,
    consolidationOn: null,
    closesAt: null,
  };
}
