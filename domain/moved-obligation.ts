import { type Activation, leadOf, type Obligation, opensOn } from './activation.ts';
import type { ResolvedDeadline } from './deadline.ts';
import { expandParties } from './party.ts';
import type { Instant, LocalDate } from './time.ts';

/** The obligation that items leave, as far as what they become depends on it. */
export type Origin = Pick<Obligation, 'id' | 'plan' | 'kind' | 'round' | 'organisation' | 'party' | 'name' | 'event'>;

/** What items become when they get a date of their own or another organisation. */
export interface Becoming {
  id: string;
  kind: Obligation['kind'];
  organisation: string;
  items: string[];
  deadline: ResolvedDeadline | null;
}

/** The days of the round it belongs to: its result still feeds that draft, and the round waits for it. */
export interface RoundEnd {
  consolidationOn: LocalDate;
  closesAt: Instant;
}

/**
 * An obligation made of items that left another, as known on `on`. It stays in the round. One that is due on the
 * consolidation day or later has reminders beyond it: they are about a date that a person gave.
 */
export function movedObligation(
  origin: Origin,
  { id, kind, organisation, items, deadline }: Becoming,
  round: RoundEnd | null,
  on: LocalDate,
  activation: Activation,
): Obligation {
  const isBefore = deadline !== null && round !== null && deadline.namedDay < round.consolidationOn;
  return {
    id,
    plan: origin.plan,
    kind,
    round: origin.round,
    upward: false,
    organisation,
    party: origin.party,
    items,
    indicators: [],
    requested: isRequested(organisation, on, activation),
    ofLead: organisation === leadOf(activation).id,
    name: kind === 'report' ? origin.name : titleOf(items, activation),
    deadline,
    event: origin.event,
    opensOn: opensOn(deadline, activation, on),
    consolidationOn: isBefore ? round.consolidationOn : null,
    closesAt: round?.closesAt ?? null,
  };
}

/**
 * The id of a moved item: `<plan>/<item>/<organisation>/<period>`, the period being the round's. `nth` counts where
 * the organisation has one of that name already, from 2 on as for a second date of the same duty.
 */
export function movedItemId(origin: Origin, item: string, organisation: string, nth: number): string {
  const own = origin.id.split('/');
  const period = origin.round === null ? own[3] : origin.round.split('/').at(-1);
  const place = nth > 1 ? `${item}.${nth}` : origin.kind === 'own' ? (own[1] ?? item) : item;
  return [origin.plan, place, organisation, ...(period === undefined ? [] : [period])].join('/');
}

function titleOf([item = '']: string[], { plan }: Activation): string {
  return plan.items.find(({ id }) => id === item)?.title ?? item;
}

/** A body that the plan only asks is asked politely here too. */
function isRequested(organisation: string, on: LocalDate, { plan, organisations, schedule }: Activation): boolean {
  const expansion = expandParties(plan, organisations, schedule, on);
  const parties = plan.parties.filter(({ id }) => expansion.organisationsOf(id).some((one) => one.id === organisation));
  return parties.length > 0 && parties.every(({ requested }) => requested);
}
