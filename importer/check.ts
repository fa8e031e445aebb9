import type { OrganisationsFile } from '../domain/organisation.ts';
import type { Finding, Plan } from '../domain/plan.ts';
import type { Schedule } from '../domain/schedule.ts';
import { indicatorClaimedTwice } from './findings/claims.ts';
import { deadlinesConflict, duplicateDuty } from './findings/conflicts.ts';
import { dateImpossible, yearImplausible, yearInferred } from './findings/dates.ts';
import { dateBlank, numberBlank, referenceDateDiffers, signerMissing } from './findings/document.ts';
import { calendarYearMissing, dateBeforeIssue, dateOnDayOff, dueSoonAtIssue } from './findings/due.ts';
import { indicatorUnowned } from './findings/indicators.ts';
import { bodyDissolved, partyUnknown } from './findings/parties.ts';
import { annexMissing, targetsElsewhere } from './findings/references.ts';
import {
  campaignAfterReport,
  leadMissing,
  memberDateMissing,
  recipientMissing,
  roundRepeated,
} from './findings/rounds.ts';
import type { Check, WorkingDays } from './findings/subject.ts';
import { targetContradictory, targetImpossible } from './findings/targets.ts';
import { deadlineUndetermined } from './findings/undetermined.ts';
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
  ...[numberBlank, dateBlank, signerMissing, leadMissing],
  ...[referenceDateDiffers, yearImplausible, dateImpossible, yearInferred],
  ...[partyUnknown, bodyDissolved],
  ...[annexMissing, targetsElsewhere, indicatorUnowned, indicatorClaimedTwice, targetContradictory, targetImpossible],
  ...[duplicateDuty, deadlinesConflict, dateBeforeIssue, dueSoonAtIssue, dateOnDayOff, calendarYearMissing],
  ...[deadlineUndetermined, memberDateMissing, recipientMissing, roundRepeated, campaignAfterReport],
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
 * One code at one line, or about the same words, is one finding: what is found here about a plan's structure may have a
 * poorer line than the text, or none.
 */
function isSame(held: Finding, found: Finding): boolean {
  if (held.code !== found.code) return false;
  if (held.source !== undefined && held.source.line === found.source?.line) return true;
  const words = quotedIn(found);
  if (words === null) return found.source === undefined;
  const heldWords = quotedIn(held);
  return (
    `${held.message} ${held.source?.quote ?? ''}`.toLowerCase().includes(words) ||
    (heldWords !== null && words.includes(heldWords))
  );
}

/** The words that a sentence is about are the first that it quotes. */
const quotedIn = ({ message }: Finding): string | null => /“([^”]+)”/.exec(message)?.[1]?.toLowerCase() ?? null;
