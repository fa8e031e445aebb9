import type { Matter } from '../../../domain/letter.ts';
import { upperFirst } from '../../../domain/vietnamese.ts';
import { cards, paragraph, row, type Block, type Card } from './blocks.ts';
import { dayWords, groupBy, isReport, theFollowing, titleOf, type Writing } from './matter-words.ts';
import { planKey } from './plan-words.ts';

/** Before the date: `opening`, `before-7`, `before-2`, `morning`. */
export function reminder(matters: readonly Matter[], writing: Writing): Block[] {
  const groups = groupBy(matters, (matter) => planKey(matter.plan));
  return [...groups.flatMap((group) => ofOnePlan(group, writing)), ...howTo(matters, writing)];
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { lead, tone } = writing;
  const purpose = tone.polite ? ` để ${lead} tổng hợp` : '';
  const intro = `Thực hiện ${writing.planName(first.plan)}, ${lead} ${tone.asks} ${theFollowing(matters)}${purpose}:`;
  const morning = matters.some((matter) => matter.entry.rung === 'morning')
    ? [paragraph('Bản nháp đã được lưu và chưa gửi; hôm nay là ngày làm việc cuối cùng trong thời gian gửi.')]
    : [];
  return [paragraph(intro), cards(matters.map((matter) => cardOf(matter, writing))), ...morning];
}

/** What a member has to know about one matter. */
export function cardOf(matter: Matter, writing: Writing): Card {
  return {
    title: titleOf(matter, writing),
    rows: [
      ...row('Gồm', matter.includes.join('; ')),
      ...row(isReport(matter) ? 'Gửi chậm nhất' : 'Hoàn thành chậm nhất', dayWords(matter)),
      ...row('Tình trạng', writing.tone.polite ? null : upperFirst(matter.stateLabel)),
      ...row('Căn cứ thời hạn', matter.why.join(' ')),
    ],
  };
}

/** How to answer; a duty is asked about, a report is sent. */
function howTo(matters: readonly Matter[], writing: Writing): Block[] {
  const { lead, tone } = writing;
  if (tone.internal) return [paragraph('Nội dung của cơ quan đầu mối do một đồng chí khác trong cơ quan xác nhận.')];
  const blocks: Block[] = [];
  if (matters.some(isReport)) {
    blocks.push(
      paragraph(
        `Cách gửi: văn bản ký số qua hệ thống quản lý văn bản (nơi nhận: ${lead}); số liệu nhập tại biểu dành cho ${tone.you}. Số liệu chưa chốt đề nghị ghi rõ “ước thực hiện”.`,
      ),
    );
  }
  if (matters.some((matter) => !isReport(matter))) {
    blocks.push(
      paragraph(
        `Đối với nhiệm vụ nêu trên: ${tone.you} đã hoàn thành chưa? Nếu đã hoàn thành, đề nghị cho biết ngày hoàn thành và số, ngày văn bản (nếu có).`,
      ),
    );
  }
  return [...blocks, paragraph(answers(matters, writing))];
}

function answers(matters: readonly Matter[], { lead, tone }: Writing): string {
  const contact = matters.some((matter) => matter.entry.rung === 'opening')
    ? ' Đề nghị xác nhận đồng chí đầu mối theo dõi.'
    : '';
  return `Nếu ${tone.you} đã phát hành văn bản, đề nghị trả lời thư này, cho biết số, ngày văn bản để ${lead} cập nhật. Trường hợp cần thêm thời gian hoặc thay đổi đầu mối, đề nghị trao đổi theo thông tin dưới đây.${contact}`;
}
