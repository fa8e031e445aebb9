import type { ConsolidatedLine, Consolidation, Provenance } from '../../domain/consolidation.ts';
import type { Figure } from '../../domain/submission.ts';

/** Everything here is invented: province, figures, people. */
export const SILENT_BODY = 'Sở Khoa học và Công nghệ';

const HEALTH = source('so-y-te', 'Sở Y tế', 2, '2025-11-21');
const CULTURE = source('so-van-hoa', 'Sở Văn hóa, Thể thao và Du lịch', 1, '2025-11-19');
const POLICE = source('cong-an', 'Công an tỉnh', 1, '2025-11-20');
const WOMEN = source('hoi-phu-nu', 'Hội Liên hiệp Phụ nữ tỉnh', 3, '2025-11-24');
const EDUCATION = source('so-giao-duc', 'Sở Giáo dục và Đào tạo', 1, '2025-11-18');

const RECEIVED = ['so-y-te', 'so-van-hoa', 'cong-an', 'hoi-phu-nu', 'so-giao-duc'];

export function consolidation(changes: Partial<Consolidation> = {}): Consolidation {
  return {
    round: 'nam-2025',
    version: 2,
    kind: 'draft',
    covers: 'items',
    title: 'Báo cáo kết quả thực hiện công tác bình đẳng giới năm 2025, phương hướng, nhiệm vụ năm 2026',
    year: 2025,
    plan: {
      number: '123/KH-UBND',
      date: '2025-05-06',
      issuer: 'Ủy ban nhân dân tỉnh',
      title: 'Triển khai công tác bình đẳng giới trên địa bàn tỉnh năm 2025',
    },
    lead: { name: 'Sở Nội vụ', parentName: 'Ủy ban nhân dân tỉnh Sơn La', place: 'Sơn La', symbol: 'BC-SNV' },
    addressees: ['Ủy ban nhân dân tỉnh Sơn La'],
    asOf: '2025-11-28T16:00:00+07:00',
    cutOff: '2025-10-31',
    periodEnd: '2025-12-14',
    follows: null,
    received: RECEIVED,
    expected: [...RECEIVED, 'so-khoa-hoc', 'so-tai-chinh'],
    missing: ['so-khoa-hoc', 'so-tai-chinh'],
    underReview: ['hoi-phu-nu'],
    receivedBodies: [HEALTH, CULTURE, POLICE, WOMEN, EDUCATION].map(
      ({ organisation, organisationName, submission, receivedOn }) => ({
        ...{ organisation, organisationName, receivedOn, submissions: submission },
      }),
    ),
    documents: [],
    indicators: indicators(),
    duties: duties(),
    difficulties: [
      line('Sau sắp xếp đơn vị hành chính, cán bộ cấp xã làm công tác này phần lớn kiêm nhiệm.', WOMEN),
      line('Số liệu về thời gian làm việc nhà không được trả lương chỉ có khi điều tra.', CULTURE),
    ],
    proposals: [line('Đề nghị bố trí kinh phí tập huấn cho các xã đặc biệt khó khăn.', WOMEN)],
    nextYear: [line('Tiếp tục mở rộng mô hình địa chỉ tin cậy tại cộng đồng.', CULTURE)],
    ...changes,
  };
}

/** What came after the draft was issued: one figure, one text, and the rest empty. */
export function supplement(): Consolidation {
  const whole = consolidation();
  return consolidation({
    kind: 'supplement',
    version: 3,
    receivedBodies: [],
    indicators: whole.indicators.map((indicator) =>
      indicator.no === '4.2' ? indicator : { ...indicator, figures: [] },
    ),
    duties: whole.duties.map((duty) => (duty.no === '6.2' ? duty : { ...duty, lines: [] })),
    difficulties: [],
    proposals: [],
    nextYear: [],
  });
}

/** A round of documents: five of seven came in, one of them with a word on what it is. */
export function documents(): Consolidation {
  const sent = [HEALTH, CULTURE, POLICE, WOMEN, EDUCATION];
  return consolidation({
    covers: 'document',
    title: 'Tình hình gửi kế hoạch công tác năm 2025 theo Kế hoạch số 123/KH-UBND ngày 06/5/2025',
    ...{ cutOff: null, periodEnd: null, indicators: [], duties: [], difficulties: [], proposals: [], nextYear: [] },
    documents: sent.map((from, index) => ({
      ...{ number: `${index + 31}/KH-CQ`, date: '2025-11-17', signer: 'Người ký (tên đặt ra)', source: from },
      product: from === HEALTH ? 'Kế hoạch công tác của ngành y tế' : null,
    })),
  });
}

export function source(
  organisation: string,
  organisationName: string,
  submission: number,
  receivedOn: string,
): Provenance {
  const obligation = `nam-2025/${organisation}`;
  return { organisation, organisationName, obligation, kind: 'report', submission, receivedOn };
}

export function line(text: string, from: Provenance): ConsolidatedLine {
  return { text, source: from };
}

export function figure(indicator: string, values: Partial<Figure>): Figure {
  const none = { scope: null, numerator: null, denominator: null, value: null, unit: '%', note: null };
  return {
    indicator,
    item: '5.3',
    ...none,
    from: '2024-12-15',
    to: '2025-10-31',
    status: 'estimate',
    source: '',
    ...values,
  };
}

function indicators(): Consolidation['indicators'] {
  return [
    {
      no: '3.2',
      objective: '3',
      text: 'Tỷ lệ người bị bạo lực trên cơ sở giới được phát hiện, được tiếp cận ít nhất một dịch vụ hỗ trợ cơ bản',
      owners: ['so-van-hoa', 'cong-an'],
      ...{ expected: 2, reported: 2 },
      figures: [
        { figure: figure('3.2', { numerator: 86, denominator: 97, value: 88.66 }), source: CULTURE },
        { figure: figure('3.2', { numerator: 61, denominator: 64, value: 95.31, status: 'final' }), source: POLICE },
      ],
    },
    {
      no: '4.1',
      objective: '4',
      text: 'Tỷ số giới tính khi sinh',
      owners: ['so-y-te'],
      ...{ expected: 1, reported: 1 },
      figures: [
        {
          figure: figure('4.1', {
            numerator: 10432,
            denominator: 9210,
            value: 113.27,
            unit: 'bé trai/100 bé gái',
            source: 'Số liệu chuyên ngành dân số',
            note: 'Chưa gồm số sinh ngoài tỉnh',
          }),
          source: HEALTH,
        },
      ],
    },
    {
      no: '4.2',
      objective: '4',
      text: 'Tỷ số tử vong mẹ trên 100.000 trẻ sinh sống',
      owners: ['so-y-te'],
      ...{ expected: 1, reported: 1 },
      figures: [
        { figure: figure('4.2', { numerator: 6, denominator: 19642, value: 30.5468, unit: '' }), source: HEALTH },
      ],
    },
    {
      no: '6.3',
      objective: '6',
      text: 'Tỷ lệ cơ quan báo chí có chuyên mục về bình đẳng giới',
      owners: [],
      ...{ expected: 0, reported: 0 },
      figures: [],
    },
    { no: '6.4', objective: '6', text: null, owners: ['so-khoa-hoc'], expected: 1, reported: 0, figures: [] },
  ];
}

function duties(): Consolidation['duties'] {
  const visit =
    'Bác sĩ Nguyễn Trường Tộ (người được nêu gương, tên đặt ra) đã tập huấn cho 12 trạm y tế.\nCó 3 trạm thí điểm.';
  return [
    duty('5.1', 'so-y-te', 'Sở Y tế', 'Hướng dẫn tiếp nhận, chăm sóc y tế đối với nạn nhân bạo lực giới.', 1, [
      line(visit, HEALTH),
    ]),
    duty('6.1', 'so-khoa-hoc', SILENT_BODY, `${SILENT_BODY} đề xuất nhiệm vụ khoa học về giới`, 1, []),
    duty('6.2', 'so-giao-duc', 'Sở Giáo dục và Đào tạo', 'Đưa nội dung giới vào chương trình giáo dục', 1, [
      line('100% trường trung học cơ sở có ít nhất một tiết ngoại khóa về bình đẳng giới.', EDUCATION),
    ]),
    duty('14.1', 'cac-xa', 'Ủy ban nhân dân các xã, phường', 'Bố trí cán bộ, kinh phí ở địa phương', 75, []),
    duty('15.1', 'doan-the', 'Các tổ chức chính trị - xã hội', 'Tuyên truyền đến hội viên, đoàn viên', 4, [
      line('Tổ chức 214 buổi sinh hoạt chi hội với 9.876 lượt người dự.', WOMEN),
      line('Phối hợp ký cam kết không bạo lực gia đình tại 48 bản.', CULTURE),
    ]),
  ];
}

function duty(
  item: string,
  party: string,
  partyName: string,
  title: string,
  expected: number,
  lines: ConsolidatedLine[],
): Consolidation['duties'][number] {
  return { item: `${party}-${item}`, no: item, party, partyName, title, expected, reported: lines.length, lines };
}
