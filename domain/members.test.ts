import { describe, expect, it } from 'vitest';
import { before, body, inventedYear, realYear } from '../test/domain-fixture.ts';
import {
  inventedIndicator,
  inventedItem,
  inventedParty,
  inventedPlan,
  inventedRound,
} from '../importer/invented-plan.ts';
import type { Organisation } from './organisation.ts';
import type { IndicatorOwner, Party, Plan, PlanRound } from './plan.ts';
import type { Schedule } from './schedule.ts';

const BODIES: Organisation[] = [
  body('so-y-te', 'Sở Y tế'),
  body('so-giao-duc', 'Sở Giáo dục và Đào tạo'),
  body('so-noi-vu', 'Sở Nội vụ'),
  body('hoi-phu-nu', 'Hội Liên hiệp Phụ nữ tỉnh', { level: 'mass-organisation' }),
];
const PARTIES: Party[] = BODIES.map(({ id, name }, index) => inventedParty(id, name, 40 + index));
const report = (party: string, scope: string | null = null): IndicatorOwner => ({ party, role: 'report', scope });
const helps = (party: string, scope: string | null = null): IndicatorOwner => ({ party, role: 'coordinate', scope });

/** One line of the lead and one of Sở Giáo dục, and indicators with these owners. */
function planOf(owners: Record<string, IndicatorOwner[]>, changes: Partial<Plan> = {}): Plan {
  return inventedPlan({
    parties: PARTIES,
    objectives: [
      {
        no: '1',
        title: 'x',
        indicators: Object.entries(owners).map(([no, own]) => inventedIndicator(no, { owners: own })),
      },
    ],
    ...changes,
  });
}

/** `so-noi-vu: 1.1 report (phần của tỉnh)`, or the items of whoever owes no figure as an owner. */
function members(plan: Plan, schedule: Partial<Schedule> = {}, bodies = BODIES): string[] {
  const { obligations } = inventedYear(plan, schedule, bodies).derived;
  return obligations
    .filter(({ upward, round }) => !upward && round !== null)
    .map(({ organisation, items, indicators }) =>
      [
        `${organisation}:`,
        ...items,
        ...indicators.map(({ no, role, scope }) => `${no} ${role}${scope === null ? '' : ` (${scope})`}`),
      ].join(' '),
    );
}

describe('whoever owes a report', () => {
  it('is each body with a line, in the order of the file of bodies', () => {
    const turned = [...BODIES].reverse();
    expect(members(planOf({}))).toEqual(['so-y-te: so-y-te-1', 'so-giao-duc: so-giao-duc-1']);
    expect(members(planOf({}), {}, turned)).toEqual(['so-giao-duc: so-giao-duc-1', 'so-y-te: so-y-te-1']);
  });

  it('owes one report, whichever of its names a line is given to', () => {
    const group: Party = { ...inventedParty('cac-so', 'Các Sở', 60), kind: 'group' };
    const items = [inventedItem('so-y-te-1', 'so-y-te', 41), inventedItem('cac-so-1', 'cac-so', 61)];
    const plan = planOf({}, { parties: [...PARTIES, group], items });
    expect(members(plan, { participants: { 'cac-so': ['so-y-te', 'so-noi-vu'] } })).toEqual([
      'so-y-te: so-y-te-1 cac-so-1',
      'so-noi-vu: cac-so-1',
    ]);
  });

  it('is only who the round names', () => {
    const round = inventedRound('nam', 77, { from: ['so-giao-duc'] });
    expect(members(planOf({ '1.1': [report('so-noi-vu')] }, { rounds: [round] }))).toEqual([
      'so-giao-duc: so-giao-duc-1',
    ]);
    const all = inventedRound('nam', 77, { from: ['so-giao-duc', 'so-noi-vu'] });
    expect(members(planOf({ '1.1': [report('so-noi-vu')] }, { rounds: [all] }))).toEqual([
      'so-giao-duc: so-giao-duc-1',
      'so-noi-vu: 1.1 report',
    ]);
  });

  it('is asked, and not ordered, where the plan requests it', () => {
    const parties = PARTIES.map((party) => ({ ...party, requested: party.id === 'hoi-phu-nu' }));
    const items = [inventedItem('hoi-phu-nu-1', 'hoi-phu-nu', 60), inventedItem('so-y-te-1', 'so-y-te', 41)];
    const { obligations } = inventedYear(planOf({}, { parties, items }), {}, BODIES).derived;
    const asked = obligations.filter(({ kind }) => kind === 'report').map((one) => [one.organisation, one.requested]);
    expect(asked).toEqual([
      ['so-y-te', false],
      ['hoi-phu-nu', true],
    ]);
  });
});

describe('a round in which a document is handed in', () => {
  const document = (changes: Partial<PlanRound> = {}): PlanRound =>
    inventedRound('ke-hoach', 70, { kind: 'plan', covers: 'document', deadline: before('2026-03-20'), ...changes });

  it('asks every body for its own, the lead apart, without items or figures', () => {
    const plan = planOf({ '1.1': [report('so-noi-vu')] }, { rounds: [document()] });
    expect(members(plan)).toEqual(['so-giao-duc:', 'so-noi-vu:', 'hoi-phu-nu:']);
  });

  it('asks only who it names', () => {
    expect(members(planOf({}, { rounds: [document({ from: ['so-noi-vu', 'so-y-te'] })] }))).toEqual(['so-noi-vu:']);
  });

  it('of Hà Nội comes from every body of the plan before 20/3/2018, and has no cut-off', () => {
    const { derived, activation } = realYear('ha-noi-2018');
    const round = derived.rounds.find(({ definition }) => definition === 'ke-hoach');
    const reports = derived.obligations.filter((one) => one.round === round?.id);
    expect([round?.deadline.targetDay, round?.covers, round?.cutOff]).toEqual(['2018-03-19', 'document', null]);
    expect(reports.filter(({ items, indicators }) => items.length + indicators.length > 0)).toEqual([]);
    const named = new Set(
      derived.obligations.filter(({ round: of }) => of !== round?.id).map((one) => one.organisation),
    );
    expect(new Set([...reports.map(({ organisation }) => organisation), activation.plan.lead])).toEqual(named);
  });
});

describe('owners of indicators', () => {
  it('owe their figures in the year round only', () => {
    const kinds = (['annual', 'six-month', 'quarterly'] as const).map((kind) =>
      members(planOf({ '1.1': [report('so-noi-vu')] }, { rounds: [inventedRound('nam', 77, { kind })] })),
    );
    const without = ['so-y-te: so-y-te-1', 'so-giao-duc: so-giao-duc-1'];
    expect(kinds).toEqual([[...without, 'so-noi-vu: 1.1 report'], without, without]);
  });

  it('share one indicator, each for its part in the text’s words', () => {
    const plan = planOf({ '1.1': [report('so-noi-vu', 'bạo lực giới'), report('so-y-te', 'bạo lực gia đình')] });
    expect(members(plan)).toEqual([
      'so-y-te: so-y-te-1 1.1 report (bạo lực gia đình)',
      'so-giao-duc: so-giao-duc-1',
      'so-noi-vu: 1.1 report (bạo lực giới)',
    ]);
  });

  it('who only help owe no report for that; who reports anyway is asked for its part', () => {
    const plan = planOf({ '1.1': [report('so-y-te'), helps('so-noi-vu'), helps('so-giao-duc')] });
    expect(members(plan)).toEqual(['so-y-te: so-y-te-1 1.1 report', 'so-giao-duc: so-giao-duc-1 1.1 coordinate']);
  });

  it('who help with one figure and owe another are asked for both, whichever the text names first', () => {
    const first = planOf({ '1.1': [helps('so-noi-vu')], '1.2': [report('so-noi-vu')] });
    const second = planOf({ '1.1': [report('so-noi-vu')], '1.2': [helps('so-noi-vu')] });
    expect([members(first).at(-1), members(second).at(-1)]).toEqual([
      'so-noi-vu: 1.1 coordinate 1.2 report',
      'so-noi-vu: 1.1 report 1.2 coordinate',
    ]);
  });

  it.each(['1.1', '1.*'])('are not asked twice for what a duty of theirs asks for (%s)', (no) => {
    const items = [inventedItem('so-noi-vu-1', 'so-noi-vu', 60, { track: 'figure', indicators: [no] })];
    const plan = planOf({ '1.1': [report('so-noi-vu'), report('so-y-te')] }, { items });
    expect(members(plan)).toEqual(['so-y-te: 1.1 report', 'so-noi-vu: so-noi-vu-1']);
  });

  it('under two names of one body are asked once', () => {
    const group: Party = { ...inventedParty('cac-so', 'Các Sở', 60), kind: 'group' };
    const plan = planOf(
      { '1.1': [report('so-noi-vu'), report('cac-so')], '1.2': [report('so-noi-vu', 'a'), report('cac-so', 'b')] },
      { parties: [...PARTIES, group] },
    );
    expect(members(plan, { participants: { 'cac-so': ['so-noi-vu'] } }).at(-1)).toBe(
      'so-noi-vu: 1.1 report 1.2 report (a) 1.2 report (b)',
    );
  });

  it('are those that the lead names, a single body of a group too', () => {
    const group: Party = { ...inventedParty('cac-so', 'Các Sở', 60), kind: 'group' };
    const plan = planOf({ '1.1': [] }, { parties: [...PARTIES.slice(0, 2), group] });
    const schedule = {
      participants: { 'cac-so': ['so-noi-vu', 'hoi-phu-nu'] },
      indicators: { '1.1': { owners: [report('hoi-phu-nu')] } },
    };
    expect(members(plan, schedule)).toEqual([
      'so-y-te: so-y-te-1',
      'so-giao-duc: so-giao-duc-1',
      'hoi-phu-nu: 1.1 report',
    ]);
  });

  it('of Ngọc Hồi, named by the lead, each owe what a reader of the schedule finds', () => {
    const { derived } = realYear('ngoc-hoi-2023');
    const owed = (organisation: string) =>
      derived.obligations
        .find(({ id }) => id === `ngoc-hoi-2023/nam/2023/${organisation}`)
        ?.indicators.map(({ no, role }) => `${no} ${role}`);
    expect(owed('cong-an-huyen')).toEqual(['3.2 coordinate', '3.3 report']);
    expect(owed('phong-y-te')).toEqual(['4.1 report', '4.2 report', '4.3 report']);
    expect(owed('ubnd-xa-po-y')).toEqual(['6.3 report']);
    expect(owed('phong-dan-toc')).toEqual(['5.2 coordinate']);
  });
});
