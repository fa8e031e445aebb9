import { describe, expect, test } from 'vitest';
import type { Finding, Plan } from '../domain/plan.ts';
import { checkText } from './check-text.ts';
import { inventedItem, inventedPlan, inventedRound, withItems } from './invented-plan.ts';

const PLAN = inventedPlan();

/** The text that the invented plan was read from, by line. */
const TEXT: Record<number, string> = {
  1: 'Số: 45/KH-UBND',
  2: 'An Hà, ngày 03 tháng 02 năm 2026',
  3: 'KẾ HOẠCH',
  5: 'Thực hiện Nghị quyết số 28/NQ-CP ngày 03/3/2021 của Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:',
  17: 'Tỷ lệ trẻ em suy dinh dưỡng dưới 9%.',
  30: '- Tổ chức các hoạt động hưởng ứng Tháng hành động vì trẻ em.',
  39: 'III. TỔ CHỨC THỰC HIỆN',
  40: '1. Sở Y tế',
  41: '- Tổ chức truyền thông về quyền trẻ em tại các trạm y tế xã trong toàn tỉnh.',
  44: '5. Sở Giáo dục và Đào tạo',
  45: '- Tổ chức truyền thông về quyền trẻ em trong các trường học của tỉnh.',
  76: 'IV. CHẾ ĐỘ BÁO CÁO',
  77: 'Các sở, ban, ngành gửi báo cáo năm trước ngày 04/12/2026 về Sở Y tế.',
  78: 'Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 18/12/2026./.',
  80: 'Nơi nhận:',
  81: '- Như trên;',
  82: 'TM. ỦY BAN NHÂN DÂN',
  83: 'Nguyễn Văn Mẫu',
};

/** Lines of the text with some of them changed. */
function textWith(changes: Record<number, string> = {}): string[] {
  const lines = { ...TEXT, ...changes };
  return Array.from({ length: 90 }, (_, index) => lines[index + 1] ?? '');
}

interface TextTwin {
  code: string;
  severity: Finding['severity'];
  changes: Record<number, string>;
  /** The same lines without the defect. (Default: the invented text) */
  sound?: Record<number, string>;
  plan?: Plan;
  line: number;
  says: string;
  quote: string;
}

const TWINS: TextTwin[] = [
  {
    code: 'reference-date-differs',
    severity: 'warning',
    changes: { 5: 'Thực hiện Nghị quyết số 28/NQ-CP ngày 13 tháng 3 năm 2021 của Chính phủ, ban hành Kế hoạch:' },
    line: 5,
    says: '“28/NQ-CP” được dẫn ngày 13/03/2021, bản công bố ghi ngày 03/03/2021',
    quote: 'số 28/NQ-CP ngày 13 tháng 3 năm 2021',
  },
  {
    code: 'year-implausible',
    severity: 'warning',
    sound: { 30: '- Quán triệt Chỉ thị số 20-CT/TW ngày 05/11/2012 của Bộ Chính trị.' },
    changes: {
      30: '- Quán triệt Chỉ thị số 20-CT/TW ngày 05/11/2102 của Bộ Chính trị.',
      31: '- Sơ kết Chỉ thị số 20-CT/TW ngày 05/11/2012.',
    },
    line: 30,
    says: '05/11/2102: năm 2102 khó có thật; dòng 31 ghi ngày 05/11/2012',
    quote: 'số 20-CT/TW ngày 05/11/2102',
  },
  {
    code: 'date-impossible',
    severity: 'error',
    sound: { 30: '- Hoàn thành việc rà soát trước ngày 30/6/2026.' },
    changes: { 30: '- Hoàn thành việc rà soát trước ngày 31/6/2026.' },
    line: 30,
    says: '“31/6/2026”',
    quote: '31/6/2026',
  },
  {
    code: 'date-impossible',
    severity: 'warning',
    sound: { 30: '- Theo Công văn số 12/SYT-NV ngày 28/02/2025.' },
    changes: { 30: '- Theo Công văn số 12/SYT-NV ngày 30/02/2025.' },
    line: 30,
    says: '“12/SYT-NV” được dẫn ngày “30/02/2025”',
    quote: '30/02/2025',
  },
  {
    code: 'campaign-after-report',
    severity: 'warning',
    sound: { 30: '- Hưởng ứng Tháng hành động (từ ngày 01/6/2026 đến ngày 30/6/2026).' },
    changes: { 30: '- Hưởng ứng Tháng hành động (từ ngày 15/11/2026 đến ngày 15/12/2026).' },
    line: 30,
    says: '“từ ngày 15/11/2026 đến ngày 15/12/2026” kết thúc 15/12/2026, sau thời hạn “trước ngày 04/12/2026”',
    quote: 'từ ngày 15/11/2026 đến ngày 15/12/2026',
  },
  {
    code: 'year-inferred',
    severity: 'note',
    sound: { 30: '- Hưởng ứng Tháng hành động (từ ngày 01/6 đến ngày 30/6/2026).' },
    changes: { 30: '- Hưởng ứng Tháng hành động (từ ngày 01/6 - 30/6).' },
    line: 30,
    says: '“từ ngày 01/6 - 30/6” không ghi năm, hiểu là năm 2026',
    quote: 'từ ngày 01/6 - 30/6',
  },
  {
    code: 'annex-missing',
    severity: 'warning',
    sound: { 30: '- Thực hiện nhiệm vụ tại Phụ lục kèm theo.', 85: 'PHỤ LỤC', 86: '1. Sở Y tế: chỉ tiêu 1.1' },
    changes: { 30: '- Thực hiện nhiệm vụ tại Phụ lục kèm theo.' },
    line: 30,
    says: '“Phụ lục kèm theo”',
    quote: 'Phụ lục kèm theo',
  },
  {
    code: 'targets-elsewhere',
    severity: 'warning',
    sound: { 30: '- Đánh giá theo Kế hoạch số 12/KH-UBND.' },
    changes: { 30: '- Đánh giá theo các chỉ tiêu của Kế hoạch số 12/KH-UBND.' },
    plan: inventedPlan({ objectives: [], references: [{ ref: '12/KH-UBND', role: 'targets', file: null }] }),
    line: 30,
    says: '“12/KH-UBND”, chưa được đính kèm',
    quote: 'chỉ tiêu của Kế hoạch số 12/KH-UBND',
  },
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: { 30: '- Giảm tỷ lệ trẻ bỏ học từ 3% xuống 2%.' },
    changes: { 30: '- Giảm tỷ lệ trẻ bỏ học từ 3% xuống 4%.' },
    line: 30,
    says: '“từ 3% xuống 4%”',
    quote: 'từ 3% xuống 4',
  },
  {
    code: 'target-impossible',
    severity: 'warning',
    sound: { 30: '- Đưa tỷ số giới tính khi sinh về 110 bé trai/100 bé gái.' },
    changes: { 30: '- Đưa tỷ số giới tính khi sinh về 110 bé trai/105 bé gái.' },
    line: 30,
    says: '“110 bé trai/105 bé gái”',
    quote: '110 bé trai/105 bé gái',
  },
  {
    code: 'round-repeated',
    severity: 'note',
    sound: { 30: '- Tổng hợp số liệu và trao đổi với Sở Y tế khi cần.' },
    changes: { 30: '- Tổng hợp số liệu, báo cáo về Sở Y tế theo định kỳ 6 tháng, năm.' },
    line: 30,
    says: 'dòng 77 được nhắc lại, không ghi ngày, ở dòng 30 (“theo định kỳ 6 tháng, năm”)',
    quote: 'theo định kỳ 6 tháng, năm',
  },
  {
    code: 'deadline-undetermined',
    severity: 'warning',
    sound: { 78: 'Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 18/12/2026./.' },
    changes: { 78: 'Sở Y tế tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định./.' },
    plan: inventedPlan({ rounds: PLAN.rounds.slice(0, 1) }),
    line: 78,
    says: '“theo quy định”',
    quote: 'theo quy định',
  },
  {
    code: 'deadline-undetermined',
    severity: 'warning',
    sound: { 45: '- Tổ chức truyền thông về quyền trẻ em và trao đổi kết quả với Sở Y tế.' },
    changes: { 45: '- Tổ chức truyền thông về quyền trẻ em và định kỳ báo cáo kết quả về Sở Y tế.' },
    plan: inventedPlan({ rounds: PLAN.rounds.slice(1) }),
    line: 45,
    says: 'chưa có kỳ báo cáo nào của các cơ quan',
    quote: 'định kỳ báo cáo',
  },
  {
    code: 'deadlines-conflict',
    severity: 'warning',
    sound: { 79: 'Các đơn vị gửi báo cáo về Sở Y tế đúng hạn, trước ngày 04/12/2026.' },
    changes: { 79: 'Các đơn vị gửi báo cáo về Sở Y tế đúng hạn, trước ngày 14/12/2026.' },
    line: 79,
    says: '“14/12/2026”, không kỳ báo cáo nào',
    quote: '14/12/2026',
  },
  {
    code: 'lines-unaccounted',
    severity: 'note',
    sound: { 42: 'của các huyện.', 41: '- Tổ chức truyền thông về quyền trẻ em tại các trạm y tế xã' },
    changes: { 42: '- Mua sắm trang thiết bị cho các trạm y tế xã.' },
    line: 42,
    says: '“Mua sắm trang thiết bị cho các trạm y tế …” nằm trong phần phân công',
    quote: 'Mua sắm trang thiết bị',
  },
  {
    code: 'lines-unaccounted',
    severity: 'note',
    sound: { 30: '- Đôn đốc Sở Giáo dục và Đào tạo mở các lớp dạy bơi cho trẻ em.' },
    changes: { 30: '- Sở Giáo dục và Đào tạo mở các lớp dạy bơi cho trẻ em.' },
    line: 30,
    says: 'ngoài phần phân công',
    quote: 'Sở Giáo dục và Đào tạo mở',
  },
  {
    code: 'duplicate-duty',
    severity: 'note',
    sound: { 31: '- Duy trì các câu lạc bộ cha mẹ ở những nơi đã có và mở thêm.' },
    changes: {
      31: '- Duy trì các câu lạc bộ cha mẹ ở những nơi đã có và mở thêm.',
      33: '- Rà soát số liệu. Duy trì các câu lạc bộ cha mẹ ở những nơi đã có và mở thêm.',
    },
    line: 33,
    says: 'đã nêu nguyên văn ở dòng 31',
    quote: 'Duy trì các câu lạc bộ',
  },
  {
    code: 'text-interrupted',
    severity: 'note',
    sound: { 30: '- Tổ chức các hoạt động cho trẻ em ở các xã vùng cao.', 32: '- Mở lớp dạy bơi.' },
    changes: { 30: '- Tổ chức các hoạt động cho trẻ em ở các xã', 31: '¹ Theo Quyết định của tỉnh', 32: 'vùng cao.' },
    line: 30,
    says: 'bị chú thích cuối trang xen giữa, nối tiếp ở dòng 32 (“vùng cao. …”)',
    quote: 'trẻ em ở các xã',
  },
  {
    code: 'text-garbled',
    severity: 'note',
    sound: { 30: '- Huyện Ngọc Hồi và các xã phấn đấu đạt 90%.' },
    changes: { 30: '- Huyện Ngọc Hồì và các xã phấn đấu đạt 90%.' },
    line: 30,
    says: '“Hồì” (dòng 30) có hai dấu thanh',
    quote: 'Hồì',
  },
  {
    code: 'text-garbled',
    severity: 'note',
    sound: { 30: '- Trong phần đầu của năm, các xã tổ chức rà soát.' },
    changes: { 30: '- Các xã phần đầu đạt 90% trẻ em biết bơi.' },
    line: 30,
    says: '“phần đầu” (dòng 30) có lẽ là “phấn đấu”',
    quote: 'phần đầu đạt 90%',
  },
  {
    code: 'text-after-signature',
    severity: 'note',
    sound: { 85: '[1] Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.', 86: 'Lê Thị Hồng Mẫu' },
    changes: { 85: 'Chia sẻ bài viết này', 86: 'Bạn có thể nhấn nút để nghe.' },
    line: 85,
    says: 'còn 2 dòng không thuộc văn bản, từ “Chia sẻ bài viết”',
    quote: 'Chia sẻ bài viết',
  },
];

describe('twins: the text without the defect is silent, with it the finding is there', () => {
  test('the invented text shows nothing that its plan does not', () => {
    expect(checkText(PLAN, textWith())).toEqual([]);
  });

  test.each(TWINS)('$code ($says)', ({ code, severity, changes, sound, plan = PLAN, line, says, quote }) => {
    const found = (lines: string[]) => checkText(plan, lines).filter((one) => one.code === code);
    expect(found(textWith(sound))).toEqual([]);
    const lines = textWith(changes);
    expect(found(lines)).toHaveLength(1);
    const [finding] = found(lines);
    expect(finding).toMatchObject({ severity, source: { line } });
    expect(finding?.message).toContain(says);
    expect(finding?.message).toMatch(/\.$/);
    expect(finding?.source?.quote).toContain(quote);
    expect(lines[line - 1]).toContain(finding?.source?.quote);
  });
});

describe('what the plan itself shows, the text leaves to it', () => {
  const words = 'từ ngày 15/11 đến ngày 15/12';
  const text = textWith({ 42: `- Hưởng ứng Tháng hành động ${words}.` });
  const window = { kind: 'window' as const, from: '2026-11-15', to: '2026-12-15', text: words };
  const codesOf = (plan: Plan): string[] => checkText(plan, text).map(({ code }) => code);

  test('a span that stands in the line of its duty', () => {
    const told = withItems(inventedItem('x', 'so-y-te', 42, { also: [window] }));
    expect(codesOf(told)).toEqual([]);
  });

  test('but not one that its duty took from another line', () => {
    const told = withItems(inventedItem('x', 'so-y-te', 45, { also: [window] }));
    expect(codesOf(told)).toEqual(['year-inferred', 'campaign-after-report', 'lines-unaccounted']);
  });

  test('a report without a date that has its round', () => {
    const deadline = { kind: 'undetermined' as const, text: 'theo quy định' };
    const upward = inventedRound('len-tren', 78, { from: 'lead', covers: 'document', to: ['Bộ Y tế'], deadline });
    const lines = textWith({ 78: 'Sở Y tế tổng hợp, báo cáo Bộ Y tế theo quy định./.' });
    expect(checkText(inventedPlan({ rounds: [...PLAN.rounds.slice(0, 1), upward] }), lines)).toEqual([]);
  });

  test('a period of figures is no campaign', () => {
    const lines = textWith({ 30: '- Số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026.' });
    expect(checkText(PLAN, lines)).toEqual([]);
  });
});
