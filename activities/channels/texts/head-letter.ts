import type { Matter } from '../../../domain/letter.ts';
import { longDate, longInstant } from '../../../domain/vietnamese.ts';
import { cards, paragraph, row, type Block } from './blocks.ts';
import { dayWords, earlierDays, groupBy, theFollowing, titleOf, type Writing } from './matter-words.ts';
import { planKey } from './plan-words.ts';

/** `head-letter`: to the head of a body, released by a person after the lead's own head was asked. */
export function toHead(matters: readonly Matter[], writing: Writing): Block[] {
  return groupBy(matters, (matter) => planKey(matter.plan)).flatMap((group) => ofOnePlan(group, writing));
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { lead, tone, letter } = writing;
  return [
    paragraph(
      `Thực hiện ${writing.planName(first.plan)}, đến ${longInstant(letter.at)} ${lead} chưa nhận được ${theFollowing(matters)} của ${tone.you}:`,
    ),
    cards(
      matters.map((matter) => ({
        title: titleOf(matter, writing),
        rows: [
          ...row('Gồm', matter.includes.join('; ')),
          ...row('Thời gian đã nêu', dayWords(matter)),
          ...row('Căn cứ thời hạn', matter.why.join(' ')),
          ...row('Đã trao đổi với đầu mối', earlierDays(matter)),
          ...row('Công văn', issuedWords(matter, lead)),
        ],
      })),
    ),
    paragraph(asks(matters, writing)),
    paragraph(
      `Nếu ${tone.you} đã phát hành văn bản, xin cho biết số, ngày để đối chiếu; rất mong đồng chí thông cảm nếu thư này đến sau văn bản của ${tone.you}.`,
    ),
  ];
}

const issuedWords = ({ issued }: Matter, lead: string): string | null =>
  issued && `số ${issued.number} ${longDate(issued.date)} của ${lead}`;

/** Until the consolidation; where that is over, what comes is added later. */
function asks(matters: readonly Matter[], { lead, letter }: Writing): string {
  const ahead = matters.flatMap(({ consolidationAt: at }) => (at !== null && at > letter.at ? [at] : []));
  if (ahead.length === 0) {
    return 'Kính đề nghị đồng chí quan tâm chỉ đạo sớm gửi; nội dung nhận được sẽ được bổ sung vào báo cáo.';
  }
  return `Để kịp tổng hợp, kính đề nghị đồng chí quan tâm chỉ đạo gửi trước ${longInstant(Math.min(...ahead))}; sau thời điểm này ${lead} sẽ tổng hợp theo số liệu hiện có và bổ sung khi nhận được.`;
}
