import { type Activation, type Derived, leadOf, type Obligation, type Round } from './activation.ts';
import type { ResolvedDeadline } from './deadline.ts';
import { releaseDay } from './escalation.ts';
import { recipientOf } from './recipient.ts';
import { openingDay, proposedReturnDay } from './round.ts';
import type { Ladder } from './rung.ts';
import { awaitedDeadline, deadlineAfterEvent, firstLadder, ladderAfterEvent } from './subject.ts';
import { type Instant, instantAt, type LocalDate, localDateOf } from './time.ts';

/** How one organisation acts in a preview or a rehearsal. */
export type Conduct = 'in-time' | 'silent' | 'returned' | `late-${number}`;

export const BEHAVIOUR_NAMES = ['silent', 'in-time', 'mixture'] as const;
export type BehaviourName = (typeof BEHAVIOUR_NAMES)[number];

/** What everybody does in a preview or a rehearsal; `parties` by organisation or party. */
export interface Behaviour {
  default: Conduct;
  parties: Record<string, Conduct>;
  lead: 'acts' | 'silent';
  releases: 'all' | 'none';
  events: Record<string, LocalDate>;
}

/** A scripted act of a person, at its business instant. */
export type Act = { at: Instant; obligation: string } & (
  | { kind: 'submit' }
  | { kind: 'accept' }
  | { kind: 'return'; until: LocalDate }
  | { kind: 'event'; event: string; on: LocalDate }
  | { kind: 'issue' }
  | { kind: 'release' }
);

/** People act at ten in the morning: well away from every slot, so that no act races a message. */
const ACT_TIME = '10:00';

/** The behaviours known by name; the mixture goes by the order of the organisations that owe something, from 1. */
export function namedBehaviour(name: BehaviourName, derived: Derived, activation: Activation): Behaviour {
  const base: Behaviour = { default: 'silent', parties: {}, lead: 'silent', releases: 'none', events: {} };
  if (name === 'silent') return base;
  const acting: Behaviour = { ...base, default: 'in-time', lead: 'acts', releases: 'all' };
  if (name === 'in-time') return acting;
  const owing = owingOrganisations(derived, activation);
  const conduct = (index: number): Conduct => {
    if (index === owing.length) return 'silent';
    if (index % 5 === 0) return 'late-6';
    return index % 7 === 0 ? 'returned' : 'in-time';
  };
  return { ...acting, parties: Object.fromEntries(owing.map((id, index) => [id, conduct(index + 1)])) };
}

/** Organisations that owe something, in the order of the file. */
export function owingOrganisations(derived: Derived, activation: Activation): string[] {
  const owing = new Set(derived.obligations.map(({ organisation }) => organisation));
  const inFile = activation.organisations.map(({ id }) => id).filter((id) => owing.has(id));
  return [...new Set([...inFile, ...owing])];
}

/** The acts of a whole plan, in order of time. */
export function scriptOf(derived: Derived, behaviour: Behaviour, activation: Activation): Act[] {
  const leadTargets = new Map(derived.rounds.map((round) => [round.id, round.leadDeadline?.targetDay ?? null]));
  const members = derived.obligations.filter(({ upward }) => !upward);
  const acts = members.flatMap((obligation) => {
    const leadTarget = obligation.round === null ? null : (leadTargets.get(obligation.round) ?? null);
    return actsOf(obligation, behaviour, leadTarget, activation);
  });
  const issues =
    behaviour.lead === 'acts' ? derived.rounds.flatMap((round) => issuesOf(round, derived, acts, activation)) : [];
  return [...acts, ...issues].sort((a, b) => a.at - b.at || (a.obligation < b.obligation ? -1 : 1));
}

/** When the first draft is made: as soon as everybody is settled, else on the consolidation day, once it is open. */
export function draftAt(round: Round, derived: Derived, acts: Act[]): Instant {
  const members = derived.obligations.filter((obligation) => obligation.round === round.id && !obligation.upward);
  const settledAt = members.map(
    ({ id }) => acts.find((act) => act.kind === 'accept' && act.obligation === id)?.at ?? Infinity,
  );
  const due = Math.max(round.consolidationAt, instantAt(round.opensOn, '00:00'));
  return members.length === 0 ? due : Math.min(due, Math.max(...settledAt));
}

/** The lead issues what it sends up, to each of those it reports to. */
function issuesOf(round: Round, derived: Derived, acts: Act[], { calendar }: Activation): Act[] {
  const at = tenOn(calendar.addWorkingDays(localDateOf(draftAt(round, derived, acts)), 2));
  const upward = derived.obligations.filter((one) => one.upward && one.round === round.id);
  return upward.map(({ id }) => ({ kind: 'issue', at, obligation: id }));
}

function actsOf(
  obligation: Obligation,
  behaviour: Behaviour,
  leadTarget: LocalDate | null,
  activation: Activation,
): Act[] {
  const events = eventActs(obligation, behaviour);
  const dated = datedBy(obligation, events[0], activation);
  if (!dated) return events;
  const handedIn = handingIn(obligation, dated, behaviour, leadTarget, activation);
  const releases = releaseActs(obligation, dated.ladder, handedIn[0]?.at ?? null, behaviour, activation);
  return [...events, ...handedIn, ...releases];
}

/** The date that an obligation has from the start, or from its event on. */
interface Dated {
  deadline: ResolvedDeadline;
  ladder: Ladder;
  opened: LocalDate;
}

function datedBy(obligation: Obligation, event: Act | undefined, activation: Activation): Dated | null {
  if (event?.kind !== 'event') {
    const { deadline } = obligation;
    if (!deadline) return null;
    const opened = obligation.opensOn ?? deadline.targetDay;
    return { deadline, opened, ladder: firstLadder(obligation, activation) };
  }
  const awaited = awaitedDeadline(obligation, activation);
  const context = { slots: activation, recordedAt: event.at, awaited };
  const deadline = deadlineAfterEvent(obligation, event.on, null, context);
  const opened = openingDay(deadline, event.on, activation);
  return { deadline, opened, ladder: ladderAfterEvent(2, obligation, deadline, event.at, activation) };
}

/** What the body and its reviewer do, the first handing in first. */
function handingIn(
  obligation: Obligation,
  { deadline, opened }: Dated,
  behaviour: Behaviour,
  leadTarget: LocalDate | null,
  activation: Activation,
): Act[] {
  const { calendar } = activation;
  const conduct =
    behaviour.parties[obligation.organisation] ?? behaviour.parties[obligation.party] ?? behaviour.default;
  if (conduct === 'silent') return [];
  const id = obligation.id;
  const accept = (on: LocalDate): Act[] =>
    behaviour.lead === 'acts' ? [{ kind: 'accept', at: tenOn(on), obligation: id }] : [];
  const next = (on: LocalDate): LocalDate => calendar.addWorkingDays(on, 1);
  const planned = conduct.startsWith('late-')
    ? calendar.addWorkingDays(deadline.namedDay, Number(conduct.slice('late-'.length)))
    : calendar.addWorkingDays(deadline.targetDay, -2);
  const on = planned > next(opened) ? planned : next(opened);
  // Whoever sent nothing by the closing of its round is unreported, and hands nothing in any more.
  if (obligation.closesAt !== null && tenOn(on) >= obligation.closesAt) return [];
  const submit: Act = { kind: 'submit', at: tenOn(on), obligation: id };
  if (conduct !== 'returned') return [submit, ...accept(next(on))];
  const until = proposedReturnDay(next(on), obligation.consolidationOn, leadTarget, activation);
  const eve = calendar.addWorkingDays(until, -1);
  const again = eve > next(on) ? eve : until;
  return [
    submit,
    { kind: 'return', at: tenOn(next(on)), obligation: id, until },
    { kind: 'submit', at: tenOn(again), obligation: id },
    ...accept(next(again)),
  ];
}

/** The drafted letter goes to the head of whoever has sent nothing by then, if there is one to ask and one to write to. */
function releaseActs(
  obligation: Obligation,
  ladder: Ladder,
  handedIn: Instant | null,
  behaviour: Behaviour,
  activation: Activation,
): Act[] {
  const day = behaviour.releases === 'all' ? releaseDay(ladder, activation) : null;
  const body = activation.organisations.find(({ id }) => id === obligation.organisation);
  if (day === null || !body) return [];
  const at = tenOn(day);
  const lead = leadOf(activation);
  const isAnswered = handedIn !== null && handedIn <= at;
  const isClosed = obligation.closesAt !== null && obligation.closesAt <= at;
  const areReached = (['late-head', 'head-letter'] as const).every((rung) => recipientOf(rung, body, lead, day));
  return isAnswered || isClosed || !areReached ? [] : [{ kind: 'release', at, obligation: obligation.id }];
}

function eventActs(obligation: Obligation, behaviour: Behaviour): Act[] {
  if (obligation.deadline || obligation.event === null) return [];
  const on = behaviour.events[obligation.event];
  return on ? [{ kind: 'event', at: tenOn(on), obligation: obligation.id, event: obligation.event, on }] : [];
}

const tenOn = (day: LocalDate): Instant => instantAt(day, ACT_TIME);
