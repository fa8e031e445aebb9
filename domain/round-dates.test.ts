import { describe, expect, it } from 'vitest';
import { before, body, inventedYear, onOrBefore, realYear } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import type { Obligation, Round } from './activation.ts';
import { deriveYear } from './derivation.ts';
import type { Level, Organisation } from './organisation.ts';
import type { Plan, PlanRound } from './plan.ts';
import type { Schedule } from './schedule.ts';

const LEVELS: Level[] = ['department', 'district', 'commune'];
const BODIES: Organisation[] = [
  body('so-y-te', 'Sở Y tế'),
  body('so-noi-vu', 'Sở Nội vụ'),
  body('huyen-a', 'Huyện A', { level: 'district' }),
  body('xa-a', 'Xã A', { level: 'commune' }),
];

/** Four bodies of three levels, each with one line, and these rounds. */
function planOf(rounds: PlanRound[]): Plan {
  const parties = BODIES.map(({ id, name }, index) => inventedParty(id, name, 40 + index));
  const items = BODIES.map(({ id }, index) => inventedItem(`${id}-1`, id, 50 + index));
  return inventedPlan({ parties, items, objectives: [], rounds });
}

const toMembers = (changes: Partial<PlanRound> = {}): PlanRound =>
  inventedRound('nam', 77, { deadline: { kind: 'undetermined', text: 'định kỳ' }, ...changes });
const upward = (date: string, changes: Partial<PlanRound> = {}): PlanRound =>
  inventedRound('len-tren', 90, { from: 'lead', covers: 'document', deadline: before(date), ...changes });

const yearOf = (rounds: PlanRound[], schedule: Partial<Schedule> = {}) =>
  inventedYear(planOf(rounds), schedule, BODIES).derived;

/** What bodies of each level are told, in the order of `LEVELS`. */
function told({ obligations }: { obligations: Obligation[] }, round: Round, organisations = BODIES): string[] {
  return LEVELS.map((level) => {
    const bodies = new Set(organisations.filter((one) => one.level === level).map(({ id }) => id));
    const reports = obligations.filter((one) => one.round === round.id && !one.upward && bodies.has(one.organisation));
    return [...new Set(reports.map(({ deadline }) => deadline?.targetDay ?? '–'))].join();
  });
}

function only<One>(list: One[]): One {
  const [one] = list;
  if (one === undefined || list.length > 1) throw new TypeError(`${list.length} where one was expected`);
  return one;
}

describe('Cà Mau, “trước ngày 30 tháng 11 hàng năm”, of which only the lead has a date', () => {
  const { activation } = realYear('ca-mau-2017');

  // Counted on a wall calendar: the lead's last working day, seven and ten working days before it, three after the last.
  it.each([
    [2017, '2017-11-29', '2017-11-20', '2017-11-15', '2017-11-23'],
    [2018, '2018-11-29', '2018-11-20', '2018-11-15', '2018-11-23'],
    [2019, '2019-11-29', '2019-11-20', '2019-11-15', '2019-11-25'],
    [2020, '2020-11-27', '2020-11-18', '2020-11-13', '2020-11-23'],
    [2021, '2021-11-29', '2021-11-18', '2021-11-15', '2021-11-23'],
    [2022, '2022-11-29', '2022-11-18', '2022-11-15', '2022-11-23'],
    [2023, '2023-11-29', '2023-11-20', '2023-11-15', '2023-11-23'],
    [2024, '2024-11-29', '2024-11-20', '2024-11-15', '2024-11-25'],
    // The districts have ended on 30/6/2025.
    [2025, '2025-11-28', '2025-11-19', '', '2025-11-24'],
    // 24/11, pending, counts as off.
    [2026, '2026-11-27', '2026-11-17', '', '2026-11-20'],
    [2027, '2027-11-29', '2027-11-17', '', '2027-11-22'],
  ])('%i: lead %s, departments %s, districts %s, consolidation %s', (year, lead, departments, districts, on) => {
    const derived = deriveYear(activation, year);
    const round = only(derived.rounds);
    expect(round.leadDeadline?.targetDay).toBe(lead);
    expect(told(derived, round, activation.organisations).slice(0, 2)).toEqual([departments, districts]);
    expect([round.consolidationOn, round.cutOff, round.name]).toEqual([
      on,
      `${year}-10-31`,
      `Báo cáo định kỳ năm ${year}`,
    ]);
  });

  it('names the lead’s words as the plan’s, the members’ days as a proposal with its reason', () => {
    const derived = deriveYear(activation, 2017);
    const round = only(derived.rounds);
    expect([round.leadDeadline?.origin, round.deadline.origin]).toEqual(['plan', 'proposal']);
    expect(round.deadline.why[0]).toContain('07 ngày làm việc trước ngày cuối của cơ quan đầu mối (29/11/2017)');
    const district = derived.obligations.find(({ id }) => id.endsWith('dinh-ky/2017/ubnd-huyen-u-minh'));
    expect(district?.deadline?.why[0]).toContain('10 ngày làm việc trước ngày cuối của cơ quan đầu mối (29/11/2017)');
  });

  it('opens each body by its own day: districts three weeks before theirs', () => {
    const { obligations } = deriveYear(activation, 2017);
    const opens = (body: string) => obligations.find(({ id }) => id === `ca-mau-2017/dinh-ky/2017/${body}`)?.opensOn;
    expect([opens('ubnd-huyen-u-minh'), opens('so-noi-vu')]).toEqual(['2017-10-25', '2017-10-30']);
  });
});

describe('dates by level', () => {
  it('are counted back from the lead’s: fifteen, ten and seven working days', () => {
    const derived = yearOf([toMembers(), upward('2026-11-30')]);
    const round = only(derived.rounds);
    // 27/11 is the lead's; Tuesday 24/11 does not count
    expect(told(derived, round)).toEqual(['2026-11-17', '2026-11-12', '2026-11-05']);
    expect([round.opensOn, round.consolidationOn, round.cutOff]).toEqual(['2026-10-15', '2026-11-20', '2026-10-31']);
  });

  it('are as far as the policy says', () => {
    const policy = { communeBeforeLead: 5, districtBeforeLead: 4, othersBeforeLead: 3 };
    const derived = yearOf([toMembers(), upward('2026-11-30')], { policy });
    expect(told(derived, only(derived.rounds))).toEqual(['2026-11-23', '2026-11-20', '2026-11-19']);
  });

  it('of the plan’s own words are one for all', () => {
    const derived = yearOf([toMembers({ deadline: before('2026-12-04') }), upward('2026-12-18')]);
    expect(told(derived, only(derived.rounds))).toEqual(Array(3).fill('2026-12-03'));
  });

  it('decided for a level hold for it; a level left out keeps its proposal', () => {
    const deadlines = { commune: onOrBefore('2026-11-02'), other: onOrBefore('2026-11-19') };
    const derived = yearOf([toMembers(), upward('2026-11-30')], { rounds: { nam: { deadlines } } });
    const round = only(derived.rounds);
    expect(told(derived, round)).toEqual(['2026-11-19', '2026-11-12', '2026-11-02']);
    expect(round.deadline.origin).toBe('lead');
  });

  it('left out where the lead has no date either follow the others', () => {
    const deadlines = { other: onOrBefore('2026-11-19') };
    const derived = yearOf([toMembers()], { rounds: { nam: { deadlines } } });
    expect(told(derived, only(derived.rounds))).toEqual(Array(3).fill('2026-11-19'));
  });
});

describe('a lead with several reports to send up', () => {
  const two = [
    toMembers({ deadline: before('2026-12-04') }),
    upward('2026-12-25', { id: 'len-bo', to: ['Bộ Nội vụ'] }),
    upward('2026-12-15', { id: 'len-tinh', to: ['Ủy ban nhân dân tỉnh'] }),
  ];

  it('owes each by its own date; the earlier decides when to consolidate', () => {
    const derived = yearOf(two);
    const round = only(derived.rounds);
    const ups = derived.obligations.filter((one) => one.upward);
    expect(ups.map(({ id, deadline, name }) => [id, deadline?.targetDay, name])).toEqual([
      ['an-ha/len-bo/2026-nam/so-y-te', '2026-12-24', 'Báo cáo năm 2026 gửi Bộ Nội vụ'],
      ['an-ha/len-tinh/2026-nam/so-y-te', '2026-12-14', 'Báo cáo năm 2026 gửi Ủy ban nhân dân tỉnh'],
    ]);
    // two working days before Monday 14/12, not three after Friday 4/12
    expect([round.consolidationOn, round.leadDeadline?.targetDay]).toEqual(['2026-12-09', '2026-12-14']);
    expect([round.leadObligation, round.to]).toEqual(['an-ha/len-bo/2026-nam/so-y-te', ['Bộ Nội vụ']]);
    expect(ups.map(({ opensOn, ofLead, round: of }) => [opensOn, ofLead, of])).toEqual(
      Array(2).fill([round.opensOn, true, round.id]),
    );
  });

  it('gets the same proposal for each that names no day', () => {
    const open = { deadline: { kind: 'undetermined' as const, text: 'theo quy định' } };
    const derived = yearOf([two[0] as PlanRound, upward('', { id: 'a', ...open }), upward('', { id: 'b', ...open })]);
    const ups = derived.obligations.filter((one) => one.upward).map(({ deadline }) => deadline?.targetDay);
    // five working days after Wednesday 9/12
    expect([only(derived.rounds).consolidationOn, ups]).toEqual(['2026-12-09', ['2026-12-16', '2026-12-16']]);
  });
});

describe('the cut-off', () => {
  it('is the lawful one where no date of the plan comes before it, and a proposal moves on for it', () => {
    // no date on either side: the lead's is Friday 25/12, and ten working days before would be 11/12
    const derived = yearOf([]);
    const [half, year] = derived.rounds as [Round, Round];
    expect([half.cutOff, year.cutOff]).toEqual(['2026-06-14', '2026-12-14']);
    expect(told(derived, half)).toEqual(['2026-06-16', '2026-06-15', '2026-06-15']);
    expect(told(derived, year)).toEqual(['2026-12-16', '2026-12-15', '2026-12-15']);
    const commune = derived.obligations.find(({ organisation }) => organisation === 'xa-a');
    expect(commune?.deadline?.why[0]).toContain('sau ngày chốt số liệu 14/06/2026 một ngày làm việc');
  });

  it('is the month end before the members’ dates where the plan wants its report earlier', () => {
    const derived = yearOf([toMembers({ kind: 'six-month', deadline: before('2026-05-20') })]);
    expect(only(derived.rounds).cutOff).toBe('2026-04-30');
    // Of communes too, whose day comes first.
    const early = yearOf([toMembers(), upward('2026-11-10')]);
    expect([told(early, only(early.rounds))[2], only(early.rounds).cutOff]).toEqual(['2026-10-19', '2026-09-30']);
  });

  it('leaves a date of the plan where it is', () => {
    const derived = yearOf([toMembers({ deadline: onOrBefore('2026-12-15') })]);
    expect([told(derived, only(derived.rounds))[0], only(derived.rounds).cutOff]).toEqual(['2026-12-15', '2026-12-14']);
  });

  it('makes room where the lead’s own date follows on its heels', () => {
    // told 16/6: a member's day after 14/6 would be Monday 15/6, and the lead consolidates on Friday 12/6
    const derived = yearOf([toMembers({ kind: 'six-month' }), upward('2026-06-17', { kind: 'six-month' })]);
    const round = only(derived.rounds);
    expect(told(derived, round)).toEqual(['2026-06-05', '2026-06-02', '2026-05-26']);
    expect([round.cutOff, round.consolidationOn]).toEqual(['2026-04-30', '2026-06-10']);
  });

  it('set by the lead holds for its year', () => {
    const yearly = { ...before('2026-11-30'), recurs: 'yearly' as const };
    const rounds = { nam: { cutOff: '2026-11-01' } };
    const { activation } = inventedYear(planOf([toMembers({ deadline: yearly })]), { rounds }, BODIES);
    const cutOffs = [2026, 2027].map((year) => deriveYear(activation, year).rounds.map(({ cutOff }) => cutOff));
    expect(cutOffs).toEqual([['2026-11-01'], ['2027-10-31']]);
  });
});
