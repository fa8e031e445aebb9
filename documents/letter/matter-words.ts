import { groupBy } from '../../domain/group-by.ts';
import type { Letter, Matter } from '../../domain/letter.ts';
import { joinWords, lowerFirst, RUNG_LABELS, shortDate, upperFirst } from '../../domain/vietnamese.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Wording } from '../wording.ts';
import { inOurWords, planKey } from './plan-words.ts';
import type { Tone } from './tone.ts';

/** What every text about matters needs at hand. */
export interface Writing {
  letter: Letter;
  tone: Tone;
  wording: Wording;
  /** The lead as it calls itself in a sentence. */
  lead: string;
  /** Names a plan: in full at first, by its number after that. */
  planName: (plan: Matter['plan']) => string;
}

/** A report is handed in; anything else is a thing to be done, and doing is not reporting. */
export function isReport(matter: Matter): boolean {
  return /^báo cáo(\s|$)/i.test(matter.name);
}

/** Inside a sentence: `báo cáo năm 2025`. A duty's title is the plan's own words, and quoted. */
export function nameInSentence(matter: Matter): string {
  return isReport(matter) ? inOurWords(lowerFirst(matter.name)) : `“${matter.name}”`;
}

/** One or several, announced. */
export function theFollowing(matters: readonly Matter[]): string {
  return matters.length === 1 ? 'nội dung sau' : 'các nội dung sau';
}

/** At the head of a card; names the body where the recipient answers for several. */
export function titleOf(matter: Matter, writing: Writing): string {
  const name = isReport(matter) ? inOurWords(upperFirst(matter.name)) : `“${matter.name}”`;
  return matter.organisationName === writing.letter.to.organisationName ? name : `${name} – ${matter.organisationName}`;
}

/** `03/11/2025, 13/11/2025 và 20/11/2025`, in the order sent, each day once. */
export function earlierDays(matter: Matter): string {
  return joinWords([...new Set(inOrder(matter).map((sent) => shortDate(localDateOf(sent.at))))]);
}

/** With what was sent and what became of it. */
export function earlierInFull(matter: Matter): string {
  return inOrder(matter)
    .map((sent) => `${shortDate(localDateOf(sent.at))} ${RUNG_LABELS[sent.rung]} (${sent.fate})`)
    .join('; ');
}

function inOrder(matter: Matter): Matter['earlier'] {
  return [...matter.earlier].sort((a, b) => a.at - b.at);
}

/** The matters of each plan, in the order in which the plans first come. */
export function byPlan(matters: readonly Matter[]): Matter[][] {
  return [...groupBy(matters, (matter) => planKey(matter.plan)).values()];
}
