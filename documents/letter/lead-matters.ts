import { groupBy } from '../../domain/group-by.ts';
import type { Matter } from '../../domain/letter.ts';
import { count, upperFirst } from '../../domain/vietnamese.ts';
import { cards, dateRow, list, paragraphs, row, type Block, type Card } from './blocks.ts';
import { dayWords } from './day-words.ts';
import { nameInSentence, titleOf, type Writing } from './matter-words.ts';
import { eventName, planKey, planShort } from './plan-words.ts';

/** `review-3`: a line in a list, not a denunciation; nobody's name stands in it. */
export function review(matters: readonly Matter[], { lead, wording }: Writing): Block[] {
  return [
    ...paragraphs(wording.paragraphs('review.intro', { so_noi_dung: count(matters.length), co_quan: lead })),
    list(
      matters.map(
        (matter) =>
          `${matter.organisationName} – ${nameInSentence(matter)} (${planShort(matter.plan)}), ${matter.stateLabel}`,
      ),
    ),
    ...paragraphs(wording.paragraphs('review.end', {})),
  ];
}

/** `event-question`: only a person knows whether it has happened. */
export function eventQuestion(matters: readonly Matter[], writing: Writing): Block[] {
  const { wording } = writing;
  const events = groupBy(matters, (matter) => `${matter.event}|${planKey(matter.plan)}`);
  return [
    ...paragraphs(wording.paragraphs('event-question.intro', {})),
    cards([...events.values()].flatMap((group) => questionOf(group, writing))),
    ...paragraphs(wording.paragraphs('event-question.end', {})),
  ];
}

/** One question for one event, however many duties wait for it. */
function questionOf(matters: readonly Matter[], writing: Writing): Card[] {
  const [first] = matters;
  if (!first) return [];
  const su_kien = first.event ? eventName(first.event) : 'sự kiện nêu trong kế hoạch';
  return [
    {
      title: writing.wording.line('event-question.question', { su_kien }),
      rows: [
        ...row('Để thực hiện', matters.map((matter) => titleOf(matter, writing)).join('; ')),
        ...row('Theo', writing.planName(first.plan)),
        ...row('Căn cứ thời hạn', first.why.join(' ')),
      ],
    },
  ];
}

/** `lead-due`: the lead's own date, until the report is issued with number, date and signer. */
export function leadDue(matters: readonly Matter[], { lead, planName, wording }: Writing): Block[] {
  return [
    ...paragraphs(wording.paragraphs('lead-due.intro', { co_quan: lead })),
    cards(
      matters.map((matter) => ({
        title: upperFirst(nameInSentence(matter)),
        rows: [
          ...row('Theo', planName(matter.plan)),
          dateRow('Phát hành chậm nhất', dayWords(matter)),
          ...row('Tình trạng', upperFirst(matter.stateLabel)),
          ...row('Căn cứ thời hạn', matter.why.join(' ')),
        ],
      })),
    ),
    ...paragraphs(wording.paragraphs('lead-due.end', {})),
  ];
}
