import type { Organisation } from './organisation.ts';
import type { Plan } from './plan.ts';
import { roundDefinitions } from './round-definition.ts';
import type { Schedule } from './schedule.ts';
import { joinWords } from './vietnamese.ts';

/** A name in a schedule that the plan, or the list of bodies, does not have. */
export interface UnknownName {
  /** Of the value, or of the field that is named so. */
  path: (string | number)[];
  /** A sentence without its full stop: it quotes the name and says what it is not. */
  message: string;
}

/** Where few are known they are told: whoever misspelt one sees at once which was meant. */
const MOST_TOLD = 8;

/** A misspelt name in a schedule would be a decision that is silently not taken. */
export function unknownNames(schedule: Schedule, plan: Plan, organisations: Organisation[]): UnknownName[] {
  const known = knownNames(schedule, plan, organisations);
  const found: UnknownName[] = [];
  const look = (kind: Kind, name: string, path: (string | number)[]): void => {
    if (!known[kind].has(name)) found.push({ path, message: sentence(kind, name, known[kind]) });
  };
  const lookAll = (kind: Kind, names: readonly string[] | null | undefined, path: (string | number)[]): void =>
    names?.forEach((name, index) => look(kind, name, [...path, index]));

  for (const [party, ids] of Object.entries(schedule.participants)) {
    look('party', party, ['participants', party]);
    lookAll('organisation', ids, ['participants', party]);
  }
  schedule.successions.forEach(({ party, organisations: ids }, index) => {
    look('party', party, ['successions', index, 'party']);
    lookAll('organisation', ids, ['successions', index, 'organisations']);
  });
  for (const [item, decision] of Object.entries(schedule.items)) {
    look('item', item, ['items', item]);
    lookAll('organisation', decision.organisations, ['items', item, 'organisations']);
  }
  for (const [round, { upward = {} }] of Object.entries(schedule.rounds)) {
    look('round', round, ['rounds', round]);
    for (const of of Object.keys(upward)) look('round', of, ['rounds', round, 'upward', of]);
  }
  schedule.addedRounds.forEach(({ from, items }, index) => {
    lookAll('party', from, ['addedRounds', index, 'from']);
    lookAll('item', items, ['addedRounds', index, 'items']);
  });
  for (const [no, { owners }] of Object.entries(schedule.indicators)) {
    look('indicator', no, ['indicators', no]);
    owners.forEach(({ party }, index) => look('owner', party, ['indicators', no, 'owners', index, 'party']));
  }
  for (const event of Object.keys(schedule.events)) look('event', event, ['events', event]);
  return found;
}

const KINDS = {
  party: 'đối tượng',
  organisation: 'cơ quan',
  item: 'nhiệm vụ',
  round: 'kỳ báo cáo',
  indicator: 'chỉ tiêu',
  owner: 'đối tượng hoặc cơ quan',
  event: 'sự kiện',
} as const;
type Kind = keyof typeof KINDS;

function sentence(kind: Kind, name: string, known: ReadonlySet<string>): string {
  const where = kind === 'organisation' ? 'danh sách cơ quan' : 'Kế hoạch';
  const fact = `${KINDS[kind]} “${name}” không có trong ${where}`;
  const some = [...known].map((one) => `“${one}”`);
  return some.length === 0 || some.length > MOST_TOLD ? fact : `${fact}, chỉ có ${joinWords(some)}`;
}

function knownNames(schedule: Schedule, plan: Plan, organisations: Organisation[]): Record<Kind, Set<string>> {
  const parties = plan.parties.map(({ id }) => id);
  const bodies = organisations.map(({ id }) => id);
  return {
    party: new Set(parties),
    organisation: new Set(bodies),
    item: new Set(plan.items.map(({ id }) => id)),
    round: new Set(roundIds(schedule, plan)),
    indicator: new Set(plan.objectives.flatMap(({ indicators }) => indicators.map(({ no }) => no))),
    // What a plan assigns to a group, the lead may lay on one body of it.
    owner: new Set([...parties, ...bodies]),
    event: new Set(eventNames(schedule, plan)),
  };
}

/** Rounds of the plan, those proposed where it has none, and those that the lead added; held or omitted. */
function roundIds(schedule: Schedule, plan: Plan): string[] {
  const definitions = roundDefinitions({ plan, schedule: { ...schedule, rounds: {} } });
  const held = definitions.flatMap(({ id, upward }) => [id, ...upward.map((up) => up.id)]);
  return [...plan.rounds.map(({ id }) => id), ...held];
}

/** What the plan or the lead makes anything wait for; a bare `await` waits under its item's own id. */
function eventNames(schedule: Schedule, plan: Plan): string[] {
  return plan.items.flatMap((item) => {
    const decision = schedule.items[item.id];
    const named = [item.deadline, ...item.also, ...(decision?.deadlines ?? [])].flatMap((deadline) =>
      'event' in deadline ? [deadline.event] : [],
    );
    const bare = (decision?.track ?? item.track) === 'await' && named.length === 0;
    return [...named, ...(bare ? [decision?.event ?? item.id] : [])];
  });
}
