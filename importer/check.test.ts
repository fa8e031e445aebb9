import { describe, expect, test } from 'vitest';
import { checkPlan } from './check.ts';
import {
  before,
  inventedIndicator,
  inventedItem,
  inventedParty,
  inventedPlan,
  inventedRound,
  withDocument,
  withIndicators,
  withItems,
  withRounds,
} from './invented-plan.ts';
import { findingsOf, inventedBodies } from './twin.ts';
import type { Twin } from './twin.ts';

const PLAN = inventedPlan();

const reporting = (party: string) => ({ party, role: 'report' as const, scope: null });

const TWINS: Twin[] = [
  { code: 'number-blank', severity: 'error', plan: withDocument({ number: null }), says: 'số, ký hiệu' },
  { code: 'number-blank', severity: 'error', plan: withDocument({ number: '/KH-UBND' }), says: 'số, ký hiệu' },
  { code: 'date-blank', severity: 'error', plan: withDocument({ date: null }), says: 'ngày ban hành' },
  {
    code: 'reference-date-differs',
    severity: 'warning',
    plan: withDocument({ basis: [{ ref: '28/NQ-CP', date: '2021-03-30' }] }),
    says: '30/03/2021',
  },
  {
    code: 'year-implausible',
    severity: 'warning',
    plan: withDocument({ basis: [{ ref: '21-CT/TW', date: '1018-01-20' }] }),
    says: '1018',
  },
  {
    code: 'year-implausible',
    severity: 'warning',
    plan: withItems(inventedItem('x', 'so-y-te', 42, { deadline: before('2062-05-04', 'trước ngày 04/5/2062') })),
    line: 42,
    says: '2062',
  },
  {
    code: 'date-before-issue',
    severity: 'warning',
    plan: withItems(inventedItem('x', 'so-y-te', 42, { deadline: before('2026-01-15', 'trước ngày 15/01/2026') })),
    line: 42,
    says: 'trước ngày 15/01/2026',
  },
  {
    code: 'date-on-day-off',
    severity: 'note',
    plan: withItems(inventedItem('x', 'so-y-te', 42, { deadline: before('2026-06-14', 'trước ngày 14/6/2026') })),
    line: 42,
    says: 'Chủ nhật 14/06/2026',
  },
  {
    code: 'due-soon-at-issue',
    severity: 'warning',
    plan: withItems(inventedItem('x', 'so-y-te', 42, { deadline: before('2026-02-11', 'trước ngày 11/02/2026') })),
    line: 42,
    says: 'chỉ còn 5 ngày làm việc',
  },
  {
    code: 'campaign-after-report',
    severity: 'warning',
    plan: withItems(
      inventedItem('x', 'so-y-te', 42, {
        deadline: { kind: 'window', from: '2026-11-15', to: '2026-12-15', text: 'từ ngày 15/11 đến ngày 15/12' },
      }),
    ),
    line: 42,
    says: 'từ ngày 15/11 đến ngày 15/12',
  },
  {
    code: 'deadline-undetermined',
    severity: 'warning',
    plan: withRounds(
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
    plan: withRounds(inventedRound('quy', 79, { kind: 'quarterly', name: 'Báo cáo quý', to: [] })),
    line: 79,
    says: 'Báo cáo quý',
  },
  { code: 'lead-missing', severity: 'error', plan: inventedPlan({ lead: '' }), says: 'cơ quan đầu mối' },
  {
    code: 'round-repeated',
    severity: 'warning',
    plan: withRounds(
      inventedRound('nam-2', 90, { name: 'Định kỳ năm', deadline: { kind: 'undetermined', text: 'định kỳ' } }),
    ),
    line: 90,
    says: 'Định kỳ năm',
  },
  {
    code: 'indicator-unowned',
    severity: 'warning',
    plan: withIndicators(inventedIndicator('1.1', { owners: [] })),
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
    plan: withIndicators(inventedIndicator('1.1', { owners: [reporting('so-y-te'), reporting('so-giao-duc')] })),
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
    known: { organisations: inventedBodies() },
    line: 50,
    says: 'Sở Vũ trụ',
  },
  {
    code: 'party-unknown',
    severity: 'error',
    plan: withItems(inventedItem('x', 'khong-co', 42)),
    line: 42,
    says: 'khong-co',
  },
  {
    code: 'body-dissolved',
    severity: 'warning',
    plan: PLAN,
    known: { organisations: inventedBodies('2026-06-30') },
    line: 44,
    says: '30/06/2026',
  },
  { code: 'signer-missing', severity: 'warning', plan: withDocument({ signer: null }), says: 'người ký' },
  {
    code: 'year-implausible',
    severity: 'warning',
    plan: withDocument({ date: '2062-02-03' }),
    says: '03/02/2062',
  },
  {
    code: 'duplicate-duty',
    severity: 'warning',
    plan: withItems(inventedItem('x', 'so-y-te', 60, { title: PLAN.items[0]?.title.toUpperCase() ?? '' })),
    line: 60,
    says: 'dòng 41',
  },
];

describe('twins: the plan without the defect is silent, with it the finding is there', () => {
  test('the invented plan has no finding, with all that is known', () => {
    expect(findingsOf(PLAN)).toEqual([]);
  });

  test.each(TWINS)('$code ($says)', ({ code, severity, plan, known, line, says }) => {
    const found = findingsOf(plan, known).filter((one) => one.code === code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity });
    expect(found[0]?.source?.line).toBe(line);
    expect(found[0]?.message).toContain(says);
    expect(found[0]?.message).toMatch(/\.$/);
  });
});

describe('what is not an alarm', () => {
  test('the rules of the calendar are silent without a calendar', () => {
    const plan = withItems(
      inventedItem('x', 'so-y-te', 42, { deadline: before('2026-02-15', 'trước ngày 15/02/2026') }),
    );
    expect(checkPlan(plan)).toEqual([]);
  });

  test('a duty told in the rounds needs no date of its own', () => {
    const deadline = { kind: 'undetermined' as const, text: '' };
    expect(checkPlan(withItems(inventedItem('x', 'so-y-te', 42, { deadline })))).toEqual([]);
  });

  test('a document to draw up has a proposal, what else has no date is the lead’s to decide', () => {
    const item = { track: 'own' as const, deadline: { kind: 'undetermined' as const, text: 'khẩn trương' } };
    const [plan] = checkPlan(withItems(inventedItem('x', 'so-y-te', 42, { ...item, product: 'kế hoạch' })));
    expect(plan).toMatchObject({ code: 'deadline-undetermined', severity: 'note' });
    const [meeting] = checkPlan(withItems(inventedItem('x', 'so-y-te', 42, item)));
    expect(meeting).toMatchObject({ code: 'deadline-undetermined', severity: 'warning' });
    const [waiting] = checkPlan(withItems(inventedItem('x', 'so-y-te', 42, { ...item, track: 'await' })));
    expect(waiting?.message).toContain('cũng không nêu phải chờ việc gì');
  });

  test('a coordinator beside a reporter is not a second claim', () => {
    const owners = [reporting('so-y-te'), { party: 'so-giao-duc', role: 'coordinate' as const, scope: null }];
    expect(checkPlan(withIndicators(inventedIndicator('1.1', { owners })))).toEqual([]);
  });

  test('two reports of one kind, each of its own name and date, are two rounds', () => {
    const changes = { name: 'Báo cáo bổ sung số liệu năm', deadline: before('2026-12-11', 'trước ngày 11/12/2026') };
    expect(checkPlan(withRounds(inventedRound('nam-2', 90, changes)))).toEqual([]);
  });

  test('two reports of six months, half a year apart, are two rounds of one name', () => {
    const six = (id: string, date: string, text: string) =>
      inventedRound(id, 80, { name: 'Báo cáo 6 tháng', kind: 'six-month', deadline: before(date, text) });
    const june = six('dau-nam', '2026-06-16', 'trước ngày 16/6/2026');
    expect(checkPlan(withRounds(june, six('cuoi-nam', '2026-11-18', 'trước ngày 18/11/2026')))).toEqual([]);
  });

  test('a number that nobody has read is not judged', () => {
    expect(checkPlan(withDocument({ basis: [{ ref: '999/QĐ-UBND', date: '2020-01-01' }] }))).toEqual([]);
  });

  test('a body that ends after the last round is still there for it', () => {
    expect(checkPlan(PLAN, { organisations: inventedBodies('2026-12-31') })).toEqual([]);
  });

  test('successors named by the lead turn the ended body into a note', () => {
    const basis = 'Công văn số 1/SYT';
    const schedule = {
      ...{ format: 'dondoc.schedule/1' as const, activatedOn: '2026-02-06', approval: null, participants: {} },
      successions: [{ party: 'so-giao-duc', on: '2026-07-01', selector: null, organisations: ['so-y-te'], basis }],
      ...{ items: {}, rounds: {}, addedRounds: [], indicators: {}, events: {}, asApplied: [], policy: {} },
    };
    const [found, ...rest] = checkPlan(PLAN, { organisations: inventedBodies('2026-06-30'), schedule });
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
    const plan = { ...withRounds(inventedRound('them', 79, { kind: 'ad-hoc', deadline })), findings: [held] };
    expect(checkPlan(plan)).toEqual([held]);
  });

  test('do not hide the same code at another line', () => {
    const plan = { ...withRounds(inventedRound('them', 80, { kind: 'ad-hoc', deadline })), findings: [held] };
    expect(checkPlan(plan).map(({ source }) => source?.line)).toEqual([79, 80]);
  });
});
