import { type Activation, leadOf, type Obligation } from './activation.ts';
import type { Organisation } from './organisation.ts';
import { expandParties } from './party.ts';
import type { Party } from './plan.ts';
import { addDays, type LocalDate } from './time.ts';
import { joinWords } from './vietnamese.ts';

/**
 * What the lead is asked when bodies of the plan end while it runs: who comes after them, by which document. Nothing is
 * opened towards a body that no longer exists, nor towards a successor before the lead has named it; the question ends
 * when the plan is amended with the succession.
 */
export function successionQuestions(activation: Activation, year: number): Obligation[] {
  const { plan } = activation;
  return plan.parties.flatMap((party) => {
    const ending = endingBodies(activation, party, year);
    const last = ending
      .map(({ to }) => to ?? '')
      .sort()
      .at(-1);
    return last === undefined ? [] : [questionOf(activation, party, ending, last, year)];
  });
}

/**
 * Bodies of a party that end within a year without anybody named to follow them; what ends with the year before is
 * missed from this one on.
 */
function endingBodies(activation: Activation, party: Party, year: number): Organisation[] {
  const { plan, organisations, schedule } = activation;
  const before = `${year - 1}-12-31`;
  const start = schedule.activatedOn > before ? schedule.activatedOn : before;
  const bodies = expandParties(plan, organisations, schedule, start).organisationsOf(party.id);
  return bodies.filter(({ to }) => {
    if (to === null || to < start || to >= `${year}-12-31`) return false;
    return !schedule.successions.some((one) => one.party === party.id && one.on <= addDays(to, 1));
  });
}

function questionOf(
  activation: Activation,
  party: Party,
  ending: Organisation[],
  last: LocalDate,
  year: number,
): Obligation {
  const lead = leadOf(activation);
  const names = ending.length > 3 ? party.name : joinWords(ending.map(({ name }) => name));
  return {
    id: `${activation.id}/ke-nhiem-${party.id}/${lead.id}/${year}`,
    plan: activation.id,
    kind: 'own',
    round: null,
    upward: false,
    organisation: lead.id,
    party: activation.plan.lead,
    items: [],
    indicators: [],
    requested: false,
    ofLead: true,
    name: `Xác định cơ quan kế nhiệm của ${names}`,
    deadline: null,
    event: `cơ quan kế nhiệm của ${names}`,
    opensOn: addDays(last, 1),
    consolidationOn: null,
    closesAt: null,
  };
}
