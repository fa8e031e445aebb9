import type { Matter } from '../../domain/letter.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import { cards, dateRow, paragraphs, row, type Block, type Card } from './blocks.ts';
import { dayWords } from './day-words.ts';
import { groupBy, isReport, theFollowing, titleOf, type Writing } from './matter-words.ts';
import { inOurWords, planKey } from './plan-words.ts';

/** `late-1`: once, mild, and open to the letter having crossed with the document. */
export function lateMember(matters: readonly Matter[], writing: Writing): Block[] {
  const groups = groupBy(matters, (matter) => planKey(matter.plan));
  return [...groups.flatMap((group) => ofOnePlan(group, writing)), ...paragraphs(whatNext(matters, writing))];
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { lead, tone, letter, wording } = writing;
  const values = {
    ke_hoach: writing.planName(first.plan),
    luc: longInstant(letter.at),
    co_quan: lead,
    cac_noi_dung: theFollowing(matters),
    quy_co_quan: tone.you,
  };
  const text = matters.every(isReport) ? 'late-member.intro' : 'late-member.intro.duty';
  return [
    ...paragraphs(wording.paragraphs(tone.internal ? 'late-member.intro.own' : text, values)),
    cards(matters.map((matter) => cardOf(matter, writing))),
  ];
}

function cardOf(matter: Matter, writing: Writing): Card {
  return {
    title: titleOf(matter, writing),
    rows: [
      ...row('Gồm', matter.includes.join('; ')),
      ...row('Theo văn bản', matter.basis && inOurWords(matter.basis)),
      dateRow('Thời gian đã nêu', dayWords(matter)),
      ...row('Căn cứ thời hạn', matter.why.join(' ')),
    ],
  };
}

function whatNext(matters: readonly Matter[], { lead, tone, wording }: Writing): string[] {
  const answers = wording.paragraphs('late-member.answers', { quy_co_quan: tone.you, de_nghi: tone.asks });
  const at = nextConsolidation(matters);
  if (at === null) return answers;
  const values = { co_quan: lead, luc_tong_hop: longInstant(at) };
  return [...answers, ...wording.paragraphs('late-member.consolidation', values)];
}

/** The nearest one, or null where none is planned. */
export function nextConsolidation(matters: readonly Matter[]): number | null {
  const instants = matters.flatMap((matter) => (matter.consolidationAt === null ? [] : [matter.consolidationAt]));
  return instants.length > 0 ? Math.min(...instants) : null;
}
