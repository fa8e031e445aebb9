import { type FileChild, Paragraph } from 'docx';
import type { AskedBody, OfficialLetter } from '../domain/official-letter.ts';
import { planKind } from '../domain/report-subject.ts';
import { isoInstant, localDateOf, yearOf } from '../domain/time.ts';
import { lowerFirst } from '../domain/vietnamese.ts';
import { addressees } from './addressees.ts';
import { signatures, signerOf } from './closing.ts';
import { BODY, SIZE } from './layout.ts';
import { letterhead } from './letterhead.ts';
import { officialDocument } from './official-document.ts';
import { bodyParagraph, centred, run } from './paragraph.ts';
import { BLANK, longDate, moment, shortDate } from './text.ts';

/**
 * The draft of a công văn to bodies that have sent nothing (Nghị định 30/2020/NĐ-CP, Phụ lục I and III, mẫu 1.5).
 * Number, day and signer are blank; copies go to nobody else unless a person adds them.
 */
export async function officialLetterDocx(letter: OfficialLetter): Promise<Buffer> {
  const year = yearOf(localDateOf(letter.asOf));
  const children: FileChild[] = [
    letterhead(letter.lead, numberAndSubject(letter), year),
    ...addressees(letter.bodies.map(({ name }) => name)),
    ...body(letter).map((text) => bodyParagraph([run(text)])),
    ...included(letter.bodies),
    ...asking(letter).map((text) => bodyParagraph([run(text)])),
    ...signatures(signerOf(letter.lead.name)),
  ];
  return officialDocument(children, { subject: subjectOf(letter), author: letter.lead.name });
}

/** A report is sent; of a duty its result is. */
const matterWords = (matter: string): string =>
  /^báo cáo(\s|$)/i.test(matter) ? lowerFirst(matter) : `kết quả thực hiện “${matter}”`;

/** `V/v đề nghị gửi báo cáo năm 2025` */
export const subjectOf = ({ matter }: OfficialLetter): string => `V/v đề nghị gửi ${matterWords(matter)}`;

/** A công văn has no word for its kind: the subject stands under the number, in 12 to 13 points. */
function numberAndSubject(letter: OfficialLetter): Paragraph[] {
  return [
    centred([run(`Số:${BLANK}/${letter.lead.symbol}-…`, { size: SIZE.head })], { spacing: { before: 120 } }),
    centred([run(subjectOf(letter), { size: SIZE.table })], { spacing: { after: 120 } }),
  ];
}

function body({ plan, lead, matter, bodies, asOf }: OfficialLetter): string[] {
  const number = plan.number ? ` số ${plan.number}` : '';
  const date = plan.date ? ` ${longDate(plan.date)}` : '';
  const days = [...new Set(bodies.flatMap(({ targetDay }) => targetDay ?? []))].sort();
  const due = days.length === 0 ? '' : ` chậm nhất ngày ${days.map(shortDate).join(', ')}`;
  const whom = bodies.length === 1 ? 'quý cơ quan' : 'các cơ quan, đơn vị, địa phương có tên trên';
  return [
    `Thực hiện ${planKind(plan.number)}${number}${date} của ${plan.issuer}, các cơ quan, đơn vị, địa phương gửi ${matterWords(matter)} về ${lead.name}${due}. Tính đến ${moment(isoInstant(asOf))}, ${lead.name} chưa nhận được ${matterWords(matter)} của ${whom}${bodies.some(({ includes }) => includes.length > 0) ? ', gồm:' : '.'}`,
  ];
}

/** What only they can give, body by body. */
function included(bodies: AskedBody[]): Paragraph[] {
  return bodies
    .filter(({ includes }) => includes.length > 0)
    .map(
      ({ name, includes }) =>
        new Paragraph({
          children: [run(`- ${bodies.length === 1 ? '' : `${name}: `}${includes.join('; ')}.`)],
          indent: { firstLine: BODY.firstLine },
          spacing: { before: BODY.spacing, after: BODY.spacing },
        }),
    );
}

function asking({ until, lead, official }: OfficialLetter): string[] {
  const when = until === null ? 'sớm gửi' : `gửi trước ${moment(isoInstant(until))}`;
  const after =
    until === null ? '' : ` Sau thời điểm này, ${lead.name} tổng hợp theo số liệu hiện có và bổ sung khi nhận được.`;
  const phone = official?.phone ? `, điện thoại ${official.phone}` : '';
  const contact = official ? ` Đầu mối liên hệ: đồng chí ${official.name}${phone}.` : '';
  return [
    `Để kịp tổng hợp, ${lead.name} đề nghị quý cơ quan quan tâm chỉ đạo, ${when}.${after} Trường hợp đã phát hành văn bản, đề nghị cho biết số, ngày văn bản để đối chiếu.${contact}`,
    'Trân trọng./.',
  ];
}
