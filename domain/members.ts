import { type Activation, assigneesOf, leadOf, type OwedIndicator } from './activation.ts';
import type { Organisation } from './organisation.ts';
import { expandParties, type Expansion } from './party.ts';
import type { IndicatorOwner, Party } from './plan.ts';
import type { RoundDefinition } from './round-definition.ts';
import type { Tier } from './schedule.ts';
import type { LocalDate } from './time.ts';
import { isReported } from './track.ts';

/** A body that reports in a round, with what its report carries. */
export interface Member {
  organisation: string;
  tier: Tier;
  party: string;
  requested: boolean;
  items: string[];
  indicators: OwedIndicator[];
}

/** Who reports in a round as the bodies stand on a day, in the order of the organisations file. */
export function membersOn(activation: Activation, definition: RoundDefinition, day: LocalDate): Member[] {
  const { plan, organisations, schedule } = activation;
  const expansion = expandParties(plan, organisations, schedule, day);
  const parties = plan.parties.filter(({ id }) => definition.from?.includes(id) ?? true);
  const gathered = new Gathered();
  if (definition.covers === 'document') gatherSenders(gathered, activation, parties, expansion);
  else gatherReporters(gathered, activation, definition, parties, expansion);
  const known = plan.parties.flatMap(({ id }) => expansion.organisationsOf(id));
  const order = [...organisations, ...known].map(({ id }) => id);
  return [...new Set(order)].flatMap((id) => gathered.members.get(id) ?? []);
}

/** Farther down, more time: docs/rules.md. */
export const tierOf = ({ level }: Pick<Organisation, 'level'>): Tier =>
  level === 'commune' || level === 'district' ? level : 'other';

class Gathered {
  readonly members = new Map<string, Member>();

  /** The member a body is; it bears the name of the party that it was first found under. */
  of(body: Organisation, party: Party): Member {
    const found = this.members.get(body.id);
    if (found) return found;
    const fresh: Member = {
      ...{ organisation: body.id, tier: tierOf(body), party: party.id, requested: party.requested },
      ...{ items: [], indicators: [] },
    };
    this.members.set(body.id, fresh);
    return fresh;
  }
}

/** Whoever is named hands its own document in; the lead does not send one to itself. */
function gatherSenders(gathered: Gathered, activation: Activation, parties: Party[], expansion: Expansion): void {
  const lead = leadOf(activation).id;
  for (const party of parties) {
    for (const body of expansion.organisationsOf(party.id)) if (body.id !== lead) gathered.of(body, party);
  }
}

function gatherReporters(
  gathered: Gathered,
  { plan, schedule }: Activation,
  definition: RoundDefinition,
  parties: Party[],
  expansion: Expansion,
): void {
  for (const item of plan.items) {
    const party = parties.find(({ id }) => id === item.party);
    if (!party || !isReported(item, schedule) || !(definition.items?.includes(item.id) ?? true)) continue;
    for (const body of assigneesOf(item, expansion, schedule)) gathered.of(body, party).items.push(item.id);
  }
  if (asksFigures(definition)) gatherOwners(gathered, { plan, schedule }, parties, expansion);
}

/** Owners of indicators give their figures once a year, or where the lead asks for them. */
export const asksFigures = ({ kind, items }: Pick<RoundDefinition, 'kind' | 'items'>): boolean =>
  items === null && (kind === 'annual' || kind === 'ad-hoc');

function gatherOwners(
  gathered: Gathered,
  { plan, schedule }: Pick<Activation, 'plan' | 'schedule'>,
  parties: Party[],
  expansion: Expansion,
): void {
  const byItem = new Map(plan.items.map(({ id, indicators }) => [id, indicators]));
  const owned = plan.objectives.flatMap(({ indicators }) =>
    indicators.flatMap(({ no, owners }) =>
      (schedule.indicators[no]?.owners ?? owners).flatMap((owner) =>
        bodiesOf(owner, parties, expansion).map((found) => ({ ...found, no, owner })),
      ),
    ),
  );
  for (const { body, party, owner } of owned) if (owner.role === 'report') gathered.of(body, party);
  // Who only helps with a figure owes no report for that alone.
  for (const { body, no, owner } of owned) own(gathered.members.get(body.id), no, owner, byItem);
}

/** The text names a party; the lead may name a single body of one. */
function bodiesOf(
  owner: IndicatorOwner,
  parties: Party[],
  expansion: Expansion,
): { body: Organisation; party: Party }[] {
  const named = parties.filter(({ id }) => id === owner.party);
  if (named.length > 0)
    return named.flatMap((party) => expansion.organisationsOf(party.id).map((body) => ({ body, party })));
  const found = parties.flatMap((party) =>
    expansion.organisationsOf(party.id).flatMap((body) => (body.id === owner.party ? [{ body, party }] : [])),
  );
  return found.slice(0, 1);
}

/** What a duty asks for already is not asked for twice, nor the same part of it under two names of one body. */
function own(
  member: Member | undefined,
  no: string,
  { role, scope }: IndicatorOwner,
  byItem: ReadonlyMap<string, string[]>,
): void {
  if (!member) return;
  const whole = `${no.split('.')[0]}.*`;
  const asked = member.items.some((item) => byItem.get(item)?.some((one) => one === no || one === whole));
  const again = member.indicators.some((one) => one.no === no && one.scope === scope);
  if (!asked && !again) member.indicators.push({ no, role, scope });
}
