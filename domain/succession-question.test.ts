import { describe, expect, it } from 'vitest';
import { body, dated, inventedYear, realYear, sonLa } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import type { Activation } from './activation.ts';
import { derive, deriveYear } from './derivation.ts';
import type { Organisation } from './organisation.ts';
import type { Deadline, Party } from './plan.ts';
import type { Schedule } from './schedule.ts';
import { firstLadder } from './subject.ts';

const district = (id: string, to: string | null): Organisation =>
  body(id, `Huyện ${id.toUpperCase()}`, { level: 'district', to });
const DISTRICTS: Party = {
  ...inventedParty('cac-huyen', 'Ủy ban nhân dân các huyện', 60),
  kind: 'group',
  selector: { level: 'district', except: [] },
};

/** A lead and some districts, which report before 30/11 of every year or of one. */
function activated(districts: Organisation[], schedule: Partial<Schedule> = {}, yearly = true): Activation {
  const deadline: Deadline = { kind: 'before', date: '2026-11-30', text: 'trước ngày 30/11' };
  const plan = inventedPlan({
    parties: [inventedParty('so-y-te', 'Sở Y tế', 40), DISTRICTS],
    items: [inventedItem('cac-huyen-1', 'cac-huyen', 61)],
    objectives: [],
    rounds: [inventedRound('nam', 77, { deadline: yearly ? { ...deadline, recurs: 'yearly' } : deadline })],
  });
  return inventedYear(plan, schedule, [body('so-y-te', 'Sở Y tế'), ...districts]).activation;
}

const questions = (activation: Activation, year = 2026) =>
  deriveYear(activation, year).obligations.filter(({ id }) => id.includes('/ke-nhiem-'));

const SUCCESSION = { party: 'cac-huyen', selector: null, organisations: ['so-y-te'], basis: 'Công văn 9' };

describe('bodies that end while a plan runs', () => {
  it('make one question to the lead, from the day after the last of them', () => {
    const found = questions(activated([district('a', '2026-06-30'), district('b', '2026-04-30'), district('c', null)]));
    expect(
      found.map(({ id, opensOn, organisation, kind, ofLead }) => [id, opensOn, organisation, kind, ofLead]),
    ).toEqual([['an-ha/ke-nhiem-cac-huyen/so-y-te/2026', '2026-07-01', 'so-y-te', 'own', true]]);
    expect(found.map(({ name, deadline, event }) => [name, deadline, event])).toEqual([
      ['Xác định cơ quan kế nhiệm của Huyện A và Huyện B', null, 'cơ quan kế nhiệm của Huyện A và Huyện B'],
    ]);
  });

  it('are named by their party where they are many', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => district(id, '2026-06-30'));
    expect(questions(activated(many))[0]?.name).toBe('Xác định cơ quan kế nhiệm của Ủy ban nhân dân các huyện');
  });

  it('are asked about on working days from then on, each quarter', () => {
    const activation = activated([district('a', '2026-04-30')]);
    const [question] = questions(activation);
    if (!question) throw new TypeError('no question');
    // Friday 1/5 is off
    expect(dated(firstLadder(question, activation).rungs)).toEqual([
      '4/5 event-question',
      '1/7 event-question',
      '1/10 event-question',
      '4/1 event-question',
      '1/4 event-question',
      '1/7 event-question',
    ]);
  });

  it('are asked about no more once a successor is named, at the latest for the day after', () => {
    const ending = [district('a', '2026-06-30')];
    const named = (on: string) => questions(activated(ending, { successions: [{ ...SUCCESSION, on }] })).length;
    expect([named('2026-06-15'), named('2026-07-01'), named('2026-07-02')]).toEqual([0, 0, 1]);
    const ofOther = { successions: [{ ...SUCCESSION, party: 'so-y-te', on: '2026-07-01' }] };
    expect(questions(activated(ending, ofOther))).toHaveLength(1);
  });

  it('before the activation are no question of this plan', () => {
    expect(questions(activated([district('a', '2026-01-31'), district('b', null)]))).toEqual([]);
  });

  it('in two years are two questions', () => {
    const activation = activated([district('a', '2026-06-30'), district('b', '2027-06-30')]);
    const ids = derive(activation, 2027)
      .obligations.map(({ id }) => id)
      .filter((id) => id.includes('ke-nhiem'));
    expect(ids).toEqual(['an-ha/ke-nhiem-cac-huyen/so-y-te/2026', 'an-ha/ke-nhiem-cac-huyen/so-y-te/2027']);
  });

  it('with the year are missed from the next one on, where the plan goes on', () => {
    const ending = [district('a', '2026-12-31'), district('b', null)];
    const activation = activated(ending);
    expect(questions(activation)).toEqual([]);
    expect(questions(activation, 2027).map(({ opensOn }) => opensOn)).toEqual(['2027-01-01']);
    expect([2026, 2027].flatMap((year) => questions(activated(ending, {}, false), year))).toEqual([]);
  });

  it('leave nobody behind in the rounds that open later, nor any successor that nobody named', () => {
    const activation = activated([district('a', '2026-06-30'), district('b', null)]);
    const reports = deriveYear(activation, 2026).obligations.filter(({ kind }) => kind === 'report');
    expect(reports.map(({ organisation }) => organisation)).toEqual(['b']);
  });
});

describe('the real plans', () => {
  it('Sơn La, whose districts ended on 30/6/2025, asks only where no successor is named', () => {
    expect(questions(sonLa().activation, 2025)).toEqual([]);
    const asked = questions(sonLa({ successions: [] }).activation, 2025);
    expect(asked.map(({ id, opensOn }) => [id, opensOn])).toEqual([
      ['son-la-2025/ke-nhiem-uy-ban-nhan-dan-cap-huyen/so-noi-vu/2025', '2025-07-01'],
    ]);
  });

  it('Cà Mau asks in 2025, eight years after it began', () => {
    const { activation } = realYear('ca-mau-2017');
    const years = Array.from({ length: 11 }, (_, index) => 2017 + index);
    expect(years.filter((year) => questions(activation, year).length > 0)).toEqual([2025]);
  });
});
