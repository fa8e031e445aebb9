import { nameKey } from '../../domain/party.ts';
import type { Finding, Plan } from '../../domain/plan.ts';
import { assignmentOf, beginningOf, bodyOf, isHeading, sourceOf } from './plan-text.ts';
import type { Line, TextSubject } from './plan-text.ts';
import { note } from './subject.ts';

/** Lines that may order something and that no duty, party or round was read from. */
export function linesUnaccounted(subject: TextSubject): Finding[] {
  const { plan } = subject;
  const { from, to } = assignmentOf(subject);
  const read = new Set(
    [...plan.parties, ...plan.items, ...plan.rounds, ...plan.objectives.flatMap(({ indicators }) => indicators)].map(
      ({ source }) => source.line,
    ),
  );
  const body = bodyOf(subject);
  return body.flatMap((line, index) => {
    if (read.has(line.number) || isHeading(line.text)) return [];
    const isAssignment = line.number > from && line.number < to;
    const isOpen = isAssignment
      ? !continues(line, body[index - 1])
      : line.number < from && namesAssignee(line.text, plan);
    if (!isOpen) return [];
    const { words, shown } = beginningOf(line.text);
    const message = isAssignment
      ? `Dòng “${shown}” nằm trong phần phân công nhưng chưa thành nhiệm vụ nào; cần xem có phải việc được giao không.`
      : `Đoạn “${shown}” giao việc ở ngoài phần phân công, chưa thành nhiệm vụ nào; cần xem có phải việc riêng không.`;
    return [note('lines-unaccounted', message, sourceOf(subject, line.number, words))];
  });
}

/** The rest of a sentence that a page's end has cut, and the fixed labels of a table. */
function continues({ text }: Line, before: Line | undefined): boolean {
  if (/^[-+*]?\s*(?:Thực hiện|Thời gian|Thời hạn|Cơ quan|Đơn vị|Sản phẩm|Kinh phí)[^:]{0,20}:/u.test(text)) return true;
  return before !== undefined && !/[.;:!?…/)”"]$/.test(before.text) && !/^[-+*\d]/.test(text);
}

/** `- UBND các quận, huyện, thị xã tiếp tục …`: a paragraph whose subject is one of the parties. */
function namesAssignee(text: string, { parties }: Plan): boolean {
  const subject = text.replace(/^[-+*]\s*/, '').replaceAll('UBND', 'Ủy ban nhân dân');
  if (!/^(?:Các|Ủy ban|Sở|Ban|Công an|Hội|Phòng|Cục|Chi cục|Đài|Trung tâm)\s/u.test(subject)) return false;
  const head = nameKey(subject.split(' ').slice(0, MOST_SUBJECT_WORDS).join(' '));
  return parties.some(({ name }) => head.includes(nameKey(name)));
}

/** A list of bodies; what stands behind it is what they do, and with whom. */
const MOST_SUBJECT_WORDS = 22;
