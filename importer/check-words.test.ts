import { describe, expect, test } from 'vitest';
import type { Indicator, Plan, Target } from '../domain/plan.ts';
import { undecidedSchedule } from '../domain/schedule.ts';
import {
  before,
  inventedIndicator,
  inventedItem,
  inventedPlan,
  inventedRound,
  withIndicators,
  withItems,
  withRounds,
} from './invented-plan.ts';
import { findingsOf } from './twin.ts';
import type { Twin } from './twin.ts';

const PLAN = inventedPlan();

const targets = (...all: Partial<Target>[]): Target[] =>
  all.map((one) => ({ op: '>=', value: 50, value2: null, unit: '%', by: '2026-12-31', label: null, ...one }));

const saying = (text: string, changes: Partial<Indicator> = {}): Plan =>
  withIndicators(inventedIndicator('1.1', { text, ...changes }));

const due = (date: string, text: string): Plan =>
  withItems(inventedItem('x', 'so-y-te', 42, { deadline: before(date, text) }));

const vague = (text: string): Plan =>
  withItems(inventedItem('x', 'so-y-te', 42, { deadline: { kind: 'undetermined', text } }));

const leading = (date: string, text: string): Plan =>
  inventedPlan({
    rounds: [
      inventedRound('nam', 77),
      inventedRound('len-tren', 78, { from: 'lead', covers: 'document', deadline: before(date, text) }),
    ],
  });

const cited = (no: string, party: string): Indicator =>
  inventedIndicator(no, { text: null, targets: [], owners: [{ party, role: 'report', scope: null }] });

const citing = (...indicators: Indicator[]): Plan => ({
  ...withIndicators(...indicators),
  references: [{ ref: '12/KH-UBND', role: 'targets', file: 'ke-hoach-12.pdf' }],
});

const pointing = (quote: string, file: string | null = null): Plan => ({
  ...withItems(inventedItem('x', 'so-y-te', 42, { source: { line: 42, quote } })),
  references: file === null ? [] : [{ ref: 'Phụ lục kèm theo', role: 'owners', file }],
});

const TWINS: Twin[] = [
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: saying('Tỷ lệ tảo hôn giảm từ 12% xuống 9%'),
    plan: saying('Tỷ lệ tảo hôn giảm từ 9% xuống 12%'),
    line: 17,
    says: '“giảm từ 9% xuống 12%”',
  },
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: saying('Tỷ lệ nữ cấp ủy tăng từ 20,5% năm 2025 lên 25%'),
    plan: saying('Tỷ lệ nữ cấp ủy tăng từ 25% năm 2025 lên 20,5%'),
    line: 17,
    says: '“tăng từ 25% … lên 20,5%”, mức đích thấp hơn mức đầu',
  },
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: saying('Tỷ lệ đạt chuẩn', { targets: targets({ op: '>=', value: 80 }, { op: '<=', value: 90 }) }),
    plan: saying('Tỷ lệ đạt chuẩn', { targets: targets({ op: '>=', value: 80 }, { op: '<', value: 80 }) }),
    line: 17,
    says: '“từ 80% trở lên” và “dưới 80%”',
  },
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: saying('Tỷ lệ đạt chuẩn', { targets: targets({ op: 'between', value: 60, value2: 70 }) }),
    plan: saying('Tỷ lệ đạt chuẩn', { targets: targets({ op: 'between', value: 70, value2: 60 }) }),
    line: 17,
    says: '“từ 70% đến 60%”',
  },
  {
    code: 'target-contradictory',
    severity: 'warning',
    sound: withIndicators(
      inventedIndicator('1.1', { text: 'Tỷ lệ nữ thạc sĩ đạt 35%', targets: targets({ op: '=', value: 35 }) }),
      inventedIndicator('1.2', { text: 'Tỷ lệ nữ tiến sĩ đạt 30%', targets: targets({ op: '=', value: 30 }) }),
    ),
    plan: withIndicators(
      inventedIndicator('1.1', { text: 'Tỷ lệ nữ thạc sĩ đạt 35%', targets: targets({ op: '=', value: 35 }) }),
      inventedIndicator('1.2', { text: 'Tỷ lệ nữ thạc sĩ đạt 30%', targets: targets({ op: '=', value: 30 }) }),
    ),
    line: 17,
    says: 'Chỉ tiêu 1.2 lặp lại chỉ tiêu 1.1',
  },
  {
    code: 'target-impossible',
    severity: 'warning',
    sound: saying('Tỷ lệ trẻ em tiêm chủng', { targets: targets({ value: 100 }) }),
    plan: saying('Tỷ lệ trẻ em tiêm chủng', { targets: targets({ value: 105 }) }),
    line: 17,
    says: '“từ 105% trở lên”',
  },
  {
    code: 'target-impossible',
    severity: 'warning',
    sound: saying('Tỷ số giới tính khi sinh 109 bé trai/100 bé gái', { targets: [] }),
    plan: saying('Tỷ số giới tính khi sinh 109 bé trai/101 bé gái', { targets: [] }),
    line: 17,
    says: '“109 bé trai/101 bé gái”, mẫu số 101 khác mẫu số quen dùng là 100',
  },
  {
    code: 'target-impossible',
    severity: 'warning',
    sound: saying('12 ca sinh/1.000 phụ nữ', { targets: [] }),
    plan: saying('12 ca sinh/1.200 phụ nữ', { targets: [] }),
    line: 17,
    says: 'quen dùng là 1.000',
  },
  {
    code: 'date-impossible',
    severity: 'error',
    sound: vague('trước ngày 30/4/2026'),
    plan: vague('trước ngày 31/4/2026'),
    line: 42,
    says: '“31/4/2026”',
  },
  {
    code: 'date-impossible',
    severity: 'error',
    sound: vague('trước ngày 28 tháng 02'),
    plan: vague('trước ngày 29 tháng 02'),
    line: 42,
    says: '“ngày 29 tháng 02”',
  },
  {
    code: 'year-inferred',
    severity: 'note',
    sound: due('2026-06-16', 'trước ngày 16/6/2026'),
    plan: due('2026-06-16', 'trước ngày 16/6'),
    line: 42,
    says: '“trước ngày 16/6” không ghi năm, hiểu là năm 2026',
  },
  {
    code: 'deadlines-conflict',
    severity: 'warning',
    sound: due('2026-06-16', 'trước ngày 16/6/2026'),
    plan: due('2026-06-17', 'trước ngày 16/6/2026'),
    line: 42,
    says: '“trước ngày 16/6/2026” được ghi thành ngày 17/06/2026',
  },
  {
    code: 'deadlines-conflict',
    severity: 'warning',
    plan: withRounds(inventedRound('nam-2', 90, { deadline: before('2026-12-11', 'trước ngày 11/12/2026') })),
    line: 90,
    says: '“trước ngày 04/12/2026” ở dòng 77 và “trước ngày 11/12/2026”',
  },
  {
    code: 'deadlines-conflict',
    severity: 'warning',
    sound: leading('2026-12-11', 'trước ngày 11/12/2026'),
    plan: leading('2026-12-04', 'trước ngày 04/12/2026'),
    line: 78,
    says: 'không còn ngày nào để tổng hợp',
  },
  {
    code: 'deadlines-conflict',
    severity: 'warning',
    plan: withItems(
      inventedItem('x', 'so-y-te', 42, { title: 'Mở lớp', deadline: before('2026-06-16', 'trước ngày 16/6/2026') }),
      inventedItem('y', 'so-y-te', 60, { title: 'Mở lớp', deadline: before('2026-06-18', 'trước ngày 18/6/2026') }),
    ),
    line: 60,
    says: '“Mở lớp” có hai thời hạn',
  },
  {
    code: 'annex-missing',
    severity: 'warning',
    sound: pointing('nhiệm vụ được giao (tại phụ lục kèm theo)', 'phu-luc.pdf'),
    plan: pointing('nhiệm vụ được giao (tại phụ lục kèm theo)'),
    line: 42,
    says: '“phụ lục kèm theo”',
  },
  {
    code: 'annex-missing',
    severity: 'warning',
    sound: inventedPlan({ references: [{ ref: 'Phụ lục 1', role: 'owners', file: 'phu-luc-1.pdf' }] }),
    plan: inventedPlan({ references: [{ ref: 'Phụ lục 1', role: 'owners', file: null }] }),
    says: '“Phụ lục 1”',
  },
  {
    code: 'indicator-unowned',
    severity: 'warning',
    sound: citing(cited('1.1', 'so-y-te'), cited('1.2', 'so-y-te'), cited('1.3', 'so-y-te')),
    plan: citing(cited('1.1', 'so-y-te'), cited('1.3', 'so-y-te')),
    line: 17,
    says: 'không nhắc đến 1.2',
  },
  {
    code: 'indicator-claimed-twice',
    severity: 'warning',
    sound: citing(cited('1.*', 'so-y-te'), cited('1.2', 'so-y-te')),
    plan: citing(cited('1.*', 'so-y-te'), cited('1.2', 'so-giao-duc')),
    line: 17,
    says: 'Chỉ tiêu 1.2 được giao cho “Sở Giáo dục và Đào tạo” và “Sở Y tế”',
  },
  {
    code: 'targets-elsewhere',
    severity: 'warning',
    sound: { ...citing(cited('1.1', 'so-y-te')) },
    plan: { ...citing(cited('1.1', 'so-y-te')), references: [] },
    line: 17,
    says: 'không rõ nằm ở văn bản nào',
  },
  {
    code: 'date-on-day-off',
    severity: 'note',
    sound: due('2026-06-16', 'trước ngày 16/6/2026'),
    plan: due('2026-06-15', 'trước ngày 15/6/2026'),
    line: 42,
    says: 'ngày cuối cùng còn đúng hạn là Chủ nhật 14/06/2026',
  },
  {
    code: 'calendar-year-missing',
    severity: 'note',
    sound: due('2027-06-16', 'trước ngày 16/6/2027'),
    plan: due('2030-06-18', 'trước ngày 18/6/2030'),
    line: 42,
    says: 'chưa có năm 2030',
  },
];

describe('twins: the plan without the defect is silent, with it the finding is there', () => {
  test.each(TWINS)('$code ($says)', ({ code, severity, plan, sound, line, says }) => {
    const found = (one: Plan) => findingsOf(one).filter((finding) => finding.code === code);
    expect(found(sound ?? PLAN)).toEqual([]);
    expect(found(plan)).toHaveLength(1);
    const [finding] = found(plan);
    expect(finding).toMatchObject({ severity });
    expect(finding?.source?.line).toBe(line);
    expect(finding?.message).toContain(says);
    expect(finding?.message).toMatch(/\.$/);
  });
});

describe('what is not an alarm', () => {
  const codesOf = (plan: Plan): string[] => findingsOf(plan).map(({ code }) => code);

  test.each([
    [
      'a growth above a hundred per cent',
      saying('Số lớp tập huấn tăng 120% so với năm 2025', { targets: targets({ value: 120 }) }),
    ],
    ['a reduction by a range', saying('Giảm từ 2 đến 3% mỗi năm')],
    ['an age before a share', saying('Lao động từ 65 tuổi trở lên đạt 50%')],
    [
      'two parts of one indicator',
      saying('Hai nhóm', { targets: targets({ value: 80, label: 'a' }, { op: '<', value: 50, label: 'b' }) }),
    ],
    ['a part of a number of places', saying('120 xã/125 xã đạt chuẩn')],
    ['a share of places that looks like a date', saying('Từ 35/40 xã lên 40/40 xã')],
    ['an annex that came with another document', pointing('theo biểu mẫu ban hành kèm theo Thông tư 12/2024')],
    [
      'a date that comes back every year',
      withRounds(
        inventedRound('quy', 90, {
          name: 'Báo cáo khác',
          kind: 'ad-hoc',
          deadline: { kind: 'before', date: '2026-11-19', recurs: 'yearly', text: 'trước ngày 19 tháng 11 hàng năm' },
        }),
      ),
    ],
  ])('%s', (_, plan) => {
    expect(codesOf(plan)).toEqual([]);
  });

  test('reports of one body to two superiors are two, though neither has a date', () => {
    const deadline = { kind: 'undetermined' as const, text: 'theo quy định' };
    const upward = (id: string, to: string) =>
      inventedRound(id, 78, { name: `Báo cáo ${to}`, from: 'lead', covers: 'document', to: [to], deadline });
    const rounds = [inventedRound('nam', 77), upward('len-tinh', 'Ủy ban nhân dân tỉnh'), upward('len-bo', 'Bộ Y tế')];
    const found = findingsOf(inventedPlan({ rounds }));
    expect(found.map(({ code }) => code)).toEqual(['deadline-undetermined']);
    expect(found[0]?.message).toContain(
      '“Báo cáo Ủy ban nhân dân tỉnh” và “Báo cáo Bộ Y tế” chỉ nêu thời hạn “theo quy định”',
    );
  });

  test('bodies that report on parts of their own claim nothing twice', () => {
    const owners = ['so-y-te', 'so-giao-duc'].map((party) => ({
      party,
      role: 'report' as const,
      scope: `phần ${party}`,
    }));
    expect(codesOf(withIndicators(inventedIndicator('1.1', { owners })))).toEqual([]);
  });

  test('a day that does not exist is told once, not as undetermined besides', () => {
    const deadline = { kind: 'undetermined' as const, text: 'trước ngày 31/11/2026' };
    const plan = withRounds(inventedRound('them', 90, { name: 'Báo cáo thêm', kind: 'ad-hoc', deadline }));
    expect(codesOf(plan)).toEqual(['date-impossible']);
  });
});

describe('what the lead has decided is worth knowing, no more', () => {
  test('owners of indicators', () => {
    const plan = withIndicators(inventedIndicator('1.1', { owners: [] }));
    const owners = [{ party: 'so-y-te', role: 'report' as const, scope: null }];
    const schedule = { ...undecidedSchedule('2026-02-06'), indicators: { '1.1': { owners } } };
    expect(findingsOf(plan).map(({ severity }) => severity)).toEqual(['warning']);
    expect(findingsOf(plan, { schedule }).map(({ severity }) => severity)).toEqual(['note']);
  });

  test('a reading of what is garbled', () => {
    const plan = saying('Tỷ lệ tảo hôn giảm từ 9% xuống 12%');
    const reading = { at: '1.1', value: 'giảm từ 12% xuống 9%', by: 'Trần Thị Mẫu', basis: 'Kế hoạch của tỉnh' };
    const schedule = { ...undecidedSchedule('2026-02-06'), asApplied: [reading] };
    expect(findingsOf(plan).map(({ severity }) => severity)).toEqual(['warning']);
    const [found] = findingsOf(plan, { schedule });
    expect(found).toMatchObject({ code: 'target-contradictory', severity: 'note' });
    expect(found?.message).toContain('là “giảm từ 12% xuống 9%”');
  });

  test('the date of the members', () => {
    const round = inventedRound('nam', 77, { deadline: { kind: 'undetermined', text: 'định kỳ' } });
    const plan = inventedPlan({ rounds: [round, ...PLAN.rounds.slice(1)] });
    const schedule = { ...undecidedSchedule('2026-02-06'), rounds: { nam: { asProposed: true as const } } };
    const told = (known = {}) => findingsOf(plan, known).map(({ code, severity }) => `${severity} ${code}`);
    expect(told()).toEqual(['warning deadline-undetermined', 'warning member-date-missing']);
    expect(told({ schedule })).toEqual(['note deadline-undetermined', 'note member-date-missing']);
  });
});

describe('findings that the file holds', () => {
  test('stand for what is computed about the same words, whatever line it has', () => {
    const deadline = {
      kind: 'window' as const,
      from: '2026-11-15',
      to: '2026-12-15',
      text: 'từ 15/11/2026 đến 15/12/2026',
    };
    const plan = withItems(inventedItem('x', 'so-y-te', 42, { also: [deadline] }));
    const source = { line: 12, quote: 'từ 15/11/2026 đến 15/12/2026' };
    const held = { code: 'campaign-after-report', severity: 'warning' as const, message: 'Đã xem.', source };
    expect(findingsOf(plan).map(({ code }) => code)).toEqual(['campaign-after-report']);
    expect(findingsOf({ ...plan, findings: [held] })).toEqual([held]);
  });
});
