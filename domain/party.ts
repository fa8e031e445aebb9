import { isValidOn, type Organisation } from './organisation.ts';
import type { Party, Plan, SelectorLevel } from './plan.ts';
import type { PartySuccession, Schedule } from './schedule.ts';
import type { LocalDate } from './time.ts';

/** A name as it is compared: case, white space and the place of a tone mark (Hoà, Hòa) do not matter. */
export function nameKey(name: string): string {
  const spaced = name.trim().replace(/\s+/g, ' ').toLowerCase().normalize('NFD');
  return spaced.replace(/(\p{L}[\p{L}\p{M}]*)/gu, (word) => {
    const tones = word.match(/[\u0300\u0301\u0303\u0309\u0323]/g)?.join('') ?? '';
    return word.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '') + tones;
  });
}

/** Bodies of a plan on one day: who stands for each of its parties. */
export interface Expansion {
  organisationsOf(party: string): Organisation[];
}

/**
 * Expands every party to the organisations valid on `day`: those ticked at activation; else, after a recorded
 * succession, its successors; else the body itself, or the members and selector of a group less its exceptions and
 * less the bodies that the plan names apart. A party that no body ever bore the name of stands for itself, with a made-up
 * contact; one whose body has ceased has nobody until the lead names a successor.
 */
export function expandParties(
  plan: Plan,
  organisations: Organisation[],
  schedule: Schedule,
  day: LocalDate,
): Expansion {
  const valid = organisations.filter((organisation) => isValidOn(organisation, day));
  const named = new Set(
    plan.parties
      .filter((party) => party.kind !== 'group')
      .flatMap((party) => matching(party, valid).map(({ id }) => id)),
  );
  const apart = new Set([...named, ...plan.parties.map(({ id }) => id)]);
  const bodies = { all: organisations, valid, apart };
  const expanded = new Map(plan.parties.map((party) => [party.id, bodiesOf(party, bodies, schedule, day)]));
  return { organisationsOf: (party) => expanded.get(party) ?? [] };
}

interface Bodies {
  all: Organisation[];
  valid: Organisation[];
  /** Ids of bodies that the plan names apart, and of its parties themselves: no other group takes them in. */
  apart: Set<string>;
}

function bodiesOf(party: Party, bodies: Bodies, schedule: Schedule, day: LocalDate): Organisation[] {
  const { valid } = bodies;
  const succession = successionOf(party.id, schedule, day);
  if (succession) {
    const isSelected = selecting(succession.selector);
    return valid.filter((body) => succession.organisations.includes(body.id) || isSelected(body));
  }
  const ticked = schedule.participants[party.id];
  if (ticked) return valid.filter(({ id }) => ticked.includes(id));
  return hasStandIn(party, bodies.all) ? [standIn(party)] : ownBodies(party, valid, bodies.apart);
}

/** Who answers for a party on a day in place of those before: the latest record, or null. */
export function successionOf(
  party: string,
  { successions }: Pick<Schedule, 'successions'>,
  day: LocalDate,
): PartySuccession | null {
  return successions
    .filter((one) => one.party === party && one.on <= day)
    .reduce<PartySuccession | null>((latest, next) => (latest && latest.on > next.on ? latest : next), null);
}

/** True where no body, whenever it existed, answers to the party. */
export function hasStandIn(party: Party, organisations: Organisation[]): boolean {
  return !party.selector && ownBodies(party, organisations, new Set()).length === 0;
}

function ownBodies(party: Party, bodies: Organisation[], apart: Set<string>): Organisation[] {
  return party.kind === 'group' ? groupOf(party, bodies, apart) : matching(party, bodies);
}

function matching(party: Party, valid: Organisation[]): Organisation[] {
  const byId = valid.filter(({ id }) => id === party.id);
  if (byId.length > 0) return byId;
  const key = nameKey(party.name);
  return valid.filter((body) => keysOf(body).has(key));
}

function groupOf(party: Party, bodies: Organisation[], apart: Set<string>): Organisation[] {
  const members = party.members.map(nameKey);
  const isSelected = selecting(party.selector);
  return bodies.filter(
    (body) =>
      body.id === party.id ||
      (!apart.has(body.id) && (members.some((key) => keysOf(body).has(key)) || isSelected(body))),
  );
}

/** True for a group that the text leaves open: "các sở, ban, ngành", or a member that is no body of the file. */
export function isOpenGroup({ kind, selector, members }: Party, organisations: Organisation[]): boolean {
  if (kind !== 'group') return false;
  if (selector && OPEN_LEVELS.includes(selector.level)) return true;
  return members.map(nameKey).some((key) => !organisations.some((body) => keysOf(body).has(key)));
}

/** "Các huyện" are all of them; which of "các sở, ban, ngành" are meant no text says. */
const OPEN_LEVELS: readonly SelectorLevel[] = ['department', 'all-others'];

/** Names are compared for each body, party and day of a plan: a body's are taken apart once. */
const keysOfBodies = new WeakMap<Organisation, ReadonlySet<string>>();

function keysOf(body: Organisation): ReadonlySet<string> {
  const known = keysOfBodies.get(body) ?? new Set([body.name, body.shortName, ...body.aliases].map(nameKey));
  keysOfBodies.set(body, known);
  return known;
}

/** Whether a body is of a selector's level and none of its exceptions. */
function selecting(selector: Party['selector']): (body: Organisation) => boolean {
  if (!selector) return () => false;
  const except = selector.except.map((name) => ({ name, key: nameKey(name) }));
  return (body) => {
    if (except.some(({ name, key }) => body.id === name || keysOf(body).has(key))) return false;
    if (selector.level === 'all-others')
      return ['department', 'branch', 'mass-organisation', 'press'].includes(body.level);
    return body.level === selector.level;
  };
}

/** A party without any known organisation: one body under the party's own name, reachable only in a rehearsal. */
export function standIn(party: Party): Organisation {
  return {
    id: party.id,
    name: party.name,
    shortName: party.name.slice(0, 30),
    aliases: [],
    code: null,
    level: 'department',
    relation: party.requested ? 'party-mass' : 'subordinate',
    parent: null,
    from: null,
    to: null,
    succeededBy: [],
    contacts: [
      { name: 'Đầu mối', role: 'focal', email: `dau-moi@${party.id}.example` },
      { name: 'Lãnh đạo', role: 'head', email: `lanh-dao@${party.id}.example` },
    ],
  };
}
