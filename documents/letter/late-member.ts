import type { Matter } from '../../domain/letter.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import { cards, paragraphs, type Block } from './blocks.ts';
import { lateRows, lateValues } from './late-matters.ts';
import { byPlan, isReport, titleOf, type Writing } from './matter-words.ts';

/** `late-1`: once, mild, and open to the letter having crossed with the document. */
export function lateMember(matters: readonly Matter[], writing: Writing): Block[] {
  const plans = byPlan(matters).flatMap((group) => ofOnePlan(group, writing));
  return [...plans, ...paragraphs(whatNext(matters, writing))];
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { tone, wording } = writing;
  const values = lateValues(first.plan, matters, writing);
  const text = matters.every(isReport) ? 'late-member.intro' : 'late-member.intro.duty';
  return [
    ...paragraphs(wording.paragraphs(tone.internal ? 'late-member.intro.own' : text, values)),
    cards(matters.map((matter) => ({ title: titleOf(matter, writing), rows: lateRows(matter) }))),
  ];
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
