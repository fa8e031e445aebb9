import type { Activation, Derived, Obligation } from '../../domain/activation.ts';
import type { Deadline, PlanItem } from '../../domain/plan.ts';
import { byDay, type Dates, datesAfter, datesOf } from './dates.ts';
import { opening, roundSheet, type RoundSheet, tierOf } from './rounds.ts';
import { counted, type Day } from './wall-calendar.ts';

/** What a clerk would note of one matter on a sheet of its own. Who owes what is taken as given; no date is. */
export interface Sheet {
  obligation: Obligation;
  /** Null while it waits. */
  dates: Dates | null;
  /** The words it waits by. */
  awaited: Deadline | null;
  opens: Day;
  /** Null for what has none. */
  round: RoundSheet | null;
}

export function sheetsOf(activation: Activation, derived: Derived): Sheet[] {
  const rounds = new Map(derived.rounds.map((round) => [round.id, roundSheet(activation, derived, round)]));
  return derived.obligations.map((obligation) => {
    const round = obligation.round === null ? undefined : rounds.get(obligation.round);
    if (!round) return ownSheet(activation, obligation);
    const lead = obligation.id.split('/')[1] ?? '';
    const dates = obligation.upward ? (round.ups.get(lead) ?? null) : round.tiers[tierOf(activation, obligation)];
    const opens = obligation.upward || !dates ? round.opens : opening(activation, dates.target, round.since);
    return { obligation, round, dates, awaited: null, opens };
  });
}

/** `<plan>/<item>[.n]/<organisation>[/<period>]` */
function ownSheet(activation: Activation, obligation: Obligation): Sheet {
  const { plan, schedule, policy } = activation;
  const [, name = '', , period = `${plan.document.year}`] = obligation.id.split('/');
  const base = { obligation, round: null };
  // Who comes after a body that ends: asked from the day after.
  if (obligation.opensOn !== null && obligation.deadline === null)
    return { ...base, dates: null, awaited: null, opens: obligation.opensOn };
  const [id = '', nth = '1'] = name.split('.');
  const item = plan.items.find((one) => one.id === id);
  if (!item) throw new TypeError(`no item ${id}`);
  const words = wordsOf(item, activation)[Number(nth) - 1] as Deadline;
  const waits = 'event' in words || (schedule.items[id]?.track ?? item.track) === 'await';
  const event = 'event' in words ? words.event : (schedule.items[id]?.event ?? id);
  const came = schedule.events[event];
  if (waits && !came) return { ...base, dates: null, awaited: words, opens: schedule.activatedOn };
  const dates =
    waits && came
      ? datesAfter(words, came.on, policy.afterEvent)
      : (datesOf(words, period) ?? byDay(counted(issuedOn(activation), policy.documentAfterIssue)));
  return { ...base, dates, awaited: null, opens: opening(activation, dates.target, schedule.activatedOn) };
}

/** The span of an activity beside the first date is no second date. */
function wordsOf({ id, deadline, also }: PlanItem, { schedule }: Activation): Deadline[] {
  const further = also.filter(({ kind }) => kind !== 'window' && kind !== 'ongoing');
  return schedule.items[id]?.deadlines ?? [deadline, ...further];
}

/** A document to draw up is counted from the plan's issue, or from an activation of a later year. */
function issuedOn({ plan, schedule }: Activation): Day {
  const issued = plan.document.date;
  return issued?.slice(0, 4) === schedule.activatedOn.slice(0, 4) ? issued : schedule.activatedOn;
}
