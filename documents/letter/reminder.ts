import type { Matter } from '../../domain/letter.ts';
import { upperFirst } from '../../domain/vietnamese.ts';
import { cards, dateRow, paragraphs, row, type Block, type Card } from './blocks.ts';
import { dayWords } from './day-words.ts';
import { byPlan, isReport, theFollowing, titleOf, type Writing } from './matter-words.ts';
import { inOurWords } from './plan-words.ts';

/** Before the date: `opening`, `before-7`, `before-2`, `morning`. */
export function reminder(matters: readonly Matter[], writing: Writing): Block[] {
  const plans = byPlan(matters).flatMap((group) => ofOnePlan(group, writing));
  return [...plans, ...paragraphs(howTo(matters, writing))];
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const { wording, tone } = writing;
  const morning = matters.some((matter) => matter.entry.rung === 'morning')
    ? wording.paragraphs('reminder.morning', { quy_co_quan: tone.you })
    : [];
  return [
    ...paragraphs(intro(matters, writing)),
    cards(matters.map((matter) => cardOf(matter, writing))),
    ...paragraphs(morning),
  ];
}

function intro(matters: readonly Matter[], { wording, tone, lead, planName }: Writing): string[] {
  const [first] = matters;
  if (!first) return [];
  const values = {
    ...{ ke_hoach: planName(first.plan), co_quan: lead, quy_co_quan: tone.you, cac_noi_dung: theFollowing(matters) },
  };
  if (tone.internal) return wording.paragraphs('reminder.intro.own', values);
  if (matters.some(isReport)) return wording.paragraphs(`reminder.intro.${tone.manner}`, values);
  return wording.paragraphs(tone.polite ? 'reminder.intro.duty-polite' : 'reminder.intro.duty', values);
}

/** What a member has to know about one matter. */
export function cardOf(matter: Matter, writing: Writing): Card {
  return {
    title: titleOf(matter, writing),
    rows: [
      ...row('Gồm', matter.includes.join('; ')),
      ...row('Theo văn bản', matter.basis && inOurWords(matter.basis)),
      dateRow(isReport(matter) ? 'Gửi chậm nhất' : 'Hoàn thành chậm nhất', dayWords(matter)),
      ...row('Tình trạng', writing.tone.polite ? null : upperFirst(matter.stateLabel)),
      ...row('Căn cứ thời hạn', matter.why.join(' ')),
    ],
  };
}

/** How to answer; a duty is asked about, a report is sent. */
function howTo(matters: readonly Matter[], { wording, lead, tone }: Writing): string[] {
  if (tone.internal) return wording.paragraphs('reminder.own-note', {});
  const asked = { quy_co_quan: tone.you, de_nghi: tone.asks };
  const question = tone.polite ? 'reminder.duty-question.polite' : 'reminder.duty-question';
  const way = tone.polite ? 'reminder.how-to.polite' : 'reminder.how-to';
  const isOpening = matters.some((matter) => matter.entry.rung === 'opening');
  return [
    ...(matters.some(isReport) ? wording.paragraphs(way, { ...asked, co_quan: lead }) : []),
    ...(matters.every(isReport) ? [] : wording.paragraphs(question, asked)),
    ...wording.paragraphs('reminder.answers', { ...asked, co_quan: lead }),
    ...(isOpening ? wording.paragraphs('reminder.confirm-contact', { ...asked, co_quan: lead }) : []),
  ];
}
