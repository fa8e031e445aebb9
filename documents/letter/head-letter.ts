import type { Matter } from '../../domain/letter.ts';
import { longDate, longInstant } from '../../domain/vietnamese.ts';
import { cards, paragraphs, row, type Block, type Card } from './blocks.ts';
import { lateRows, lateValues } from './late-matters.ts';
import { byPlan, earlierDays, titleOf, type Writing } from './matter-words.ts';

/** `head-letter`: to the head of a body, released by a person after the lead's own head was asked. */
export function toHead(matters: readonly Matter[], writing: Writing): Block[] {
  return byPlan(matters).flatMap((group) => ofOnePlan(group, writing));
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { tone, wording } = writing;
  const values = lateValues(first.plan, matters, writing);
  return [
    ...paragraphs(wording.paragraphs('head-letter.intro', values)),
    cards(matters.map((matter) => cardOf(matter, writing))),
    ...paragraphs(asks(matters, writing)),
    ...paragraphs(wording.paragraphs('head-letter.answers', { quy_co_quan: tone.you })),
  ];
}

const cardOf = (matter: Matter, writing: Writing): Card => ({
  title: titleOf(matter, writing),
  rows: [
    ...lateRows(matter),
    ...row('Đã trao đổi với đầu mối', earlierDays(matter)),
    ...row('Công văn', issuedWords(matter, writing.lead)),
  ],
});

const issuedWords = ({ issued }: Matter, lead: string): string | null =>
  issued && `số ${issued.number} ${longDate(issued.date)} của ${lead}`;

/** Until the consolidation; where that is over, what comes is added later. */
function asks(matters: readonly Matter[], { lead, letter, wording }: Writing): string[] {
  const ahead = matters.flatMap(({ consolidationAt: at }) => (at !== null && at > letter.at ? [at] : []));
  if (ahead.length === 0) return wording.paragraphs('head-letter.ask-soon', {});
  const values = { luc_tong_hop: longInstant(Math.min(...ahead)), co_quan: lead };
  return wording.paragraphs('head-letter.ask', values);
}
