import {
  type Activation,
  assigneesOf,
  firstYear,
  leadOf,
  type Obligation,
  opensOn,
  proposeDay,
  whereKnown,
} from './activation.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { occurrencesOf, recurs } from './occurrence.ts';
import { expandParties } from './party.ts';
import type { Deadline, PlanItem } from './plan.ts';
import { yearOf } from './time.ts';
import { trackOf } from './track.ts';
import { count, shortDate } from './vietnamese.ts';

/**
 * Obligations of their own of one year: an item with a date, a product or an event, for each organisation that owes it.
 * What comes only once belongs to the first year.
 */
export function ownObligations(activation: Activation, year: number): Obligation[] {
  const { plan, schedule, organisations } = activation;
  const start = `${year}-01-01`;
  const day = schedule.activatedOn > start ? schedule.activatedOn : start;
  const expansion = expandParties(plan, organisations, schedule, day);
  return plan.items
    .filter((item) => ['own', 'await'].includes(trackOf(item, schedule)))
    .flatMap((item) => occasionsOf(item, activation, year))
    .flatMap((occasion) =>
      assigneesOf(occasion.item, expansion, schedule).map(({ id }) => ownObligation(activation, occasion, id)),
    );
}

/** One date of one item; `index` counts the dates of the same duty. */
interface OwnOccasion {
  item: PlanItem;
  index: number;
  deadline: Deadline;
  period: string | null;
}

function occasionsOf(item: PlanItem, activation: Activation, year: number): OwnOccasion[] {
  const first = year === firstYear(activation);
  return deadlinesOf(item, activation).flatMap((words, index) => {
    if (!recurs(words)) return first ? [{ item, index, deadline: words, period: null }] : [];
    const occasions = occurrencesOf(words, year).map((occurrence) => ({ item, index, ...occurrence }));
    return occasions.flatMap((occasion) =>
      whereKnown(activation, year, true, () => (isOver(occasion.deadline, activation) ? [] : [occasion])),
    );
  });
}

/** A period that was over when the plan was activated is not asked for. */
function isOver(deadline: Deadline, { calendar, schedule }: Activation): boolean {
  const resolved = resolveDeadline(deadline, { calendar, origin: 'plan' });
  return resolved !== null && resolved.namedDay < schedule.activatedOn;
}

function ownObligation(activation: Activation, occasion: OwnOccasion, organisation: string): Obligation {
  const { item, index, deadline, period } = occasion;
  const resolved = resolveOwn(item, deadline, activation);
  const suffix = index === 0 ? '' : `.${index + 1}`;
  return {
    id: [activation.id, `${item.id}${suffix}`, organisation, ...(period === null ? [] : [period])].join('/'),
    plan: activation.id,
    kind: 'own',
    round: null,
    upward: false,
    organisation,
    party: item.party,
    items: [item.id],
    indicators: [],
    requested: activation.plan.parties.some(({ id, requested }) => id === item.party && requested),
    ofLead: organisation === leadOf(activation).id,
    name: item.title,
    deadline: resolved,
    event: eventOf(item, deadline, activation),
    opensOn: opensOn(resolved, activation),
    consolidationOn: null,
    closesAt: null,
  };
}

/** An activity's span beside the first date is context, not a second date. */
function deadlinesOf(item: PlanItem, { schedule }: Activation): Deadline[] {
  const further = item.also.filter(({ kind }) => kind !== 'window' && kind !== 'ongoing');
  return schedule.items[item.id]?.deadlines ?? [item.deadline, ...further];
}

/** The event a deadline hangs on: the text's, or the one the lead named; a bare await waits under its item's name. */
function eventOf(item: PlanItem, deadline: Deadline, { schedule }: Activation): string | null {
  if ('event' in deadline) return deadline.event;
  if (trackOf(item, schedule) !== 'await') return null;
  return schedule.items[item.id]?.event ?? item.id;
}

/**
 * The days of an obligation of its own. A document to draw up that names no day is proposed 20 working days after the
 * plan's issue (docs/rules.md); what awaits an event stays without a date until the event is recorded.
 */
function resolveOwn(item: PlanItem, deadline: Deadline, activation: Activation): ResolvedDeadline | null {
  const { calendar, schedule, plan, policy } = activation;
  const event = eventOf(item, deadline, activation);
  const record = event === null ? null : (schedule.events[event] ?? null);
  const origin = schedule.items[item.id]?.deadlines ? 'lead' : 'plan';
  const context = { calendar, origin, event: record, afterEventDays: policy.afterEvent } as const;
  const resolved = resolveDeadline(deadline, context);
  if (resolved) return resolved;
  if (event !== null) return record && resolveDeadline({ kind: 'after-event', event, text: deadline.text }, context);
  const issued = plan.document.date;
  const counts = issued !== null && yearOf(issued) === yearOf(schedule.activatedOn);
  const from = counts ? issued : schedule.activatedOn;
  const since = `sau ngày ${counts ? 'ban hành' : 'kích hoạt'} kế hoạch (${shortDate(from)})`;
  const day = calendar.addWorkingDays(from, policy.documentAfterIssue);
  return proposeDay(activation, day, `${count(policy.documentAfterIssue)} ngày làm việc ${since}`);
}
