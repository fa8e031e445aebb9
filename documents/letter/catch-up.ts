import type { Matter } from '../../domain/letter.ts';
import { cards, paragraphs, row, type Block } from './blocks.ts';
import { theFollowing, titleOf, type Writing } from './matter-words.ts';
import { cardOf } from './reminder.ts';

/** `catch-up`: one notice in place of the letters of several days; it says how things stand, and nothing of the past. */
export function catchUp(matters: readonly Matter[], writing: Writing): Block[] {
  const { lead, tone, wording } = writing;
  const asked = { quy_co_quan: tone.you, de_nghi: tone.asks };
  return [
    ...paragraphs(wording.paragraphs('catch-up.intro', { co_quan: lead, cac_noi_dung: theFollowing(matters) })),
    cards(
      matters.map((matter) => ({
        title: titleOf(matter, writing),
        rows: [...row('Theo', writing.planName(matter.plan)), ...cardOf(matter, writing).rows],
      })),
    ),
    ...paragraphs(wording.paragraphs('catch-up.answers', asked)),
  ];
}
