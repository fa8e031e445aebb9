import type { OrganisationsFile } from '../domain/organisation.ts';
import type { Finding, Plan } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import { dateBeforeIssue, dateOnDayOff, dueSoonAtIssue, yearImplausible } from './findings/dates.ts';
import { dateBlank, numberBlank, referenceDateDiffers } from './findings/document.ts';
import { indicatorClaimedTwice, indicatorUnowned, targetsElsewhere } from './findings/indicators.ts';
import { bodyDissolved, duplicateDuty, partyUnknown } from './findings/parties.ts';
import {
  campaignAfterReport,
  deadlineUndetermined,
  leadMissing,
  memberDateMissing,
  recipientMissing,
  roundRepeated,
} from './findings/rounds.ts';
import type { Check, WorkingDays } from './findings/subject.ts';
import { PUBLISHED_DOCUMENTS } from './published-documents.ts';
import type { PublishedDocument } from './published-documents.ts';

export interface Known {
  organisations?: OrganisationsFile | null;
  schedule?: Schedule | null;
  calendar?: WorkingDays | null;
  /** (Default: the table that ships with the project) */
  published?: readonly PublishedDocument[];
}

const CHECKS: readonly Check[] = [
  numberBlank,
  dateBlank,
  leadMissing,
  referenceDateDiffers,
  yearImplausible,
  partyUnknown,
  bodyDissolved,
  targetsElsewhere,
  indicatorUnowned,
  indicatorClaimedTwice,
  duplicateDuty,
  dateBeforeIssue,
  dueSoonAtIssue,
  dateOnDayOff,
  deadlineUndetermined,
  memberDateMissing,
  recipientMissing,
  roundRepeated,
  campaignAfterReport,
];

/**
 * What is wrong or doubtful in a plan, judged from the plan and from whatever is known beside it. Findings that the
 * plan file already holds come first and stand: whoever read the text saw more than its structure.
 */
export function checkPlan(plan: Plan, known: Known = {}): Finding[] {
  const subject = {
    plan,
    organisations: known.organisations?.organisations ?? null,
    schedule: known.schedule ?? null,
    calendar: known.calendar ?? null,
    published: known.published ?? PUBLISHED_DOCUMENTS,
  };
  const found = CHECKS.flatMap((check) => check(subject));
  return [...plan.findings, ...found.filter((finding) => !plan.findings.some((held) => isSame(held, finding)))];
}

/**
 * One code at one line is one finding, in whatever words. What is found here about the head of a document has no line;
 * whoever held it before knew the line.
 */
function isSame(held: Finding, found: Finding): boolean {
  return held.code === found.code && (found.source === undefined || held.source?.line === found.source.line);
}
