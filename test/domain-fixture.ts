import { fileURLToPath } from 'node:url';
import { type Activation, activationOf, type Derived } from '../domain/activation.ts';
import { calendarOf } from '../domain/calendar.ts';
import { type ResolvedDeadline, resolveDeadline } from '../domain/deadline.ts';
import { derive } from '../domain/derivation.ts';
import type { LadderSubject } from '../domain/ladder.ts';
import type { Organisation } from '../domain/organisation.ts';
import { standIn } from '../domain/party.ts';
import type { Deadline, Plan } from '../domain/plan.ts';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.ts';
import type { Rung } from '../domain/rung.ts';
import { type Schedule, undecidedSchedule } from '../domain/schedule.ts';
import type { Slots } from '../domain/slot.ts';
import { isoInstant, localDateOf } from '../domain/time.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { inventedParty } from '../importer/invented-plan.ts';
import { readOrganisationsFile, readPlanFile, readScheduleFile } from '../importer/plan-file.ts';

export const CALENDAR = calendarOf(1, WORKING_DAY_ROWS);
export const SLOTS: Slots = { calendar: CALENDAR, policy: DEFAULT_POLICY };

/** The daily rules with some of the policy set otherwise. */
export const slotsWith = (policy: Partial<Policy>): Slots => ({ ...SLOTS, policy: { ...DEFAULT_POLICY, ...policy } });

/** A date of the plan's own words; a kind without a date is a fault of the test. */
export function resolved(deadline: Deadline): ResolvedDeadline {
  const found = resolveDeadline(deadline, { calendar: CALENDAR, origin: 'plan' });
  if (!found) throw new TypeError(`${deadline.kind} gave no date`);
  return found;
}

export const before = (date: string): Deadline => ({ kind: 'before', date, text: `trước ngày ${date}` });
export const onOrBefore = (date: string): Deadline => ({ kind: 'on-or-before', date, text: `chậm nhất ${date}` });

/** A member's report, ordered and not merely asked for. */
export const subject = (changes: Partial<LadderSubject> = {}): LadderSubject => ({
  obligation: 'an-ha/nam/2026/so-y-te',
  requested: false,
  ofLead: false,
  consolidationOn: null,
  closesAt: null,
  ...changes,
});

/** A ladder as a person would write it down: `13/11 before-7`. */
export const dated = (rungs: readonly Rung[]): string[] =>
  rungs.map(({ id, at }) => `${dayAndMonth(localDateOf(at))} ${id}`);

/** The same with the hour, for a message that answers a person's act. */
export const timed = (rungs: readonly Rung[]): string[] =>
  rungs.map(({ id, at }) => `${isoInstant(at).slice(0, 16)} ${id}`);

export const dayAndMonth = (date: string): string => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`;

const plans = fileURLToPath(new URL('../plans/', import.meta.url));

/** The five real plans, by the stems of their files. */
export const STEMS = ['ca-mau-2017', 'ha-noi-2018', 'kon-tum-2021', 'ngoc-hoi-2023', 'son-la-2025'] as const;
export type Stem = (typeof STEMS)[number];

const read = (stem: Stem) => ({
  id: stem,
  plan: readPlanFile(`${plans}${stem}.yaml`),
  organisations: readOrganisationsFile(`${plans}organisations/${stem}.yaml`),
  schedule: readScheduleFile(`${plans}schedules/${stem}.yaml`),
  calendar: CALENDAR,
  year: Number(stem.slice(-4)),
});

/** Each read once, when it is first asked for: nobody writes into them. */
const files = new Map<Stem, ReturnType<typeof read>>();

function fileOf(stem: Stem): ReturnType<typeof read> {
  const file = files.get(stem) ?? read(stem);
  files.set(stem, file);
  return file;
}

/** A real plan with its bodies and its lead's decisions, in its first year. */
export function realYear(stem: Stem, changes: Partial<Schedule> = {}): Activated {
  const file = fileOf(stem);
  return activated(activationOf({ ...file, schedule: { ...file.schedule, ...changes } }));
}

export interface Activated {
  activation: Activation;
  derived: Derived;
}

export const sonLa = (changes: Partial<Schedule> = {}): Activated => realYear('son-la-2025', changes);

/** Without a file of bodies or decisions: what is taken when nothing is said. */
export const sonLaAlone = (): Activated =>
  activated(activationOf({ ...fileOf('son-la-2025'), organisations: null, schedule: null }));

/** An invented plan, activated on 9/2/2026 unless the schedule says otherwise. */
export function inventedYear(plan: Plan, schedule: Partial<Schedule> = {}, organisations?: Organisation[]): Activated {
  return activated(
    activationOf({
      id: 'an-ha',
      plan,
      calendar: CALENDAR,
      year: 2026,
      schedule: scheduleWith(schedule),
      organisations: organisations ? { format: 'dondoc.organisations/1', tenant: 'an-ha', organisations } : null,
    }),
  );
}

export const scheduleWith = (changes: Partial<Schedule>): Schedule => ({
  ...undecidedSchedule('2026-02-09'),
  ...changes,
});

/** An invented body of the province. */
export const body = (id: string, name: string, changes: Partial<Organisation> = {}): Organisation => ({
  ...standIn(inventedParty(id, name, 40)),
  ...changes,
});

const activated = (activation: Activation): Activated => ({ activation, derived: derive(activation) });
