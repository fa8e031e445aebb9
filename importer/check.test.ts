import { describe, expect, test } from 'vitest';
import { calendarOf } from '../domain/calendar.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import { standIn } from '../domain/party.ts';
import type { Plan } from '../domain/plan.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { checkPlan } from './check.ts';
import type { Known } from './check.ts';
import {
  before,
  inventedIndicator,
  inventedItem,
  inventedParty,
  inventedPlan,
  inventedRound,
} from './invented-plan.ts';

const calendar = calendarOf(1, WORKING_DAY_ROWS);
const PLAN = inventedPlan();

/** The invented plan's bodies; Giáo dục under its own id, with a life that a test may shorten. */
function bodies(to: string | null = null): OrganisationsFile {
  const organisations = PLAN.parties.map((party) => ({
    ...standIn(party),
    to: party.id === 'so-giao-duc' ? to : null,
  }));
  return { format: 'dondoc.organisations/1', tenant: 'ubnd-tinh-an-ha', organisations };
}

function document(changes: Partial<Plan['document']>): Plan {
  return inventedPlan({ document: { ...PLAN.document, ...changes } });
}

function withItem(...changes: Parameters<typeof inventedItem>): Plan {
  return inventedPlan({ items: [...PLAN.items, inventedItem(...changes)] });
}

function withIndicator(indicator: ReturnType<typeof inventedIndicator>): Plan {
  return inventedPlan({ objectives: [{ no: '1', title: null, indicators: [indicator] }] });
}

function withRound(round: Plan['rounds'][number]): Plan {
  return inventedPlan({ rounds: [...PLAN.rounds, round] });
}

interface Twin {
  code: string;
  severity: string;
  plan: Plan;
  known?: Known;
  line?: number;
  /** What the sentence must quote. */
  says: string;
}

const reporting = (party: string) => ({ party, role: 'report' as const, scope: null });

const TWINS: Twin[] = [
  { code: 'number-blank', severity: 'error', plan: document({ number: null }), says: 'số, ký hiệu' },
  { code: 'date-blank', severity: 'error', plan: document({ date: null }), says: 'ngày ban hành' },
  {
    code: 'reference-date-differs',
    severity: 'warning',
    plan: document({ basis: [{ ref: '28/NQ-CP', date: '2021-03-30' }] }),
    says: '30/03/2021',
  },
  {
    code: 'year-implausible',
    severity: 'warning',
    plan: document({ basis: [{ ref: '21-CT/TW', date: '1018-01-20' }] }),
    says: '1018',
  },
  {
    code: 'year-implausible',
    severity: 'warning',
    plan: withItem('x', 'so-y-te', 42, { deadline: before('2062-05-04', 'trước ngày 04/5/2062') }),
    line: 42,
    says: '2062',
  },
  {
    code: 'date-before-issue',
    severity: 'warning',
    plan: withItem('x', 'so-y-te', 42, { deadline: before('2026-01-15', 'trước ngày 15/01/2026') }),
    line: 42,
    says: 'trước ngày 15/01/2026',
  },
  {
    code: 'date-on-day-off',
    severity: 'note',
    plan: withItem('x', 'so-y-te', 42, { deadline: before('2026-06-14', 'trước ngày 14/6/2026') }),
    line: 42,
    says: 'Chủ nhật 14/06/2026',
  },
  {
    code: 'due-soon-at-issue',
    severity: 'warning',
    plan: withItem('x', 'so-y-te', 42, { deadline: before('2026-02-11', 'trước ngày 11/02/2026') }),
    line: 42,
    says: 'chỉ còn 5 ngày làm việc',
  },
  {
    code: 'campaign-after-report',
    severity: 'warning',
    plan: withItem('x', 'so-y-te', 42, {
      deadline: { kind: 'window', from: '2026-11-15', to: '2026-12-15', text: 'từ ngày 15/11 đến ngày 15/12' },
    }),
    line: 42,
    says: 'từ ngày 15/11 đến ngày 15/12',
  },
  {
    code: 'deadline-undetermined',
    severity: 'warning',
    plan: withRound(
      inventedRound('them', 79, { kind: 'ad-hoc', deadline: { kind: 'undetermined', text: 'theo quy định' } }),
    ),
    line: 79,
    says: 'theo quy định',
  },
  {
    code: 'member-date-missing',
    severity: 'warning',
    plan: inventedPlan({ rounds: PLAN.rounds.slice(1) }),
    line: 78,
    says: 'không nêu ngày',
  },
  {
    code: 'recipient-missing',
    severity: 'warning',
    plan: withRound(inventedRound('quy', 79, { kind: 'quarterly', name: 'Báo cáo quý', to: [] })),
    line: 79,
    says: 'Báo cáo quý',
  },
  { code: 'lead-missing', severity: 'error', plan: inventedPlan({ lead: '' }), says: 'cơ quan đầu mối' },
  {
    code: 'round-repeated',
    severity: 'warning',
    plan: withRound(
      inventedRound('nam-2', 90, { name: 'Định kỳ năm', deadline: { kind: 'undetermined', text: 'định kỳ' } }),
    ),
    line: 90,
    says: 'Định kỳ năm',
  },
  {
    code: 'indicator-unowned',
    severity: 'warning',
    plan: withIndicator(inventedIndicator('1.1', { owners: [] })),
    line: 17,
    says: '1.1',
  },
  {
    code: 'indicator-unowned',
    severity: 'warning',
    plan: inventedPlan({
      objectives: [{ no: '6', title: null, indicators: [inventedIndicator('6.1', { text: null })] }],
      references: [{ ref: '12/KH-UBND', role: 'targets', file: 'ke-hoach-12.pdf' }],
    }),
    line: 17,
    says: '6.2, 6.3 và 6.4',
  },
  {
    code: 'indicator-claimed-twice',
    severity: 'warning',
    plan: withIndicator(inventedIndicator('1.1', { owners: [reporting('so-y-te'), reporting('so-giao-duc')] })),
    line: 17,
    says: '“Sở Y tế” và “Sở Giáo dục và Đào tạo”',
  },
  {
    code: 'targets-elsewhere',
    severity: 'warning',
    plan: inventedPlan({
      objectives: [{ no: '7', title: null, indicators: [inventedIndicator('7.1', { text: null, targets: [] })] }],
      references: [{ ref: '12/KH-UBND', role: 'targets', file: null }],
    }),
    line: 17,
    says: '12/KH-UBND',
  },
  {
    code: 'party-unknown',
    severity: 'warning',
    plan: inventedPlan({ parties: [...PLAN.parties, inventedParty('vu-tru', 'Sở Vũ trụ', 50)] }),
    known: { organisations: bodies() },
    line: 50,
    says: 'Sở Vũ trụ',
  },
  { code: 'party-unknown', severity: 'error', plan: withItem('x', 'khong-co', 42), line: 42, says: 'khong-co' },
  {
    code: 'body-dissolved',
    severity: 'warning',
    plan: PLAN,
    known: { organisations: bodies('2026-06-30') },
    line: 44,
    says: '30/06/2026',
  },
  {
    code: 'duplicate-duty',
    severity: 'warning',
    plan: withItem('x', 'so-y-te', 60, { title: PLAN.items[0]?.title.toUpperCase() ?? '' }),
    line: 60,
    says: 'dòng 41',
  },
];

describe('twins: the plan without the defect is silent, with it the finding is there', () => {
  test('the invented plan has no finding, with all that is known', () => {
    expect(checkPlan(PLAN, { organisations: bodies(), calendar })).toEqual([]);
  });

  test.each(TWINS)('$code ($says)', ({ code, severity, plan, known, line, says }) => {
    const found = checkPlan(plan, { organisations: bodies(), calendar, ...known }).filter((one) => one.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity });
    expect(found[0]?.source?.line).toBe(line);
    expect(found[0]?.message).toContain(says);
    expect(found[0]?.message).toMatch(/\.$/);
  });
});

describe('what is not an alarm', () => {
  test('the rules of the calendar are silent without a calendar', () => {
    const plan = withItem('x', 'so-y-te', 42, { deadline: before('2026-02-15', 'trước ngày 15/02/2026') });
    expect(checkPlan(plan)).toEqual([]);
  });

  test('a duty told in the rounds needs no date of its own', () => {
    const deadline = { kind: 'undetermined' as const, text: '' };
    expect(checkPlan(withItem('x', 'so-y-te', 42, { deadline }))).toEqual([]);
    const own = checkPlan(withItem('x', 'so-y-te', 42, { deadline, track: 'own' }));
    expect(own.map(({ code }) => code)).toEqual(['deadline-undetermined']);
  });

  test('a coordinator beside a reporter is not a second claim', () => {
    const owners = [reporting('so-y-te'), { party: 'so-giao-duc', role: 'coordinate' as const, scope: null }];
    expect(checkPlan(withIndicator(inventedIndicator('1.1', { owners })))).toEqual([]);
  });

  test('two reports of one kind with two dates are two rounds', () => {
    const plan = withRound(inventedRound('nam-2', 90, { deadline: before('2026-12-11', 'trước ngày 11/12/2026') }));
    expect(checkPlan(plan)).toEqual([]);
  });

  test('a number that nobody has read is not judged', () => {
    expect(checkPlan(document({ basis: [{ ref: '999/QĐ-UBND', date: '2020-01-01' }] }))).toEqual([]);
  });

  test('a body that ends after the last round is still there for it', () => {
    expect(checkPlan(PLAN, { organisations: bodies('2026-12-31') })).toEqual([]);
  });

  test('successors named by the lead turn the ended body into a note', () => {
    const basis = 'Công văn số 1/SYT';
    const schedule = {
      ...{ format: 'dondoc.schedule/1' as const, activatedOn: '2026-02-06', approval: null, participants: {} },
      successions: [{ party: 'so-giao-duc', on: '2026-07-01', selector: null, organisations: ['so-y-te'], basis }],
      ...{ items: {}, rounds: {}, addedRounds: [], indicators: {}, events: {}, asApplied: [], policy: {} },
    };
    const [found, ...rest] = checkPlan(PLAN, { organisations: bodies('2026-06-30'), schedule });
    expect(found).toMatchObject({ code: 'body-dissolved', severity: 'note' });
    expect(found?.message).toContain(basis);
    expect(rest).toEqual([]);
  });
});

describe('findings that the file holds', () => {
  const held = {
    code: 'deadline-undetermined',
    severity: 'note',
    message: 'Đã xem.',
    source: { line: 79, quote: 'x' },
  } as const;
  const deadline = { kind: 'undetermined', text: 'theo quy định' } as const;

  test('are kept, and not told a second time at their line', () => {
    const plan = { ...withRound(inventedRound('them', 79, { kind: 'ad-hoc', deadline })), findings: [held] };
    expect(checkPlan(plan)).toEqual([held]);
  });

  test('do not hide the same code at another line', () => {
    const plan = { ...withRound(inventedRound('them', 80, { kind: 'ad-hoc', deadline })), findings: [held] };
    expect(checkPlan(plan).map(({ source }) => source?.line)).toEqual([79, 80]);
  });
});
