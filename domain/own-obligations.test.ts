import { describe, expect, it } from 'vitest';
import { before, body, CALENDAR, inventedYear, onOrBefore, realYear } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan } from '../importer/invented-plan.ts';
import { calendarOf } from './calendar.ts';
import { derive, deriveYear } from './derivation.ts';
import type { Deadline, PeriodEdge, PlanItem } from './plan.ts';
import type { Schedule } from './schedule.ts';
import { firstLadder } from './subject.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

const yearly = (deadline: Deadline): Deadline => ({ ...deadline, recurs: 'yearly' }) as Deadline;
const periodic = (every: 'month' | 'quarter', by: Partial<PeriodEdge> = {}): Deadline => ({
  kind: 'periodic',
  every,
  by: { day: 25, edge: 'on-or-before', ...by },
  text: 'định kỳ',
});

const own = (deadline: Deadline, changes: Partial<PlanItem> = {}): PlanItem =>
  inventedItem('viec', 'so-giao-duc', 45, { track: 'own', deadline, ...changes });

const activationOf = (item: PlanItem, schedule: Partial<Schedule> = {}) =>
  inventedYear(inventedPlan({ items: [item], objectives: [], rounds: [] }), schedule).activation;

/** `viec/so-giao-duc/2026: 2026-11-27 plan`, of every obligation from the first year through `year`. */
const owed = (item: PlanItem, schedule: Partial<Schedule> = {}, year = 2026): string[] =>
  derive(activationOf(item, schedule), year).obligations.map(
    ({ id, deadline }) => `${id.replace('an-ha/', '')}: ${deadline ? `${deadline.targetDay} ${deadline.origin}` : '–'}`,
  );

describe('what is owed apart from the rounds', () => {
  it('once has no period in its id, and comes in the first year only', () => {
    expect(owed(own(before('2026-11-30')), {}, 2027)).toEqual(['viec/so-giao-duc: 2026-11-27 plan']);
  });

  it('every year has the year in its id', () => {
    expect(owed(own(yearly(before('2026-11-30'))), {}, 2027)).toEqual([
      'viec/so-giao-duc/2026: 2026-11-27 plan',
      'viec/so-giao-duc/2027: 2027-11-29 plan',
    ]);
    const month = yearly({ kind: 'within-month', month: '2026-09', text: 'trong tháng 9 hằng năm' });
    expect(owed(own(month), {}, 2027)).toEqual([
      'viec/so-giao-duc/2026: 2026-09-30 plan',
      'viec/so-giao-duc/2027: 2027-09-30 plan',
    ]);
  });

  it('every quarter has the quarter, from the activation on', () => {
    expect(owed(own(periodic('quarter')))).toEqual([
      'viec/so-giao-duc/2026-Q1: 2026-03-25 plan',
      'viec/so-giao-duc/2026-Q2: 2026-06-25 plan',
      'viec/so-giao-duc/2026-Q3: 2026-09-25 plan',
      'viec/so-giao-duc/2026-Q4: 2026-12-25 plan',
    ]);
    const since = (activatedOn: string) => owed(own(periodic('quarter')), { activatedOn })[0];
    expect([since('2026-03-25'), since('2026-03-26')]).toEqual([
      'viec/so-giao-duc/2026-Q1: 2026-03-25 plan',
      'viec/so-giao-duc/2026-Q2: 2026-06-25 plan',
    ]);
  });

  it('has its second date as `.2`, with periods of its own', () => {
    expect(owed(own(before('2026-03-20'), { also: [periodic('quarter', { day: 10 })] })).slice(0, 3)).toEqual([
      'viec/so-giao-duc: 2026-03-19 plan',
      'viec.2/so-giao-duc/2026-Q1: 2026-03-10 plan',
      'viec.2/so-giao-duc/2026-Q2: 2026-06-10 plan',
    ]);
  });

  it.each<Deadline>([
    { kind: 'window', from: '2026-11-15', to: '2026-12-15', text: 'từ 15/11 đến 15/12' },
    { kind: 'ongoing', text: 'thường xuyên' },
  ])('has no second date in a span of activity beside the first ($kind)', (span) => {
    expect(owed(own(before('2026-03-20'), { also: [span] }))).toEqual(['viec/so-giao-duc: 2026-03-19 plan']);
  });
});

describe('what names no day', () => {
  it.each<Deadline>([
    { kind: 'window', from: '2026-11-15', to: '2026-12-15', text: 'từ 15/11 đến 15/12' },
    { kind: 'ongoing', text: 'thường xuyên' },
    { kind: 'undetermined', text: '' },
    { kind: 'periodic', every: 'day', text: 'hằng ngày' },
  ])('is proposed twenty working days after issue ($kind)', (deadline) => {
    // from Tue 3/2/2026, over Tết 16–20/2: Tuesday 10/3
    expect(owed(own(deadline, { product: 'Kế hoạch' }))).toEqual(['viec/so-giao-duc: 2026-03-10 proposal']);
  });

  it('is proposed from the activation where that is of a later year', () => {
    expect(owed(own({ kind: 'undetermined', text: '' }), { activatedOn: '2027-03-01' }, 2027)).toEqual([
      'viec/so-giao-duc: 2027-03-29 proposal',
    ]);
  });

  it('takes the dates that the lead decides, in their order', () => {
    const deadlines = [onOrBefore('2026-05-15'), onOrBefore('2026-09-15')];
    expect(owed(own({ kind: 'undetermined', text: '' }), { items: { viec: { deadlines } } })).toEqual([
      'viec/so-giao-duc: 2026-05-15 lead',
      'viec.2/so-giao-duc: 2026-09-15 lead',
    ]);
    expect(
      owed(own({ kind: 'undetermined', text: '' }), { items: { viec: { deadlines: [periodic('quarter')] } } }),
    ).toHaveLength(4);
  });
});

describe('what is counted from an event', () => {
  const within = (days: number, working: boolean): Deadline => ({
    ...{ kind: 'within-days', days, working, event: 'nhận văn bản', text: 'trong 05 ngày làm việc kể từ ngày nhận' },
  });
  const recorded = { events: { 'nhận văn bản': { on: '2026-04-23' } } };

  it('in working days leaves out the first day, the weekend, Giỗ Tổ and what makes up for it, 30/4 and 1/5', () => {
    // Thu 23/4; Fri 24 (1), Tue 28 (2), Wed 29 (3), Mon 4/5 (4), Tue 5/5 (5)
    expect(owed(own(within(5, true)), recorded)).toEqual(['viec/so-giao-duc: 2026-05-05 plan']);
  });

  it('in calendar days ends on the working day before a day off, and is late only after the next', () => {
    // ten days on is Sunday 3/5
    const [one] = derive(activationOf(own(within(10, false)), recorded)).obligations;
    expect([one?.deadline?.targetDay, one?.deadline?.lastLawfulDay, one?.deadline?.namedDay]).toEqual([
      '2026-04-29',
      '2026-05-04',
      '2026-05-04',
    ]);
  });

  it('waits until that is recorded', () => {
    const [one] = derive(activationOf(own(within(5, true)))).obligations;
    expect([one?.deadline, one?.event, one?.opensOn]).toEqual([null, 'nhận văn bản', null]);
  });

  it('waits under its own name where the text knows no event', () => {
    const bare = own({ kind: 'undetermined', text: '' }, { track: 'await' });
    const named = { items: { viec: { event: 'yêu cầu của Bộ' } } };
    const events = [{}, named].map((schedule) => derive(activationOf(bare, schedule)).obligations[0]?.event);
    expect(events).toEqual(['viec', 'yêu cầu của Bộ']);
  });
});

describe('at the end of the table of working days', () => {
  const THROUGH_2026 = calendarOf(
    1,
    WORKING_DAY_ROWS.filter(({ date }) => date < '2027-01-01'),
  );
  const monthly = own(periodic('month', { day: 5, inNextPeriod: true }));
  const known = (item: PlanItem, calendar = THROUGH_2026) => ({ ...activationOf(item), calendar });
  const idsOf = (item: PlanItem, calendar = THROUGH_2026) =>
    deriveYear(known(item, calendar), 2026).obligations.map(({ id }) => id.replace('an-ha/viec/so-giao-duc', ''));

  it('what comes back is planned as far as it is known, and the rest once that year is published', () => {
    expect(idsOf(monthly).at(-1)).toBe('/2026-11');
    expect(idsOf(monthly, CALENDAR).at(-1)).toBe('/2026-12');
    expect(idsOf(monthly)).toEqual(idsOf(monthly, CALENDAR).slice(0, -1));
  });

  it('what comes once, and the year itself, are refused by name', () => {
    expect(() => deriveYear(known(own(onOrBefore('2027-01-05'))), 2026)).toThrow(/2027/);
    expect(() => deriveYear(known(monthly), 2027)).toThrow(/2027/);
  });

  it('reminders go as far as the table does: what is due on its last day has those before it', () => {
    const last = own(onOrBefore('2026-12-31'));
    const [one] = deriveYear(known(last), 2026).obligations;
    if (!one) throw new TypeError('nothing is owed');
    const ids = (calendar = CALENDAR) => firstLadder(one, { ...known(last), calendar }).rungs.map(({ id }) => id);
    expect(ids(THROUGH_2026)).toEqual(['opening', 'before-7', 'before-2', 'morning']);
    expect(ids().slice(4)).toEqual(['late-1', 'late-list', 'late-head']);
  });
});

describe('whose it is', () => {
  it('follows the bodies as they stand at the beginning of each year', () => {
    const bodies = [
      body('so-y-te', 'Sở Y tế'),
      body('so-giao-duc', 'Sở Giáo dục và Đào tạo', { to: '2026-12-31' }),
      body('so-moi', 'Sở Mới', { from: '2027-01-01' }),
    ];
    const parties = [
      inventedParty('so-y-te', 'Sở Y tế', 40),
      inventedParty('so-giao-duc', 'Sở Giáo dục và Đào tạo', 44),
    ];
    const plan = inventedPlan({ parties, items: [own(yearly(before('2026-11-30')))], objectives: [], rounds: [] });
    const successions = [
      { party: 'so-giao-duc', on: '2027-01-01', selector: null, organisations: ['so-moi'], basis: 'Nghị quyết 1' },
    ];
    const { activation } = inventedYear(plan, { successions }, bodies);
    expect(derive(activation, 2027).obligations.map(({ id }) => id)).toEqual([
      'an-ha/viec/so-giao-duc/2026',
      'an-ha/viec/so-moi/2027',
    ]);
  });

  it('of Cà Mau’s districts is the plan to draw up, twenty working days after 13/1/2017, over Tết', () => {
    const plans = realYear('ca-mau-2017').derived.obligations.filter(({ kind, upward }) => kind === 'own' && !upward);
    expect([...new Set(plans.map(({ deadline }) => deadline?.targetDay))]).toEqual(['2017-02-17']);
    expect(plans).toHaveLength(9);
  });
});
