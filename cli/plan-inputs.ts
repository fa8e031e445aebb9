import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Activation, activationOf, type Derived } from '../domain/activation.ts';
import { type Behaviour, BEHAVIOUR_NAMES, namedBehaviour } from '../domain/behaviour.ts';
import { type Calendar, calendarOf } from '../domain/calendar.ts';
import { derive } from '../domain/derivation.ts';
import { Refusal } from '../domain/errors.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import { longDate } from '../domain/vietnamese.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { readBehaviourFile, readOrganisationsFile, readPlanFile, readScheduleFile } from '../importer/plan-file.ts';
import { filePath, stemOf } from './arguments.ts';

/** Files named on the command line. */
export interface InputOptions {
  organisations?: string;
  schedule?: string;
}

/** A plan with what stands beside it. */
export interface PlanInputs {
  id: string;
  plan: Plan;
  organisations: OrganisationsFile | null;
  schedule: Schedule | null;
}

type Say = (sentence: string) => void;

export const shippedCalendar = (): Calendar => calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);

/** Reads a plan and its companions; whatever was taken without being named is said. */
export function readInputs(file: string, options: InputOptions, say: Say): PlanInputs {
  const { id, plan, organisations } = readPlanAndBodies(file, options.organisations, say);
  const schedulePath = companion(filePath(file), 'schedules', options.schedule, say);
  const schedule = schedulePath === null ? null : readScheduleFile(schedulePath, { plan, organisations });
  return { id, plan, organisations, schedule };
}

/** The same where nothing has been decided yet. */
export function readPlanAndBodies(
  file: string,
  organisations: string | undefined,
  say: Say,
): Omit<PlanInputs, 'schedule'> {
  const planPath = filePath(file);
  const plan = readPlanFile(planPath);
  const bodiesPath = companion(planPath, 'organisations', organisations, say);
  return {
    id: stemOf(planPath),
    plan,
    organisations: bodiesPath === null ? null : readOrganisationsFile(bodiesPath),
  };
}

/** The file of the same stem in a folder beside the plan's, unless one is named. */
function companion(planPath: string, folder: string, named: string | undefined, say: Say): string | null {
  if (named !== undefined) return filePath(named);
  const stem = path.basename(planPath, path.extname(planPath));
  const found = ['.yaml', '.yml', '.json']
    .map((ending) => path.join(path.dirname(planPath), folder, `${stem}${ending}`))
    .find((candidate) => existsSync(candidate));
  if (found === undefined) return null;
  say(`Lấy tệp ${found}.`);
  return found;
}

/** The activation of one year, with what had to be made up told. */
export function activationForYear(inputs: PlanInputs, year: number, say: Say): Activation {
  const activation = activationOf({ ...inputs, calendar: shippedCalendar(), year });
  if (!inputs.organisations)
    say('Không có tệp cơ quan: mỗi đối tượng được phân công tính là một cơ quan, địa chỉ thư đặt ra.');
  if (!inputs.schedule) {
    const day = longDate(activation.schedule.activatedOn);
    say(`Không có tệp quyết định kích hoạt: giữ nguyên mọi đề xuất, coi như kích hoạt ${day}.`);
  }
  const planYear = inputs.plan.document.year;
  if (planYear !== year) say(`Kế hoạch là của năm ${planYear}, năm được hỏi là ${year}.`);
  return activation;
}

/** One of the known behaviours, or a file of one's own. */
export function behaviourOf(words: string | undefined, derived: Derived, activation: Activation): Behaviour {
  const name = BEHAVIOUR_NAMES.find((one) => one === (words ?? 'silent'));
  if (name) return namedBehaviour(name, derived, activation);
  const file = filePath(words ?? '');
  if (existsSync(file)) return readBehaviourFile(file);
  const names = BEHAVIOUR_NAMES.join(', ');
  throw new Refusal(
    'behaviour-unknown',
    `--behaviour “${words}” không phải ${names} và cũng không phải một tệp có thật.`,
  );
}

/** Everything `preview` and `rehearse` start from. */
export function yearOfPlan(
  file: string,
  options: InputOptions & { year: number; behaviour?: string },
  say: Say,
): { inputs: PlanInputs; activation: Activation; derived: Derived; behaviour: Behaviour } {
  // Asked first: a year without a table is refused by its own name, not by that of a year its dates lead to.
  shippedCalendar().isWorkingDay(`${options.year}-01-01`);
  const inputs = readInputs(file, options, say);
  const activation = activationForYear(inputs, options.year, say);
  const derived = derive(activation, options.year);
  return { inputs, activation, derived, behaviour: behaviourOf(options.behaviour, derived, activation) };
}
