import type { Matter } from '../../domain/letter.ts';
import { longDate, shortDate } from '../../domain/vietnamese.ts';
import { heading, list, paragraphs, type Block } from './blocks.ts';
import { inOurWords } from './plan-words.ts';
import { isReport, nameInSentence, titleOf, type Writing } from './matter-words.ts';

/** `returned` and `returned-eve`: what to mend, until when, and that nothing else is asked again. */
export function returned(matters: readonly Matter[], writing: Writing): Block[] {
  return matters.flatMap((matter) => [
    ...(matters.length > 1 ? [heading(titleOf(matter, writing))] : []),
    ...ofOne(matter, writing),
  ]);
}

function ofOne(matter: Matter, writing: Writing): Block[] {
  const { wording } = writing;
  const items = matter.returned?.items ?? [];
  const reason = matter.returned?.reason;
  return [
    ...paragraphs(intro(matter, writing)),
    // Titles are the plan's own words.
    ...(items.length > 0 ? [list(items.map((item) => `“${item}”`))] : []),
    ...paragraphs(reason ? wording.paragraphs('returned.reason', { y_kien: reason }) : []),
    ...paragraphs(items.length > 0 ? wording.paragraphs('returned.others', {}) : []),
    ...paragraphs(until(matter, writing)),
  ];
}

function intro(matter: Matter, { lead, tone, planName, wording }: Writing): string[] {
  const values = {
    noi_dung: isReport(matter) ? nameInSentence(matter) : `kết quả ${nameInSentence(matter)}`,
    quy_co_quan: tone.you,
    ke_hoach: planName(matter.plan),
    co_quan: lead,
    de_nghi: tone.asks,
  };
  const { returned: back } = matter;
  if (matter.entry.rung === 'returned-eve') return wording.paragraphs('returned.eve', values);
  if (back?.movedBy) {
    const moved = { ...values, ngay: longDate(back.until), van_ban: inOurWords(back.movedBy) };
    return wording.paragraphs('returned.moved', moved);
  }
  return wording.paragraphs(back?.items.length ? 'returned.intro' : 'returned.intro.whole', values);
}

function until({ returned: back, receivedOn }: Matter, { wording }: Writing): string[] {
  if (!back) return [];
  const ngay_nhan = receivedOn && shortDate(receivedOn);
  return wording.paragraphs('returned.until', { ngay: longDate(back.until), ngay_nhan });
}
