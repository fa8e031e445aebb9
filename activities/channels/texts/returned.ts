import type { Matter } from '../../../domain/letter.ts';
import { longDate } from '../../../domain/vietnamese.ts';
import { heading, list, paragraph, type Block } from './blocks.ts';
import { isReport, nameInSentence, titleOf, type Writing } from './matter-words.ts';

/** `returned` and `returned-eve`: what to mend, until when, and that nothing else is asked again. */
export function returned(matters: readonly Matter[], writing: Writing): Block[] {
  return matters.flatMap((matter) => [
    ...(matters.length > 1 ? [heading(titleOf(matter, writing))] : []),
    ...ofOne(matter, writing),
  ]);
}

function ofOne(matter: Matter, writing: Writing): Block[] {
  const items = matter.returned?.items ?? [];
  const reason = matter.returned?.reason;
  const blocks = [paragraph(intro(matter, writing))];
  if (items.length > 0) blocks.push(list(items));
  if (reason) blocks.push(paragraph(`Ý kiến của người rà soát: ${reason}`));
  return [...blocks, ...lasting(matter, items.length > 0)];
}

function intro(matter: Matter, { lead, tone, planName }: Writing): string {
  const name = isReport(matter) ? nameInSentence(matter) : `kết quả ${nameInSentence(matter)}`;
  const what = `${name} của ${tone.you} theo ${planName(matter.plan)}`;
  if (matter.entry.rung === 'returned-eve') {
    return `Về ${what}, ${lead} xin nhắc lại các nội dung đề nghị ${tone.you} hoàn thiện:`;
  }
  return `${lead} đã nhận ${what} và trân trọng cảm ơn. Qua rà soát, đề nghị ${tone.you} hoàn thiện:`;
}

function lasting(matter: Matter, byItem: boolean): Block[] {
  const others = byItem
    ? 'Các nội dung khác không phải gửi lại. Văn bản ký số chỉ phát hành lại nếu số liệu trong văn bản thay đổi. '
    : '';
  const until = matter.returned ? `Thời gian đề nghị: chậm nhất ${longDate(matter.returned.until)}. ` : '';
  return [paragraph(`${others}${until}Ngày nhận đã được ghi nhận trước đây giữ nguyên.`)];
}
