import type { Matter } from '../../../domain/letter.ts';
import { count, lowerFirst, upperFirst } from '../../../domain/vietnamese.ts';
import { cards, list, paragraph, row, type Block, type Card } from './blocks.ts';
import { dayWords, groupBy, nameInSentence, titleOf, type Writing } from './matter-words.ts';
import { planKey, planShort } from './plan-words.ts';

/** `review-3`: a line in a list, not a denunciation; nobody's name stands in it. */
export function review(matters: readonly Matter[], { lead }: Writing): Block[] {
  return [
    paragraph(`${count(matters.length)} nội dung sau đã gửi tới ${lead} và đang chờ rà soát:`),
    list(
      matters.map(
        (matter) =>
          `${matter.organisationName} – ${nameInSentence(matter)} (${planShort(matter.plan)}), ${matter.stateLabel}`,
      ),
    ),
    paragraph('Đề nghị đồng chí bố trí người rà soát để đơn vị kịp hoàn thiện nếu cần; có thể chấp nhận kèm lưu ý.'),
  ];
}

/** `event-question`: only a person knows whether it has happened. */
export function eventQuestion(matters: readonly Matter[], writing: Writing): Block[] {
  return [
    paragraph('Các nội dung sau chưa xác định được thời gian vì còn chờ sự kiện. Đề nghị đồng chí cho biết:'),
    cards(
      groupBy(matters, (matter) => `${matter.event}|${planKey(matter.plan)}`).flatMap((group) =>
        questionOf(group, writing),
      ),
    ),
    paragraph('Nếu đã có, đề nghị ghi nhận ngày và số văn bản; thời gian thực hiện sẽ được đề xuất theo ngày đó.'),
  ];
}

/** One question for one event, however many duties wait for it. */
function questionOf(matters: readonly Matter[], writing: Writing): Card[] {
  const [first] = matters;
  if (!first) return [];
  return [
    {
      title: `Đã có ${first.event ? lowerFirst(first.event) : 'sự kiện nêu trong kế hoạch'} chưa?`,
      rows: [
        ...row('Để thực hiện', matters.map((matter) => titleOf(matter, writing)).join('; ')),
        ...row('Theo', writing.planName(first.plan)),
        ...row('Căn cứ thời hạn', first.why.join(' ')),
      ],
    },
  ];
}

/** `lead-due`: the lead's own date, until the report is issued with number, date and signer. */
export function leadDue(matters: readonly Matter[], { lead, planName }: Writing): Block[] {
  return [
    paragraph(`Nội dung ${lead} phải trình, phát hành:`),
    cards(
      matters.map((matter) => ({
        title: upperFirst(nameInSentence(matter)),
        rows: [
          ...row('Theo', planName(matter.plan)),
          ...row('Phát hành chậm nhất', dayWords(matter)),
          ...row('Tình trạng', upperFirst(matter.stateLabel)),
          ...row('Căn cứ thời hạn', matter.why.join(' ')),
        ],
      })),
    ),
    paragraph(
      'Bản tổng hợp vẫn là dự thảo cho đến khi ghi nhận số, ngày, người ký và tệp đã ký; trước đó không gửi bản mềm.',
    ),
  ];
}
