import { longDate, shortDate } from '../domain/vietnamese.ts';
import { itemLines, roundLines } from './proposal-dates.ts';
import { eventLines, groupLines, indicatorLines, successionLines } from './proposal-parties.ts';
import { type ProposalSubject, remark } from './proposal-subject.ts';

/** `dondoc.schedule/1` for a person to go through: what each field decides, and beneath it how to decide otherwise. */
export function proposalText(subject: ProposalSubject): string[] {
  const { format, activatedOn } = subject.schedule;
  const sections = [
    headLines(subject),
    [`format: ${format}`],
    [
      ...remark(`NGÀY KÍCH HOẠT: ${longDate(activatedOn)}. Trước ngày này không thư nào được gửi.`),
      `activatedOn: ${activatedOn}`,
    ],
    APPROVAL,
    ...[roundLines, itemLines, groupLines, successionLines, indicatorLines, eventLines].map((lines) => lines(subject)),
    REST,
  ];
  return sections.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

const APPROVAL = [
  ...remark('NGƯỜI PHÊ DUYỆT: điền vào giữa hai dấu nháy; còn thiếu một ô thì chưa kích hoạt được.'),
  'approval:',
  "  by: '' # họ tên",
  "  title: '' # chức vụ",
  "  basis: '' # số, ngày của phiếu trình hoặc văn bản làm căn cứ",
];

const REST = [
  ...remark('Kỳ báo cáo thêm, cách hiểu chỗ viết sai và quy tắc nhắc khác mặc định: để trống nếu không có.'),
  ...['addedRounds: []', 'asApplied: []', 'policy: {}'],
];

function headLines({ activation, undecided, year }: ProposalSubject): string[] {
  const { number, date, title } = activation.plan.document;
  const issued = date ? ` ngày ${shortDate(date)}` : ', chưa có ngày';
  const absent = undecided.filter(({ at }) => at === 'references');
  return [
    ...remark(`ĐỀ XUẤT QUYẾT ĐỊNH KÍCH HOẠT cho văn bản ${number ?? 'chưa có số'}${issued}: ${title}`),
    '#',
    ...remark(
      'Ngày nào văn bản không nêu thì có đề xuất kèm lý do, ghi sẵn là chấp nhận (asProposed: true). Muốn ngày khác: thêm dấu # vào đầu dòng chấp nhận, xóa đúng dấu # ở đầu dòng ngay dưới rồi sửa ngày (dạng 2025-11-25).',
    ),
    ...remark('Dòng bắt đầu bằng dấu # máy không đọc. Giữ nguyên khoảng trống đầu dòng.'),
    ...remark(
      'Điền xong người phê duyệt, ghi tệp vào thư mục schedules/ cạnh tệp kế hoạch với cùng tên, rồi xem trước:',
    ),
    `#   dondoc plan preview plans/${activation.id}.yaml --year ${year}`,
    ...absent.flatMap(({ message }) => remark(`Lưu ý: ${message}`)),
  ];
}
