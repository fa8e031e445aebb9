import { describe, expect, it } from 'vitest';
import { body, inventedYear, onOrBefore, sonLa } from '../test/domain-fixture.ts';
import {
  inventedIndicator,
  inventedItem,
  inventedParty,
  inventedPlan,
  inventedRound,
} from '../importer/invented-plan.ts';
import type { Organisation } from './organisation.ts';
import type { Deadline, Party, Plan, PlanItem } from './plan.ts';
import type { Undecided } from './proposal.ts';
import type { Schedule } from './schedule.ts';
import { undecidedOf } from './undecided.ts';

const APPROVED: Partial<Schedule> = {
  approval: { by: 'Nguyễn Văn Mẫu', title: 'Giám đốc', basis: 'Phiếu trình số 1' },
};

const open = (plan: Plan, schedule: Partial<Schedule> = {}, organisations?: Organisation[]): Undecided[] =>
  undecidedOf(inventedYear(plan, { ...APPROVED, ...schedule }, organisations).activation);

const places = (list: Undecided[]): string[] => list.map(({ code, at }) => `${code} ${at}`);

const undetermined = (text = 'theo quy định'): Deadline => ({ kind: 'undetermined', text });

const withItem = (changes: Partial<PlanItem>): Plan => {
  const plan = inventedPlan();
  return { ...plan, items: [...plan.items, inventedItem('so-y-te-2', 'so-y-te', 42, changes)] };
};

describe('a plan that dates everything', () => {
  it('leaves nothing open once somebody has approved it', () => {
    expect(open(inventedPlan())).toEqual([]);
  });

  it('asks who approves, in which office, on what basis', () => {
    expect(places(open(inventedPlan(), { approval: null }))).toEqual(['approval-missing approval']);
    const [half] = open(inventedPlan(), { approval: { by: 'Nguyễn Văn Mẫu', title: '', basis: ' ' } });
    expect(half?.message).toContain('chức vụ (title) và văn bản làm căn cứ (basis)');
    expect(half?.message).not.toContain('họ tên');
  });
});

describe('a round whose members have no date', () => {
  const plan = inventedPlan({
    rounds: [
      inventedRound('nam', 77, { deadline: undetermined('định kỳ') }),
      inventedRound('len-tren', 78, { covers: 'document', from: 'lead', deadline: onOrBefore('2026-11-27') }),
    ],
  });

  it('is open, with the day counted back from the lead’s own and the rule that gave it', () => {
    const [round, ...others] = open(plan);
    expect(others).toEqual([]);
    expect([round?.code, round?.at, round?.blocks]).toEqual(['round-date', 'rounds.nam', true]);
    // 7 working days before Fri 27/11, with 24/11 off; both bodies are of one level
    expect(round?.proposed).toMatchObject([{ of: '', day: '2026-11-17' }]);
    expect(round?.message).toContain('chỉ nêu “định kỳ”');
    expect(round?.message).toContain('thứ Ba 17/11/2026: 07 ngày làm việc trước ngày cuối');
    expect(round?.message).toContain('asProposed: true ở “rounds.nam”');
  });

  it('is closed by a date, by accepting the proposal, or by leaving the round out', () => {
    for (const decision of [
      { deadline: onOrBefore('2026-12-04') },
      { deadlines: { other: onOrBefore('2026-12-04') } },
      { asProposed: true as const },
      { omitted: true as const },
    ])
      expect(open(plan, { rounds: { nam: decision } }), JSON.stringify(decision)).toEqual([]);
  });

  it('names the levels that are left, where only one has got its date', () => {
    const parties = [...plan.parties, { ...inventedParty('cac-huyen', 'Các huyện', 50), kind: 'group' as const }];
    parties[2] = { ...(parties[2] as Party), selector: { level: 'district', except: [] } };
    const items = [...plan.items, inventedItem('cac-huyen-1', 'cac-huyen', 51)];
    const bodies = [
      body('so-y-te', 'Sở Y tế'),
      body('so-giao-duc', 'Sở Giáo dục và Đào tạo'),
      body('huyen-a', 'UBND huyện A', { level: 'district' }),
    ];
    const both = open({ ...plan, parties, items }, {}, bodies);
    expect(both[0]?.proposed.map(({ of, day }) => [of, day])).toEqual([
      ['district', '2026-11-12'],
      ['other', '2026-11-17'],
    ]);
    const deadlines = { district: onOrBefore('2026-12-01') };
    const [left] = open({ ...plan, parties, items }, { rounds: { nam: { deadlines } } }, bodies);
    expect(left?.proposed.map(({ of }) => of)).toEqual(['other']);
  });

  it('stays open without any proposal where nothing leads to a date, whatever is accepted', () => {
    const nowhere = inventedPlan({
      rounds: [inventedRound('quy', 77, { kind: 'quarterly', deadline: undetermined() })],
    });
    for (const rounds of [{}, { quy: { asProposed: true as const } }]) {
      const [round] = open(nowhere, { rounds });
      expect([round?.at, round?.proposed]).toEqual(['rounds.quy', []]);
      expect(round?.message).toContain('omitted: true');
    }
    expect(open(nowhere, { rounds: { quy: { omitted: true } } })).toEqual([]);
  });
});

describe('what the lead sends up', () => {
  const plan = inventedPlan({
    rounds: [
      inventedRound('nam', 77),
      inventedRound('len-tren', 78, { covers: 'document', from: 'lead', deadline: undetermined() }),
    ],
  });

  it('is open by its own name, with the day after the consolidation', () => {
    const [date] = open(plan);
    expect([date?.code, date?.at]).toEqual(['lead-date', 'rounds.len-tren']);
    expect(date?.proposed).toMatchObject([{ of: 'nam', day: '2026-12-16' }]);
    expect(date?.message).toContain('05 ngày làm việc sau ngày tổng hợp (09/12/2026)');
  });

  it('is closed by accepting it, by a date, or by a date for the members’ round', () => {
    for (const decision of [
      { asProposed: true as const },
      { deadline: onOrBefore('2026-12-18') },
      { upward: { nam: onOrBefore('2026-12-18') } },
    ])
      expect(open(plan, { rounds: { 'len-tren': decision } })).toEqual([]);
    expect(places(open(plan, { rounds: { nam: { asProposed: true } } }))).toEqual(['lead-date rounds.len-tren']);
  });
});

describe('rounds that no plan names', () => {
  const plan = inventedPlan({ rounds: [] });

  it('are proposals, each to be accepted, dated or left out, and so is the lead’s own date', () => {
    expect(places(open(plan))).toEqual([
      'round-proposed rounds.6-thang',
      'round-proposed rounds.nam',
      'lead-date rounds.len-tren',
    ]);
    const rounds = {
      '6-thang': { omitted: true },
      nam: { asProposed: true },
      'len-tren': { asProposed: true },
    } as const;
    expect(open(plan, { rounds })).toEqual([]);
  });
});

describe('duties of their own', () => {
  it('without a day are open with 20 working days after the issue', () => {
    const plan = withItem({ track: 'own', deadline: undetermined('sớm') });
    const [item] = open(plan);
    expect([item?.code, item?.at]).toEqual(['item-date', 'items.so-y-te-2']);
    expect(item?.message).toContain('20 ngày làm việc sau ngày ban hành kế hoạch (03/02/2026)');
    expect(open(plan, { items: { 'so-y-te-2': { asProposed: true } } })).toEqual([]);
    expect(open(plan, { items: { 'so-y-te-2': { deadlines: [onOrBefore('2026-04-01')] } } })).toEqual([]);
    expect(open(plan, { items: { 'so-y-te-2': { track: 'line' } } })).toEqual([]);
  });

  it('that await what nobody names can’t be accepted as they are', () => {
    const plan = withItem({ track: 'await', deadline: undetermined('giai đoạn 2018 - 2025') });
    for (const items of [{}, { 'so-y-te-2': { asProposed: true as const } }]) {
      const [item] = open(plan, { items });
      expect([item?.code, item?.proposed]).toEqual(['item-event', []]);
      expect(item?.message).toContain('“giai đoạn 2018 - 2025”');
    }
    expect(open(plan, { items: { 'so-y-te-2': { event: 'yêu cầu tổng kết' } } })).toEqual([]);
  });

  it('that await an event which the plan names are decided', () => {
    const event = 'hướng dẫn của Bộ';
    expect(open(withItem({ track: 'await', deadline: { kind: 'after-event', event, text: `sau ${event}` } }))).toEqual(
      [],
    );
  });
});

describe('groups', () => {
  const group = (changes: Partial<Party>): Plan => {
    const plan = inventedPlan();
    const party = { ...inventedParty('nhom', 'Nhóm', 50), kind: 'group' as const, ...changes };
    return { ...plan, parties: [...plan.parties, party], items: [...plan.items, inventedItem('nhom-1', 'nhom', 51)] };
  };
  const bodies = [
    body('so-y-te', 'Sở Y tế'),
    body('so-giao-duc', 'Sở Giáo dục và Đào tạo'),
    body('so-tu-phap', 'Sở Tư pháp'),
    body('huyen-a', 'UBND huyện A', { level: 'district' }),
    body('hoi-phu-nu', 'Hội Phụ nữ', { level: 'mass-organisation' }),
  ];

  it('“các sở, ban, ngành” are ticked by a person', () => {
    const plan = group({ selector: { level: 'department', except: [] } });
    const [ticked] = open(plan, {}, bodies);
    expect([ticked?.code, ticked?.at]).toEqual(['participants', 'participants.nhom']);
    expect(open(plan, { participants: { nhom: ['so-tu-phap'] } }, bodies)).toEqual([]);
  });

  it('“các huyện” are all of them, and a group whose members are all found is whole', () => {
    expect(open(group({ selector: { level: 'district', except: [] } }), {}, bodies)).toEqual([]);
    expect(open(group({ members: ['Sở Tư pháp', 'Hội Phụ nữ'] }), {}, bodies)).toEqual([]);
  });

  it('a member that is no body leaves the group open', () => {
    const plan = group({ members: ['Hội Phụ nữ', 'các tổ chức thành viên'] });
    expect(places(open(plan, {}, bodies))).toEqual(['participants participants.nhom']);
  });

  it('a group that owes nothing is not asked about', () => {
    const plan = group({ selector: { level: 'department', except: [] } });
    const items = plan.items.map((item) => (item.party === 'nhom' ? { ...item, track: 'none' as const } : item));
    expect(open({ ...plan, items }, {}, bodies)).toEqual([]);
  });

  it('a duty that nobody is left to carry is told', () => {
    const plan = group({ selector: { level: 'district', except: [] } });
    const ceased = bodies.map((one) => (one.id === 'huyen-a' ? { ...one, to: '2025-12-31' } : one));
    expect(places(open(plan, {}, ceased))).toEqual(['item-unassigned items.nhom-1']);
    const nobody = { items: { 'nhom-1': { organisations: ['so-tu-phap'] } } };
    expect(places(open(plan, nobody, bodies))).toEqual(['item-unassigned items.nhom-1']);
  });
});

describe('what is told and blocks nothing', () => {
  const unowned = (changes: object): Plan =>
    inventedPlan({ objectives: [{ no: '1', title: null, indicators: [inventedIndicator('1.1', changes)] }] });

  it('indicators that nobody gives figures for', () => {
    const plan = unowned({ owners: [] });
    expect(open(plan).map(({ code, blocks }) => [code, blocks])).toEqual([['indicator-unowned', false]]);
    const owners = [{ party: 'so-y-te', role: 'report' as const, scope: null }];
    expect(open(plan, { indicators: { '1.1': { owners } } })).toEqual([]);
    expect(open({ ...plan, items: [inventedItem('so-y-te-1', 'so-y-te', 41, { indicators: ['1.1'] })] })).toEqual([]);
  });

  it('targets in a document that is not attached', () => {
    const plan = unowned({ text: null, targets: [] });
    const reference = { ref: '12/KH-UBND', role: 'targets' as const, file: null };
    const [elsewhere] = open({ ...plan, references: [reference] });
    expect([elsewhere?.code, elsewhere?.blocks]).toEqual(['targets-elsewhere', false]);
    expect(elsewhere?.message).toContain('“12/KH-UBND”');
    expect(open({ ...plan, references: [{ ...reference, file: 'kh-12.pdf' }] })).toEqual([]);
  });
});

describe('Sơn La 2025', () => {
  it('is decided, but for the targets that stand in Kế hoạch 111', () => {
    expect(places(undecidedOf(sonLa().activation))).toEqual(['targets-elsewhere references']);
  });

  it('without a decision on its lead’s date is open there', () => {
    const { schedule } = sonLa().activation;
    const { 'len-tren': _accepted, ...rounds } = schedule.rounds;
    const [date] = undecidedOf(sonLa({ rounds }).activation);
    expect(date?.proposed.map(({ of, day }) => [of, day])).toEqual([
      ['6-thang', '2025-05-30'],
      ['nam', '2025-12-05'],
    ]);
  });
});
