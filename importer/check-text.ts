import type { Finding, Plan } from '../domain/plan.ts';
import { endOf, foldLine } from './findings/plan-text.ts';
import type { TextCheck } from './findings/plan-text.ts';
import { sentencesInterrupted, textAfterSignature } from './findings/text-breaks.ts';
import { campaignsAfterReport, campaignYears } from './findings/text-campaigns.ts';
import { citedDates, citedYears, impossibleDays } from './findings/text-dates.ts';
import { linesUnaccounted } from './findings/text-lines.ts';
import { annexesMissing, figuresInText, targetsCited } from './findings/text-references.ts';
import { datesConflicting, ordersWithoutRound, roundsRepeated } from './findings/text-rounds.ts';
import { sentencesRepeated, wordsGarbled } from './findings/text-wording.ts';
import { PUBLISHED_DOCUMENTS } from './published-documents.ts';
import type { PublishedDocument } from './published-documents.ts';

const TEXT_CHECKS: readonly TextCheck[] = [
  ...[citedDates, citedYears, impossibleDays, campaignYears, campaignsAfterReport],
  ...[annexesMissing, targetsCited, figuresInText, roundsRepeated, ordersWithoutRound, datesConflicting],
  ...[linesUnaccounted, sentencesRepeated, sentencesInterrupted, wordsGarbled, textAfterSignature],
];

/**
 * What only the document's text can show of a plan that was read from it, in the order of the lines. These findings
 * belong in the plan file: whoever checks the file later no longer has the text.
 *
 * @param lines The text as extracted, one entry a line; sources count them from 1.
 */
export function checkText(
  plan: Plan,
  lines: readonly string[],
  published: readonly PublishedDocument[] = PUBLISHED_DOCUMENTS,
): Finding[] {
  const folded = lines.map(foldLine);
  const subject = { plan, lines: folded, end: endOf(folded), published };
  return TEXT_CHECKS.flatMap((check) => check(subject)).sort((a, b) => (a.source?.line ?? 0) - (b.source?.line ?? 0));
}
