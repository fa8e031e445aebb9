import type { Letter, Matter, Words } from '../domain/letter.ts';
import { asHtml } from './letter/as-html.ts';
import { asText } from './letter/as-text.ts';
import { heading, oneLine, paragraphs, type Block } from './letter/blocks.ts';
import { calendarEvents } from './letter/calendar-events.ts';
import { catchUp } from './letter/catch-up.ts';
import { sectionsOf, type Family } from './letter/family.ts';
import { toHead } from './letter/head-letter.ts';
import { lateHead, lateList } from './letter/late-lists.ts';
import { lateMember } from './letter/late-member.ts';
import { eventQuestion, leadDue, review } from './letter/lead-matters.ts';
import type { Writing } from './letter/matter-words.ts';
import { planNamer } from './letter/plan-words.ts';
import { reminder } from './letter/reminder.ts';
import { returned } from './letter/returned.ts';
import { closing, salutation } from './letter/salutation.ts';
import { subjectOf } from './letter/subject.ts';
import { toneOf } from './letter/tone.ts';
import { DEFAULT_WORDING, type Wording } from './wording.ts';

const WRITERS: Readonly<Record<Family, (matters: readonly Matter[], writing: Writing) => Block[]>> = {
  'late-head': lateHead,
  'head-letter': toHead,
  'late-list': lateList,
  returned,
  'late-member': lateMember,
  reminder,
  'lead-due': leadDue,
  review,
  'event-question': eventQuestion,
  'catch-up': catchUp,
};

/**
 * The words of one letter: the same letter in the same wording always gives the same words, so that a resent one is
 * the same message.
 */
export function renderLetter(asGiven: Letter, wording: Wording = DEFAULT_WORDING): Words {
  const letter = onOneLineEach(asGiven);
  const tone = toneOf(letter);
  const writing: Writing = { letter, tone, wording, lead: letter.lead.shortName, planName: planNamer() };
  const sections = sectionsOf(letter.matters, tone.polite);
  const subject = subjectOf(sections, writing);
  const events = calendarEvents(writing);
  const blocks = [
    ...salutation(writing),
    ...sections.flatMap((section) => [
      ...(sections.length > 1 ? [heading(wording.line(`heading.${section.family}`, {}))] : []),
      ...WRITERS[section.family](section.matters, writing),
    ]),
    ...paragraphs(events.length > 0 ? wording.paragraphs('calendar.note', {}) : []),
    ...closing(writing),
  ];
  return { subject, text: asText(blocks), html: asHtml(subject, blocks), ...(events.length > 0 ? { events } : {}) };
}

/** Every text in it made one line, once and here, so that no template has to remember it. */
function onOneLineEach<Value>(value: Value): Value {
  if (typeof value === 'string') return oneLine(value) as Value;
  if (Array.isArray(value)) return value.map(onOneLineEach) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, onOneLineEach(inner)])) as Value;
}
