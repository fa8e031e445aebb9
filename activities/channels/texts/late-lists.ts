import type { Matter } from '../../../domain/letter.ts';
import { count, longInstant, upperFirst } from '../../../domain/vietnamese.ts';
import { heading, list, paragraph, type Block } from './blocks.ts';
import { nextConsolidation } from './late-member.ts';
import { earlierDays, earlierInFull, groupBy, nameInSentence, type Writing } from './matter-words.ts';
import { planKey } from './plan-words.ts';

/** `late-list`: for the lead's official, to be worked through by telephone. */
export function lateList(matters: readonly Matter[], writing: Writing): Block[] {
  const { lead, letter } = writing;
  return [
    paragraph(
      `Đến ${longInstant(letter.at)}, ${lead} chưa nhận được nội dung của ${count(bodies(matters))} cơ quan, đơn vị, địa phương sau:`,
    ),
    ...groups(matters, writing, (matter) => lineOf(matter, earlierDays(matter))),
    paragraph(
      'Từ nay không có thư tự động nào khác gửi tới các đơn vị trên; việc trao đổi tiếp theo do đồng chí thực hiện.',
    ),
  ];
}

/** `late-head`: what has been done, and three ways to go on. Nothing is sent to another body before the answer. */
export function lateHead(matters: readonly Matter[], writing: Writing): Block[] {
  const { lead, letter } = writing;
  const at = nextConsolidation(matters);
  return [
    paragraph(
      `Đến ${longInstant(letter.at)}, ${lead} chưa nhận được nội dung của ${count(bodies(matters))} cơ quan, đơn vị, địa phương. Các lần đã trao đổi ghi sau từng đơn vị:`,
    ),
    ...groups(matters, writing, (matter) => lineOf(matter, earlierInFull(matter))),
    ...(at === null ? [] : [paragraph(`Thời gian dự kiến tổng hợp: ${longInstant(at)}.`)]),
    paragraph('Kính xin ý kiến một trong các phương án:'),
    paragraph(
      '(1) Ký công văn đề nghị gửi nội dung còn thiếu; dự thảo công văn có thể lập ngay từ danh sách này, để trống số và ngày.',
    ),
    paragraph('(2) Trao đổi trực tiếp với lãnh đạo các đơn vị.'),
    paragraph('(3) Tổng hợp theo số liệu hiện có và bổ sung khi nhận được.'),
    paragraph('Chưa có văn bản nào được gửi tới lãnh đạo các đơn vị; việc gửi do đồng chí quyết định.'),
  ];
}

/** How many bodies, not how many matters: one body may owe two. */
export function bodies(matters: readonly Matter[]): number {
  return new Set(matters.map((matter) => matter.organisationName)).size;
}

function groups(matters: readonly Matter[], writing: Writing, line: (matter: Matter) => string): Block[] {
  return groupBy(matters, (matter) => `${planKey(matter.plan)}|${matter.name}`).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return [
      heading(`${upperFirst(nameInSentence(first))}: ${count(bodies(group))} đơn vị`),
      paragraph(`Theo ${writing.planName(first.plan)}. ${first.why.join(' ')}`.trim()),
      list(group.map(line)),
    ];
  });
}

function lineOf(matter: Matter, earlier: string): string {
  const includes = matter.includes.length > 0 ? ` (${matter.includes.join('; ')})` : '';
  return `${matter.organisationName}${includes}. ${earlier ? `Đã gửi thư: ${earlier}.` : 'Chưa có thư nào gửi tới đơn vị.'}`;
}
