import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { calendarOf } from '../domain/calendar.ts';
import type { Deadline, Finding, Plan } from '../domain/plan.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { checkText } from '../importer/check-text.ts';
import { checkPlan } from '../importer/check.ts';
import { readOrganisationsFile, readScheduleFile } from '../importer/plan-file.ts';
import { documentOf, planOf, PLANS } from './fixture.ts';

/** Everything that a reader of the five texts would act on or want to know, and nothing else. */
const FOUND: Record<string, string[]> = {
  'ca-mau-2017': [
    'warning deadline-undetermined 107',
    'warning member-date-missing 107',
    'note text-interrupted 27',
    'note deadline-undetermined 111',
    'note round-repeated 113',
  ],
  'kon-tum-2021': [
    'warning due-soon-at-issue 19',
    'warning due-soon-at-issue 91',
    'warning deadline-undetermined 109',
    'warning member-date-missing 109',
    'note date-on-day-off 19',
    'note date-on-day-off 25',
    'note text-interrupted 25',
    'note text-interrupted 55',
    'note date-on-day-off 91',
  ],
  'ha-noi-2018': [
    'error date-blank -',
    'error number-blank -',
    'warning signer-missing -',
    'warning deadline-undetermined 36',
    'warning year-implausible 37',
    'warning campaign-after-report 39',
    'warning deadline-undetermined 39',
    'warning targets-elsewhere 62',
    'warning deadline-undetermined 75',
    'note round-repeated 19',
    'note lines-unaccounted 21',
    'note reference-period-differs 21',
    'note reference-period-differs 22',
    'note lines-unaccounted 25',
    'note recipients-differ 44',
    'note year-inferred 49',
  ],
  'ngoc-hoi-2023': [
    'error date-blank -',
    'error number-blank -',
    'warning indicator-unowned 27',
    'warning target-impossible 47',
    'warning target-contradictory 51',
    'warning campaign-after-report 103',
    'warning annex-missing 143',
    'warning deadline-undetermined 173',
    'note text-garbled 5',
    'note text-garbled 65',
    'note text-interrupted 93',
    'note year-inferred 103',
    'note duplicate-duty 109',
    'note text-interrupted 141',
    'note deadline-undetermined 161',
    'note text-garbled 165',
    'note round-repeated 167',
    'note date-on-day-off 173',
  ],
  'son-la-2025': [
    'warning signer-missing -',
    'warning reference-date-differs 8',
    'warning campaign-after-report 18',
    'warning deadline-undetermined 50',
    'warning indicator-unowned 51',
    'warning targets-elsewhere 51',
    'warning indicator-claimed-twice 74',
    'warning deadline-undetermined 80',
    'warning body-dissolved 94',
    'warning deadline-undetermined 100',
    'warning due-soon-at-issue 100',
    'note year-inferred 18',
    'note round-repeated 93',
    'note deadline-undetermined 95',
    'note year-inferred 100',
    'note text-after-signature 110',
  ],
};

/** Kept by hand: the files say why. */
const BY_HAND = ['reference-period-differs', 'recipients-differ'];

const RANKS = ['error', 'warning', 'note'];
const calendar = calendarOf(1, WORKING_DAY_ROWS);
const READ = new Map(
  Object.keys(FOUND).map((stem) => [
    stem,
    { plan: planOf(stem), organisations: readOrganisationsFile(join(PLANS, 'organisations', `${stem}.yaml`)) },
  ]),
);

function read(stem: string) {
  const known = READ.get(stem);
  if (!known) throw new Error(`no plan ${stem}`);
  return known;
}

function checked(stem: string, repair = (plan: Plan): Plan => plan): Finding[] {
  const { plan, organisations } = read(stem);
  return checkPlan(repair(plan), { organisations, calendar });
}

describe.each(Object.keys(FOUND))('%s', (stem) => {
  test('has the findings of its table, each once', () => {
    const rank = ({ severity }: Finding) => RANKS.indexOf(severity);
    const line = ({ source }: Finding) => source?.line ?? 0;
    const found = checked(stem)
      .toSorted((a, b) => rank(a) - rank(b) || line(a) - line(b) || a.code.localeCompare(b.code))
      .map(({ code, severity, source }) => `${severity} ${code} ${source?.line ?? '-'}`);
    expect(found).toEqual(FOUND[stem]);
  });

  test('says each in one sentence of Vietnamese that quotes what it is about', () => {
    for (const { message, code } of checked(stem)) {
      expect(message).toMatch(/^[“\p{Lu}\d][^\n]*\.$/u);
      if (!['number-blank', 'date-blank', 'signer-missing', 'member-date-missing'].includes(code))
        expect(message).toMatch(/“.+”|\d/);
    }
  });

  test('holds in its file what its text shows, no more and no less', (context) => {
    const text = documentOf(stem);
    if (text === null) {
      expect(process.env['CI'], 'the documents must be there in CI').not.toBe('true');
      return context.skip('the extracted documents are not beside the repository');
    }
    const { plan } = read(stem);
    const held = plan.findings.filter(({ code }) => !BY_HAND.includes(code));
    expect(held).toEqual(checkText({ ...plan, findings: [] }, text.split('\n')));
  });

  test('has only notes left of what its lead has decided', () => {
    const schedule = readScheduleFile(join(PLANS, 'schedules', `${stem}.yaml`));
    const { plan, organisations } = read(stem);
    const found = checkPlan(plan, { organisations, calendar, schedule });
    const decided = Object.entries(schedule.items).flatMap(([id, { deadlines, event }]) =>
      deadlines || event !== undefined ? (plan.items.find((item) => item.id === id)?.source.line ?? []) : [],
    );
    const open = found.filter(
      ({ code, severity, source }) =>
        code === 'deadline-undetermined' && severity !== 'note' && decided.includes(source?.line ?? 0),
    );
    expect(open).toEqual([]);
    expect(found).toHaveLength(checked(stem).length);
  });
});

interface Repair {
  stem: string;
  code: string;
  /** (Default: every line) */
  line?: number;
  repair: (plan: Plan) => Plan;
}

const round = (id: string, deadline: Deadline) => (plan: Plan) => ({
  ...plan,
  rounds: plan.rounds.map((one) => (one.id === id ? { ...one, deadline } : one)),
});
const item = (id: string, deadline: Deadline) => (plan: Plan) => ({
  ...plan,
  items: plan.items.map((one) => (one.id === id ? { ...one, deadline } : one)),
});
const wording = (no: string, text: string) => (plan: Plan) => ({
  ...plan,
  objectives: plan.objectives.map((objective) => ({
    ...objective,
    indicators: objective.indicators.map((one) => (one.no === no ? { ...one, text } : one)),
  })),
});
const owning = (party: string) => (plan: Plan) => ({
  ...plan,
  objectives: plan.objectives.map((objective) => ({
    ...objective,
    indicators: objective.indicators.map((one) => ({
      ...one,
      owners: [{ party, role: 'report' as const, scope: null }],
    })),
  })),
});
const head = (changes: Partial<Plan['document']>) => (plan: Plan) => ({
  ...plan,
  document: { ...plan.document, ...changes },
});
const day = (date: string, text: string): Deadline => ({ kind: 'before', date, text });

/** The same plans without the defect. */
const REPAIRS: Repair[] = [
  {
    stem: 'ca-mau-2017',
    code: 'member-date-missing',
    repair: round('dinh-ky', day('2017-11-16', 'trước ngày 16/11/2017')),
  },
  {
    stem: 'ca-mau-2017',
    code: 'deadline-undetermined',
    line: 107,
    repair: round('dinh-ky', day('2017-11-16', 'trước ngày 16/11/2017')),
  },
  {
    stem: 'kon-tum-2021',
    code: 'date-on-day-off',
    line: 25,
    repair: item('so-lao-dong-thuong-binh-va-xa-hoi-1', day('2021-05-14', 'trước ngày 14 tháng 5 năm 2021')),
  },
  {
    stem: 'kon-tum-2021',
    code: 'due-soon-at-issue',
    line: 19,
    repair: item('hoi-lien-hiep-phu-nu-tinh-1', { kind: 'within-month', month: '2021-06', text: 'trong tháng 6/2021' }),
  },
  { stem: 'ha-noi-2018', code: 'number-blank', repair: head({ number: '53/KH-UBND' }) },
  { stem: 'ha-noi-2018', code: 'date-blank', repair: head({ date: '2018-02-22' }) },
  { stem: 'ha-noi-2018', code: 'signer-missing', repair: head({ signer: 'Nguyễn Văn Mẫu' }) },
  {
    stem: 'ha-noi-2018',
    code: 'campaign-after-report',
    repair: round('nam', day('2018-12-20', 'trước ngày 20/12/2018')),
  },
  { stem: 'ngoc-hoi-2023', code: 'date-on-day-off', repair: round('nam', day('2023-12-12', 'trước ngày 12/12/2023')) },
  { stem: 'ngoc-hoi-2023', code: 'indicator-unowned', repair: owning('phong-lao-dong') },
  {
    stem: 'ngoc-hoi-2023',
    code: 'target-impossible',
    repair: wording('4.1', 'Tỷ số giới tính khi sinh ở mức 108 bé trai/100 bé gái sinh ra sống.'),
  },
  {
    stem: 'ngoc-hoi-2023',
    code: 'target-contradictory',
    repair: wording('4.3', 'Tỷ suất sinh ở vị thành niên giảm từ 56 ca sinh/1.000 phụ nữ xuống 55/1.000 phụ nữ.'),
  },
  { stem: 'son-la-2025', code: 'indicator-claimed-twice', repair: owning('so-noi-vu') },
  {
    stem: 'son-la-2025',
    code: 'targets-elsewhere',
    repair: (plan) => ({ ...plan, references: [{ ref: '111/KH-UBND', role: 'targets', file: 'ke-hoach-111.pdf' }] }),
  },
  {
    stem: 'son-la-2025',
    code: 'due-soon-at-issue',
    repair: round('6-thang', day('2025-06-20', 'trước ngày 20/6/2025')),
  },
  {
    stem: 'son-la-2025',
    code: 'deadline-undetermined',
    line: 100,
    repair: round('len-tren', day('2025-12-05', 'trước ngày 05/12/2025')),
  },
];

/** The same texts without the defect. */
const CORRECTIONS: { stem: string; code: string; line: number; from: string; to: string }[] = [
  { stem: 'ha-noi-2018', code: 'year-implausible', line: 37, from: '20/01/1018', to: '20/01/2018' },
  { stem: 'ha-noi-2018', code: 'round-repeated', line: 19, from: 'theo định kỳ 6 tháng, năm', to: 'trước ngày 30/5' },
  { stem: 'ngoc-hoi-2023', code: 'campaign-after-report', line: 103, from: 'ngày 15 tháng 12', to: 'ngày 05 tháng 12' },
  { stem: 'ngoc-hoi-2023', code: 'annex-missing', line: 143, from: '(*tại phụ lục kèm theo*)', to: '' },
  { stem: 'ngoc-hoi-2023', code: 'round-repeated', line: 167, from: 'chế độ báo cáo định kỳ', to: 'chế độ làm việc' },
  { stem: 'son-la-2025', code: 'reference-date-differs', line: 8, from: '28/2/2025', to: '28/3/2025' },
  { stem: 'son-la-2025', code: 'year-inferred', line: 18, from: '15/11 - 15/12', to: '15/11 - 15/12/2025' },
];

describe('without its defect a plan is silent about it', () => {
  const at = (findings: Finding[], code: string, line?: number) =>
    findings.filter((one) => one.code === code && (line === undefined || one.source?.line === line));

  test.each(REPAIRS)('$stem: $code', ({ stem, code, line, repair }) => {
    expect(at(checked(stem), code, line)).not.toEqual([]);
    expect(at(checked(stem, repair), code, line)).toEqual([]);
  });

  test.each(CORRECTIONS)('$stem: $code in line $line', ({ stem, code, line, from, to }) => {
    const lines = documentOf(stem)?.split('\n') ?? [];
    if (lines.length === 0) return;
    expect(lines[line - 1]).toContain(from);
    const corrected = lines.map((text, index) => (index === line - 1 ? text.replace(from, to) : text));
    expect(at(checkText(read(stem).plan, lines), code, line)).not.toEqual([]);
    expect(at(checkText(read(stem).plan, corrected), code, line)).toEqual([]);
  });
});
