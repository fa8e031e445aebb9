import type { Activation, Derived } from '../../domain/activation.ts';
import type { Behaviour, Conduct } from '../../domain/behaviour.ts';
import type { ContactRole, Organisation } from '../../domain/organisation.ts';
import { datesAfter, type Dates } from './dates.ts';
import { opening } from './rounds.ts';
import { type Sheet, sheetsOf } from './sheets.ts';
import { apart, counted, type Day, later, onward, plus } from './wall-calendar.ts';

/** `2025-11-24 before-2 an-ha/nam/2026/so-y-te #1 → dau-moi@an-ha.example` */
export type Line = string;

/** A message planned for the morning of a day. */
export interface Planned {
  day: Day;
  rung: string;
}

/** Between two acts, both at ten: what goes in the mornings of that time, under one number of the ladder. */
interface Stretch {
  ladder: number;
  planned: Planned[];
  /** The last morning; null where nobody acts any more. */
  until: Day | null;
}

/** Everything that is sent in one year, by what everybody does. */
export function lettersOf(activation: Activation, derived: Derived, behaviour: Behaviour, year: number): Line[] {
  const sheets = sheetsOf(activation, derived);
  const courses = new Map(sheets.map((sheet) => [sheet, courseOf(sheet, behaviour, activation)]));
  return sheets
    .flatMap((sheet) => {
      const { obligation } = sheet;
      const stretches = obligation.upward
        ? [leadStretch(sheet, sheets, courses, behaviour, activation, year)]
        : (courses.get(sheet)?.stretches ?? []);
      return stretches.flatMap(({ ladder, planned, until }) =>
        planned
          .filter(({ day }) => day.startsWith(`${year}`) && (until === null || day <= until))
          .flatMap(({ day, rung }) => {
            const reader = readerOf(rung, obligation.organisation, activation);
            return reader === null ? [] : [`${day} ${rung} ${obligation.id} #${ladder} → ${reader}`];
          }),
      );
    })
    .toSorted();
}

interface Course {
  stretches: Stretch[];
  /** The day it is accepted, or null. */
  acceptedOn: Day | null;
}

function courseOf(sheet: Sheet, behaviour: Behaviour, activation: Activation): Course {
  const { obligation, round } = sheet;
  const { policy } = activation;
  const event = obligation.event !== null && sheet.dates === null ? behaviour.events[obligation.event] : undefined;
  const asked: Stretch = { ladder: 1, planned: questions(sheet.opens, activation), until: event ?? null };
  if (sheet.dates === null && event === undefined) return { stretches: [asked], acceptedOn: null };
  const dates = sheet.dates ?? datesAfter(sheet.awaited, event ?? '', policy.afterEvent);
  const opens = event === undefined ? sheet.opens : opening(activation, dates.target, event);
  const before = event === undefined ? [] : [asked];
  const number = before.length + 1;
  const isClosed = round !== null && opens > round.closes;
  const reminders = isClosed ? [] : remindersOf(sheet, dates, opens, activation);
  const conduct: Conduct =
    behaviour.parties[obligation.organisation] ?? behaviour.parties[obligation.party] ?? behaviour.default;
  const days = handingIn(conduct, sheet, dates, opens, activation);
  const letter = behaviour.releases === 'all' ? headLetter(sheet, reminders, days?.first ?? null, activation) : [];
  const planned = [...reminders, ...letter];
  if (!days) return { stretches: [...before, { ladder: number, planned, until: null }], acceptedOn: null };
  const { first, returned } = days;
  const stretches = [...before, { ladder: number, planned, until: first }];
  if (!returned) return reviewed(stretches, first, number + 1, behaviour, activation);
  const messages = [{ day: returned.on, rung: 'returned' }];
  const eve = counted(returned.until, -1);
  if (eve > returned.on) messages.push({ day: eve, rung: 'returned-eve' });
  const review = { day: counted(first, policy.reviewAfter), rung: 'review-3' };
  stretches.push({ ladder: number + 1, planned: [review], until: returned.on });
  stretches.push({ ladder: number + 2, planned: messages, until: returned.again });
  return reviewed(stretches, returned.again, number + 3, behaviour, activation);
}

/** The reviewer has so many working days; the lead accepts on the next one, or never. */
function reviewed(stretches: Stretch[], on: Day, ladder: number, behaviour: Behaviour, { policy }: Activation): Course {
  const acceptedOn = behaviour.lead === 'acts' ? counted(on, 1) : null;
  const review = { ladder, planned: [{ day: counted(on, policy.reviewAfter), rung: 'review-3' }], until: acceptedOn };
  return { stretches: [...stretches, review], acceptedOn };
}

interface HandedIn {
  first: Day;
  returned: { on: Day; until: Day; again: Day } | null;
}

/** When a body hands in, or null where it never does: by its conduct, or because its round is closed by then. */
function handingIn(conduct: Conduct, sheet: Sheet, dates: Dates, opens: Day, { policy }: Activation): HandedIn | null {
  const { round } = sheet;
  if (conduct === 'silent') return null;
  const planned = conduct.startsWith('late-')
    ? counted(dates.named, Number(conduct.slice(5)))
    : counted(dates.target, -2);
  const first = later(planned, counted(opens, 1));
  // A round closes at four in the afternoon.
  if (round !== null && first > round.closes) return null;
  if (conduct !== 'returned') return { first, returned: null };
  const on = counted(first, 1);
  const eve = round === null ? null : counted(round.consolidation, -1);
  const proposed = eve !== null && eve > on ? eve : counted(on, policy.returnedAfter);
  const last = round?.leadTarget ?? null;
  const until = last !== null && proposed > last && last > on ? last : proposed;
  const before = counted(until, -1);
  return { first, returned: { on, until, again: before > on ? before : until } };
}

/** Three before the date at the most, and what follows when it has passed. */
export const remindersOf = (sheet: Sheet, dates: Dates, opens: Day, activation: Activation): Planned[] => [
  { day: opens, rung: 'opening' },
  ...remindersAfter(sheet, dates, { told: opens, from: opens }, activation),
];

/** What comes after a day, where the body was told something last on another. */
export function remindersAfter(
  sheet: Sheet,
  dates: Dates,
  { told: toldLast, from }: { told: Day; from: Day },
  { policy }: Activation,
): Planned[] {
  const { requested, ofLead } = sheet.obligation;
  const planned: Planned[] = [];
  let told = toldLast;
  for (const days of policy.remindBefore) {
    const day = counted(dates.target, -days);
    const nearest = days === Math.min(...policy.remindBefore);
    const quiet = nearest ? policy.spacing : Math.max(policy.spacing, policy.quietAfterOpening + 1);
    if (day <= told || day <= from || apart(told, day) < quiet) continue;
    planned.push({ day, rung: `before-${days}` });
    told = day;
  }
  const late = counted(dates.named, Math.max(1, policy.lateAfter));
  const head = counted(dates.named, Math.max(1, policy.lateHeadAfter));
  if (!requested && apart(told, late) >= policy.spacing) planned.push({ day: late, rung: 'late-1' });
  if (!ofLead) planned.push({ day: late, rung: 'late-list' });
  if (!ofLead && !requested) planned.push({ day: head, rung: 'late-head' });
  const last = sheet.round?.consolidation;
  return planned.filter(({ day }) => day > from && (last === undefined || day <= last));
}

/** Released at ten on the working day after the lead's head was asked, where nothing has come and nothing is closed. */
function headLetter(
  { obligation, round }: Sheet,
  planned: Planned[],
  first: Day | null,
  activation: Activation,
): Planned[] {
  const asked = planned.find(({ rung }) => rung === 'late-head');
  if (!asked || readerOf('late-head', obligation.organisation, activation) === null) return [];
  const day = counted(asked.day, 1);
  const isOver = (first !== null && first <= day) || (round !== null && round.closes < day);
  return isOver ? [] : [{ day, rung: 'head-letter' }];
}

/** At once, then on the first working day of every quarter. */
export function questions(from: Day, { schedule }: Activation): Planned[] {
  const first = onward(later(from, schedule.activatedOn));
  return [{ day: first, rung: 'event-question' }, ...questionsAfter(first)];
}

export function questionsAfter(first: Day): Planned[] {
  const quarters = Array.from({ length: 60 }, (_, index) => {
    const month = 3 * (Math.floor((Number(first.slice(5, 7)) - 1) / 3) + index + 1);
    return onward(new Date(Date.UTC(Number(first.slice(0, 4)), month)).toISOString().slice(0, 10));
  });
  return quarters.filter((day) => day < '2028').map((day) => ({ day, rung: 'event-question' }));
}

/** What is sent until the lead's own report is issued. */
function leadStretch(
  sheet: Sheet,
  sheets: Sheet[],
  courses: Map<Sheet, Course>,
  behaviour: Behaviour,
  activation: Activation,
  year: number,
): Stretch {
  const planned = leadDays(sheet, activation, year);
  return { ladder: 1, planned, until: behaviour.lead === 'acts' ? issuedOn(sheet, sheets, courses) : null };
}

/** The lead's own date: some days before it and on it, then every week until it is issued. */
export function leadDays(sheet: Sheet, { policy }: Activation, year: number): Planned[] {
  const target = sheet.dates?.target ?? '';
  const dated = policy.leadDueBefore.map((days) => counted(target, -days));
  const weekly: Day[] = [];
  for (
    let week = plus(target, policy.leadDueEveryDays);
    week <= `${year}-12-31`;
    week = plus(week, policy.leadDueEveryDays)
  ) {
    const day = onward(week);
    if (day > (weekly.at(-1) ?? target)) weekly.push(day);
  }
  const days = [...dated, ...weekly].filter((day) => day >= sheet.opens);
  return days.map((day) => ({ day, rung: 'lead-due' }));
}

/** The second working day after the draft: made when everybody is settled, else on the consolidation day. */
function issuedOn({ round }: Sheet, sheets: Sheet[], courses: Map<Sheet, Course>): Day {
  const members = sheets.filter((sheet) => sheet.round === round && !sheet.obligation.upward);
  const accepted = members.map((sheet) => courses.get(sheet)?.acceptedOn ?? '9999');
  const due = round ? later(round.consolidation, round.opens) : '';
  const settled = accepted.toSorted().at(-1) ?? '9999';
  return counted(settled < due ? settled : due, 2);
}

export function readerOf(rung: string, organisation: string, { organisations, plan }: Activation): string | null {
  const body = (id: string): Organisation | undefined => organisations.find((one) => one.id === id);
  const lead = body(plan.lead);
  const reach = (who: Organisation | undefined, ...roles: ContactRole[]): string | null =>
    roles.flatMap((role) => who?.contacts.find((contact) => contact.role === role)?.email ?? [])[0] ?? null;
  if (rung === 'late-head') return reach(lead, 'head', 'division-head', 'focal');
  if (rung === 'review-3') return reach(lead, 'division-head', 'focal');
  if (rung === 'late-list' || rung === 'event-question' || rung === 'lead-due') return reach(lead, 'focal');
  if (rung === 'head-letter') return reach(body(organisation), 'head');
  return reach(body(organisation), 'focal');
}
