import type { Matter } from '../../../domain/letter.ts';
import { cards, paragraph, row, type Block } from './blocks.ts';
import { titleOf, type Writing } from './matter-words.ts';
import { cardOf } from './reminder.ts';

/** `catch-up`: one notice in place of the letters of several days; it says how things stand, and nothing of the past. */
export function catchUp(matters: readonly Matter[], writing: Writing): Block[] {
  const { lead, tone } = writing;
  return [
    paragraph(`${lead} xin gửi chung một thư thông tin về các nội dung sau, thay cho các thư của những ngày vừa qua:`),
    cards(
      matters.map((matter) => ({
        title: titleOf(matter, writing),
        rows: [...row('Theo', writing.planName(matter.plan)), ...cardOf(matter, writing).rows],
      })),
    ),
    paragraph(
      `Nếu ${tone.you} đã gửi hoặc đã hoàn thành, đề nghị trả lời thư này, cho biết số, ngày văn bản. Trường hợp cần thêm thời gian, đề nghị cho biết ngày dự kiến.`,
    ),
  ];
}
