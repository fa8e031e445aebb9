import type { Letter, Matter, Words } from '../../domain/letter.ts';
import { asHtml } from './texts/as-html.ts';
import { asText } from './texts/as-text.ts';
import { heading, oneLine, type Block } from './texts/blocks.ts';
import { catchUp } from './texts/catch-up.ts';
import { FAMILY_HEADINGS, sectionsOf, type Family } from './texts/family.ts';
import { toHead } from './texts/head-letter.ts';
import { lateHead, lateList } from './texts/late-lists.ts';
import { lateMember } from './texts/late-member.ts';
import { eventQuestion, leadDue, review } from './texts/lead-matters.ts';
import type { Writing } from './texts/matter-words.ts';
import { planNamer } from './texts/plan-words.ts';
import { reminder } from './texts/reminder.ts';
import { returned } from './texts/returned.ts';
import { closing, salutation } from './texts/salutation.ts';
import { subjectOf } from './texts/subject.ts';
import { toneOf } from './texts/tone.ts';

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

/** The words of one letter: the same letter always gives the same words, so that a resent one is the same message. */
export function renderLetter(asGiven: Letter): Words {
  const letter = onOneLineEach(asGiven);
  const tone = toneOf(letter);
  const writing: Writing = { letter, tone, lead: letter.lead.shortName, planName: planNamer() };
  const sections = sectionsOf(letter.matters, tone.polite);
  const subject = subjectOf(sections, writing);
  const blocks = [
    ...salutation(letter, tone),
    ...sections.flatMap((section) => [
      ...(sections.length > 1 ? [heading(FAMILY_HEADINGS[section.family])] : []),
      ...WRITERS[section.family](section.matters, writing),
    ]),
    ...closing(letter, tone),
  ];
  return { subject, text: asText(blocks), html: asHtml(subject, blocks) };
}

/** Every text in it made one line, once and here, so that no template has to remember it. */
function onOneLineEach<Value>(value: Value): Value {
  if (typeof value === 'string') return oneLine(value) as Value;
  if (Array.isArray(value)) return value.map(onOneLineEach) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, onOneLineEach(inner)])) as Value;
}
