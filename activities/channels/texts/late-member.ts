import type { Matter } from '../../../domain/letter.ts';
import { longInstant } from '../../../domain/vietnamese.ts';
import { cards, paragraph, row, type Block, type Card } from './blocks.ts';
import { dayWords, groupBy, isReport, theFollowing, titleOf, type Writing } from './matter-words.ts';
import { planKey } from './plan-words.ts';

/** `late-1`: once, mild, and open to the letter having crossed with the document. */
export function lateMember(matters: readonly Matter[], writing: Writing): Block[] {
  const groups = groupBy(matters, (matter) => planKey(matter.plan));
  return [...groups.flatMap((group) => ofOnePlan(group, writing)), ...whatNext(matters, writing)];
}

function ofOnePlan(matters: readonly Matter[], writing: Writing): Block[] {
  const [first] = matters;
  if (!first) return [];
  const { lead, tone, letter } = writing;
  const missing = matters.every(isReport) ? 'nhận được' : 'nhận được thông tin về';
  const from = tone.internal ? '' : ` của ${tone.you}`;
  return [
    paragraph(
      `Thực hiện ${writing.planName(first.plan)}, đến nay (${longInstant(letter.at)}) ${lead} chưa ${missing} ${theFollowing(matters)}${from}:`,
    ),
    cards(matters.map((matter) => cardOf(matter, writing))),
  ];
}

function cardOf(matter: Matter, writing: Writing): Card {
  return {
    title: titleOf(matter, writing),
    rows: [
      ...row('Gồm', matter.includes.join('; ')),
      ...row('Thời gian đã nêu', dayWords(matter)),
      ...row('Căn cứ thời hạn', matter.why.join(' ')),
    ],
  };
}

function whatNext(matters: readonly Matter[], { lead, tone }: Writing): Block[] {
  const blocks = [
    paragraph(
      `Nếu ${tone.you} đã gửi hoặc đã phát hành văn bản, rất mong thông cảm và cho biết số, ngày văn bản để đối chiếu. Trường hợp cần thêm thời gian, đề nghị cho biết ngày dự kiến gửi.`,
    ),
  ];
  const at = nextConsolidation(matters);
  if (at !== null) {
    blocks.push(
      paragraph(
        `${lead} dự kiến tổng hợp vào ${longInstant(at)}; nội dung đến sau thời điểm này sẽ được bổ sung khi nhận được.`,
      ),
    );
  }
  return blocks;
}

/** The nearest one, or null where none is planned. */
export function nextConsolidation(matters: readonly Matter[]): number | null {
  const instants = matters.flatMap((matter) => (matter.consolidationAt === null ? [] : [matter.consolidationAt]));
  return instants.length > 0 ? Math.min(...instants) : null;
}
