import { groupBy } from '../../domain/group-by.ts';
import type { Matter } from '../../domain/letter.ts';
import { count, longInstant, upperFirst } from '../../domain/vietnamese.ts';
import { heading, list, paragraphs, type Block } from './blocks.ts';
import { nextConsolidation } from './late-member.ts';
import { earlierDays, earlierInFull, nameInSentence, type Writing } from './matter-words.ts';
import { planKey } from './plan-words.ts';

/** `late-list`: for the lead's official, to be worked through by telephone. */
export function lateList(matters: readonly Matter[], writing: Writing): Block[] {
  const { wording } = writing;
  return [
    ...paragraphs(wording.paragraphs('late-list.intro', counted(matters, writing))),
    ...groups(matters, writing, (matter) => lineOf(matter, earlierDays(matter), writing)),
    ...paragraphs(wording.paragraphs('late-list.end', {})),
  ];
}

/** `late-head`: what has been done, and three ways to go on. Nothing is sent to another body before the answer. */
export function lateHead(matters: readonly Matter[], writing: Writing): Block[] {
  const { wording } = writing;
  const at = nextConsolidation(matters);
  const planned = at === null ? [] : wording.paragraphs('late-head.consolidation', { luc_tong_hop: longInstant(at) });
  return [
    ...paragraphs(wording.paragraphs('late-head.intro', counted(matters, writing))),
    ...groups(matters, writing, (matter) => lineOf(matter, earlierInFull(matter), writing)),
    ...paragraphs(planned),
    ...paragraphs(wording.paragraphs('late-head.options', {})),
  ];
}

const counted = (matters: readonly Matter[], { letter, lead }: Writing) => ({
  luc: longInstant(letter.at),
  co_quan: lead,
  so_don_vi: count(bodies(matters)),
});

/** How many bodies, not how many matters: one body may owe two. */
export function bodies(matters: readonly Matter[]): number {
  return new Set(matters.map((matter) => matter.organisationName)).size;
}

function groups(matters: readonly Matter[], writing: Writing, line: (matter: Matter) => string): Block[] {
  const { wording, planName } = writing;
  const alike = groupBy(matters, (matter) => `${planKey(matter.plan)}|${matter.name}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      heading(`${upperFirst(nameInSentence(first))}: ${count(bodies(group))} đơn vị`),
      ...paragraphs(wording.paragraphs('late.plan', { ke_hoach: planName(first.plan), can_cu: first.why.join(' ') })),
      list(group.map(line)),
    ];
  });
}

function lineOf(matter: Matter, earlier: string, { wording }: Writing): string {
  const includes = matter.includes.length > 0 ? ` (${matter.includes.join('; ')})` : '';
  const letters = earlier
    ? wording.line('late.letters', { cac_lan_gui: earlier })
    : wording.line('late.no-letters', {});
  return `${matter.organisationName}${includes}. ${letters}`;
}
