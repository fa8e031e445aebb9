import type { Matter } from '../../domain/letter.ts';
import { longInstant } from '../../domain/vietnamese.ts';
import type { Values } from '../wording/variables.ts';
import { dateRow, row, type Row } from './blocks.ts';
import { dayWords } from './day-words.ts';
import { theFollowing, type Writing } from './matter-words.ts';
import { inOurWords } from './plan-words.ts';

/** What a text may say at the head of the late matters of one plan. */
export function lateValues(
  plan: Matter['plan'],
  matters: readonly Matter[],
  { lead, tone, letter, planName }: Writing,
): Values<'ke_hoach' | 'luc' | 'co_quan' | 'cac_noi_dung' | 'quy_co_quan'> {
  return {
    ke_hoach: planName(plan),
    luc: longInstant(letter.at),
    co_quan: lead,
    cac_noi_dung: theFollowing(matters),
    quy_co_quan: tone.you,
  };
}

/** What is late: what it holds, where the plan says so, the day that was told and why it is that one. */
export const lateRows = (matter: Matter): Row[] => [
  ...row('Gồm', matter.includes.join('; ')),
  ...row('Theo văn bản', matter.basis && inOurWords(matter.basis)),
  dateRow('Thời gian đã nêu', dayWords(matter)),
  ...row('Căn cứ thời hạn', matter.why.join(' ')),
];
