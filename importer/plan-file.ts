import { behaviourFile } from '../contracts/behaviour.ts';
import { calendarFile } from '../contracts/calendar.ts';
import { organisationsFile } from '../contracts/organisations.ts';
import { planFile } from '../contracts/plan.ts';
import { scheduleFileFor, type ScheduleSubject } from '../contracts/schedule-names.ts';
import { scheduleFile } from '../contracts/schedule.ts';
import { submissionFile } from '../contracts/submission.ts';
import type { Behaviour } from '../domain/behaviour.ts';
import type { CalendarFile } from '../domain/calendar-table.ts';
import { Refusal } from '../domain/errors.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import type { Plan } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Submission } from '../domain/submission.ts';
import { issueSentence, withoutConsequences } from './read-issue.ts';
import type { Schema } from './read-issue.ts';
import { readTextFile } from './read-text.ts';
import { parseYaml } from './read-yaml.ts';

interface Format<T> {
  schema: Schema<T>;
  /** As files and sentences call it. */
  name: string;
  /** Code of the refusal. */
  code: string;
}

const PLAN: Format<Plan> = { schema: planFile, name: 'dondoc.plan/1', code: 'plan-file-invalid' };
const ORGANISATIONS: Format<OrganisationsFile> = {
  schema: organisationsFile,
  name: 'dondoc.organisations/1',
  code: 'organisations-file-invalid',
};
const SCHEDULE: Format<Schedule> = { schema: scheduleFile, name: 'dondoc.schedule/1', code: 'schedule-file-invalid' };
const SUBMISSION: Format<Submission> = {
  schema: submissionFile,
  name: 'dondoc.submission/1',
  code: 'submission-file-invalid',
};
const CALENDAR: Format<CalendarFile> = {
  schema: calendarFile,
  name: 'dondoc.calendar/1',
  code: 'calendar-file-invalid',
};
const BEHAVIOUR: Format<Behaviour> = { schema: behaviourFile, name: '--behaviour', code: 'behaviour-file-invalid' };

/** Reads `dondoc.plan/1`, YAML or JSON. Throws a `Refusal` that names file, line and rule. */
export function readPlanFile(path: string): Plan {
  return parseFile(PLAN, readTextFile(path, PLAN.code), path);
}

/** Reads `dondoc.organisations/1`. */
export function readOrganisationsFile(path: string): OrganisationsFile {
  return parseFile(ORGANISATIONS, readTextFile(path, ORGANISATIONS.code), path);
}

/** Reads `dondoc.schedule/1`; beside its plan, a name in it that neither plan nor bodies have is refused too. */
export function readScheduleFile(path: string, subject?: ScheduleSubject): Schedule {
  const format = subject ? { ...SCHEDULE, schema: scheduleFileFor(subject) } : SCHEDULE;
  return parseFile(format, readTextFile(path, SCHEDULE.code), path);
}

/** Reads `dondoc.submission/1`. */
export function readSubmissionFile(path: string): Submission {
  return parseFile(SUBMISSION, readTextFile(path, SUBMISSION.code), path);
}

/** Reads `dondoc.calendar/1`. */
export function readCalendarFile(path: string): CalendarFile {
  return parseFile(CALENDAR, readTextFile(path, CALENDAR.code), path);
}

/** Reads a file given to `--behaviour`. */
export function readBehaviourFile(path: string): Behaviour {
  return parseFile(BEHAVIOUR, readTextFile(path, BEHAVIOUR.code), path);
}

/** The same for text that came over HTTP; `file` is the name that sentences quote. */
export function parsePlanText(content: string, file: string): Plan {
  return parseFile(PLAN, content.normalize('NFC'), file);
}

function parseFile<T>(format: Format<T>, content: string, file: string): T {
  const document = parseYaml(content, file, format.code);
  const result = format.schema.safeParse(document.value);
  if (result.success) return result.data;
  // One sentence, for the issue that stands first in the file: the rest are often its consequences.
  const [first] = withoutConsequences(result.error.issues)
    .map((issue) => ({ issue, line: document.lineOf(issue) }))
    .sort((a, b) => a.line - b.line);
  if (!first) throw new Error('zod refused without an issue');
  const sentence = issueSentence(first.issue, document.value, format.name);
  throw new Refusal(format.code, `${file}, dòng ${first.line}: ${sentence}`, { file, line: first.line });
}
