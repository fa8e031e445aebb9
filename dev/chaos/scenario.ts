import type { Activation } from '../../domain/activation.ts';
import type { DayDecision } from '../../domain/calendar-table.ts';
import { type Instant, isoInstant, type LocalDate } from '../../domain/time.ts';

/** All that one seed decides: a plan, what people do, and what breaks meanwhile. */
export interface Scenario {
  seed: number;
  tenant: string;
  year: number;
  activation: Activation;
  /** Days that differ from the table that ships, published before the activation. */
  days: DayDecision[];
  acts: PlannedAct[];
  faults: Fault[];
}

/** What a person does, over the services. */
export type Act =
  | { kind: 'submit' | 'draft' | 'accept' | 'issue'; obligation: string }
  | { kind: 'return'; obligation: string; until: LocalDate; items: string[] | null }
  | { kind: 'extend'; obligation: string; until: LocalDate }
  | { kind: 'waive' | 'cancel'; obligation: string; items: string[] | null }
  | { kind: 'reassign'; obligation: string; to: string; items: string[] | null }
  | { kind: 'promise'; obligation: string; on: LocalDate }
  | { kind: 'event'; event: string; on: LocalDate }
  | { kind: 'withdraw'; event: string }
  | { kind: 'amend'; item: string; date: LocalDate }
  | { kind: 'publish'; days: DayDecision[] };

/** `again`: the same command once more by its key; `at-once`: both at the same moment. */
export type Repeated = 'no' | 'again' | 'at-once';

export interface PlannedAct {
  at: Instant;
  /** The idempotency key. */
  key: string;
  repeated: Repeated;
  act: Act;
}

export const SPELLS = ['worker-away', 'relay-away', 'dispatch-away', 'mail-later', 'mail-never', 'mail-cut'] as const;

/** Something that is broken for a while. `mail-later`: refused for now; `mail-cut`: taken, and no answer comes. */
export type Spell = {
  kind: (typeof SPELLS)[number] | 'no-mailbox';
  from: Instant;
  to: Instant;
  /** Of `no-mailbox`: the address that is not there. */
  address?: string;
};

export const STROKES = [
  'worker-restarted',
  'sessions-cut',
  'told-twice',
  'two-dispatchers',
  'sender-dawdles',
  'lease-outlived',
  'sender-dies-before',
  'sender-dies-after',
] as const;

/** Something that breaks once, on the way from one stop to the next. `delay`: real milliseconds into the work. */
export interface Stroke {
  kind: (typeof STROKES)[number];
  at: Instant;
  delay: number;
}

export type Fault = Spell | Stroke;

export const isSpell = (fault: Fault): fault is Spell => 'from' in fault;

/** An act or a fault, as a person reads it. */
interface Step {
  at: Instant;
  line: string;
  what: PlannedAct | Fault;
}

/** The steps of a scenario in the order of time. */
export function stepsOf({ acts, faults }: Pick<Scenario, 'acts' | 'faults'>): Step[] {
  const steps = [
    ...acts.map((what) => ({ at: what.at, line: actLine(what), what })),
    ...faults.map((what) => ({ at: isSpell(what) ? what.from : what.at, line: faultLine(what), what })),
  ];
  return steps.sort((a, b) => a.at - b.at);
}

export const linesOf = (scenario: Scenario): string[] =>
  stepsOf(scenario).map(({ at, line }, index) => `${String(index).padStart(3)}  ${minute(at)}  ${line}`);

/** The same scenario with some of its steps left out, by their place in the list. */
export function without(scenario: Scenario, places: readonly number[]): Scenario {
  const left = new Set<unknown>(places.map((place) => stepsOf(scenario)[place]?.what));
  return {
    ...scenario,
    acts: scenario.acts.filter((act) => !left.has(act)),
    faults: scenario.faults.filter((fault) => !left.has(fault)),
  };
}

const minute = (at: Instant): string => isoInstant(at).slice(0, 16);

export function actLine({ act, repeated }: Pick<PlannedAct, 'act' | 'repeated'>): string {
  const { kind, ...facts } = act;
  const told = Object.values(facts).map((fact) => (typeof fact === 'string' ? fact : JSON.stringify(fact)));
  return [kind, ...told, ...(repeated === 'no' ? [] : [`(${repeated})`])].join(' ');
}

export function faultLine(fault: Fault): string {
  if (!isSpell(fault)) return fault.kind;
  return `${fault.kind}${fault.address ? ` ${fault.address}` : ''} until ${minute(fault.to)}`;
}
