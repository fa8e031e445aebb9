import { describe, expect, it } from 'vitest';
import { before, CALENDAR, onOrBefore, resolved } from '../test/domain-fixture.ts';
import { lastDayOfMonth, lastDayOfQuarter, nextQuarterStart, resolveDeadline, timelinessOf } from './deadline.ts';
import type { Deadline } from './plan.ts';
import type { EventRecord } from './schedule.ts';
import { isoInstant } from './time.ts';

/** Last lawful day, target day, named day, and the day whose first instant is late. */
function daysOf(deadline: Deadline, event: EventRecord | null = null): string[] | null {
  const found = resolveDeadline(deadline, { calendar: CALENDAR, origin: 'plan', event });
  return (
    found && [
      found.lastLawfulDay,
      found.targetDay,
      found.namedDay,
      isoInstant(found.lateAfter).replace('T00:00', ' 0h'),
    ]
  );
}

const at0h = (day: string): string => `${day} 0h:00+07:00`;
const text = 'lời của kế hoạch';

describe('“trước ngày …”', () => {
  it.each([
    // plan 000, each year
    ['2017-11-30', '2017-11-29', '2017-11-29', '2017-11-30', '2017-12-01'],
    ['2018-11-30', '2018-11-29', '2018-11-29', '2018-11-30', '2018-12-01'],
    ['2019-11-30', '2019-11-29', '2019-11-29', '2019-12-02', '2019-12-03'],
    ['2020-11-30', '2020-11-29', '2020-11-27', '2020-11-30', '2020-12-01'],
    ['2021-11-30', '2021-11-29', '2021-11-29', '2021-11-30', '2021-12-01'],
    ['2025-11-30', '2025-11-29', '2025-11-28', '2025-12-01', '2025-12-02'],
    ['2026-11-30', '2026-11-29', '2026-11-27', '2026-11-30', '2026-12-01'],
    // 001
    ['2021-05-15', '2021-05-14', '2021-05-14', '2021-05-17', '2021-05-18'],
    ['2021-10-20', '2021-10-19', '2021-10-19', '2021-10-20', '2021-10-21'],
    // 002
    ['2018-03-20', '2018-03-19', '2018-03-19', '2018-03-20', '2018-03-21'],
    ['2018-05-30', '2018-05-29', '2018-05-29', '2018-05-30', '2018-05-31'],
    // 003, a Sunday
    ['2023-12-10', '2023-12-09', '2023-12-08', '2023-12-11', '2023-12-12'],
    // 004
    ['2025-05-20', '2025-05-19', '2025-05-19', '2025-05-20', '2025-05-21'],
    ['2025-11-25', '2025-11-24', '2025-11-24', '2025-11-25', '2025-11-26'],
    // the day before is the pending 24/11/2026, or the named day is
    ['2026-11-25', '2026-11-24', '2026-11-23', '2026-11-25', '2026-11-26'],
    ['2026-11-24', '2026-11-23', '2026-11-23', '2026-11-25', '2026-11-26'],
    // across Tết, and across a swapped Saturday that is worked
    ['2025-01-27', '2025-01-26', '2025-01-24', '2025-02-03', '2025-02-04'],
    ['2025-04-27', '2025-04-26', '2025-04-26', '2025-04-28', '2025-04-29'],
  ])('%s: lawful to %s, told %s, nobody late before the end of %s', (named, lawful, target, moved, late) => {
    expect(daysOf(before(named))).toEqual([lawful, target, moved, at0h(late)]);
  });
});

describe('a day that counts itself', () => {
  it.each([
    ['within April 2021, whose last day is a holiday', { kind: 'within-month', month: '2021-04', text }],
    ['by the same holiday', onOrBefore('2021-04-30')],
  ] as const)('%s: told 29/4, lawful to 4/5', (_, deadline) => {
    expect(daysOf(deadline)).toEqual(['2021-05-04', '2021-04-29', '2021-05-04', at0h('2021-05-05')]);
  });

  it.each([
    ['2021-06', '2021-06-30'],
    ['2021-09', '2021-09-30'],
    ['2021-11', '2021-11-30'],
  ])('within %s: told, lawful and named on its last day', (month, day) => {
    expect(daysOf({ kind: 'within-month', month, text })?.slice(0, 3)).toEqual([day, day, day]);
  });

  it('ends quarters and years on their last day, and rolls on where it is off', () => {
    expect(daysOf({ kind: 'within-quarter', quarter: '2026-Q2', text })?.[0]).toBe('2026-06-30');
    expect(daysOf({ kind: 'within-year', year: 2025, text })?.slice(0, 3)).toEqual(Array(3).fill('2025-12-31'));
    const december2022 = daysOf({ kind: 'within-year', year: 2022, text });
    expect(december2022).toEqual(['2023-01-03', '2022-12-30', '2023-01-03', at0h('2023-01-04')]);
  });

  it('is the day itself, where “trước” is the day before', () => {
    expect(daysOf(onOrBefore('2025-11-25'))?.slice(0, 3)).toEqual(Array(3).fill('2025-11-25'));
    expect(daysOf(before('2025-11-25'))?.slice(0, 3)).toEqual(['2025-11-24', '2025-11-24', '2025-11-25']);
  });
});

describe('what hangs on an event', () => {
  const event = 'bầu cử';
  const election: EventRecord = { on: '2021-05-23' };

  it('has no date until the event is recorded', () => {
    expect(daysOf({ kind: 'after-event', event, text })).toBeNull();
    expect(daysOf({ kind: 'before-event', event, text })).toBeNull();
    expect(daysOf({ kind: 'within-days', days: 5, working: true, event, text })).toBeNull();
  });

  it('before an election on a Sunday: told the Friday, neutral to the Monday', () => {
    const days = daysOf({ kind: 'before-event', event, text }, election);
    expect(days).toEqual(['2021-05-22', '2021-05-21', '2021-05-24', at0h('2021-05-25')]);
  });

  it('after an event: the date entered with it, not rolled on; else 15 working days after', () => {
    const after: Deadline = { kind: 'after-event', event, text };
    const entered = daysOf(after, { on: '2025-05-12', due: '2025-06-08' });
    expect(entered).toEqual(['2025-06-08', '2025-06-06', '2025-06-09', at0h('2025-06-10')]);
    expect(daysOf(after, { on: '2025-05-12' })?.[0]).toBe('2025-06-02');
  });

  it('counts days after the event without its first day, rolling on only what is counted', () => {
    const within = (days: number, working: boolean) =>
      daysOf({ kind: 'within-days', days, working, event, text }, { on: '2025-04-25' });
    // 26/4 is a Saturday that was worked, 30/4 to 4/5 were off
    expect(within(5, true)?.[0]).toBe('2025-05-06');
    expect(within(5, false)).toEqual(['2025-05-05', '2025-04-29', '2025-05-05', at0h('2025-05-06')]);
    expect(within(4, false)?.[0]).toBe('2025-04-29');
  });
});

describe('what names no day', () => {
  it.each<Deadline>([
    { kind: 'window', from: '2025-11-15', to: '2025-12-15', text },
    { kind: 'ongoing', text },
    { kind: 'undetermined', text },
  ])('$kind is no due date, and none is guessed', (deadline) => {
    expect(daysOf(deadline, { on: '2025-05-12' })).toBeNull();
  });
});

describe('timeliness, by the day received', () => {
  it.each([
    [before('2025-11-25'), ['2025-11-24', 'in-time'], ['2025-11-25', 'named-day'], ['2025-11-26', 'late']],
    // a Saturday is lawful though people are told the Friday before
    [before('2023-12-10'), ['2023-12-09', 'in-time'], ['2023-12-10', 'named-day'], ['2023-12-12', 'late']],
    [before('2023-12-10'), ['2023-12-08', 'in-time'], ['2023-12-11', 'named-day'], ['2024-01-02', 'late']],
    // words that count the day itself leave nothing between in time and late
    [onOrBefore('2021-04-30'), ['2021-04-29', 'in-time'], ['2021-05-04', 'in-time'], ['2021-05-05', 'late']],
  ])('of $text: three days, each its own value', (deadline, ...received) => {
    const found = resolved(deadline);
    expect(received.map(([day]) => [day, timelinessOf(found, day ?? '')])).toEqual(received);
  });
});

describe('why a date is what it is', () => {
  it('quotes the words of the plan and names the last working day', () => {
    const why = resolved({ ...before('2025-11-25'), text: 'trước ngày 25/11 đối với báo cáo năm' }).why;
    expect(why[0]).toBe('Kế hoạch nêu: “trước ngày 25/11 đối với báo cáo năm”.');
    expect(why[1]).toMatch(/^Trước mốc .*25\/11\/2025: ngày làm việc cuối cùng là .*24\/11\/2025\.$/);
    expect(why).toHaveLength(2);
  });

  it('names every day off between what people are told and the end of the named day', () => {
    const why = resolved({ kind: 'within-month', month: '2021-04', text: 'trong tháng 4/2021' }).why;
    expect(why.slice(2)).toEqual([
      'thứ Sáu 30/04/2021 nghỉ Ngày Chiến thắng.',
      'thứ Bảy 01/05/2021 nghỉ Quốc tế Lao động.',
      'Chủ nhật 02/05/2021 là ngày nghỉ cuối tuần.',
      'thứ Hai 03/05/2021 nghỉ Quốc tế Lao động (bù thứ Bảy 1/5).',
      'Mốc rơi vào ngày nghỉ nên tính đến hết thứ Ba 04/05/2021.',
    ]);
  });

  it('never says that the plan gave a date which the lead proposed or decided', () => {
    const first = (origin: 'plan' | 'proposal' | 'lead') =>
      resolveDeadline(onOrBefore('2025-06-03'), { calendar: CALENDAR, origin })?.why[0];
    expect(first('plan')).toMatch(/^Kế hoạch nêu:/);
    expect(first('proposal')).toMatch(/^Kế hoạch không nêu ngày; cơ quan đầu mối đề xuất/);
    expect(first('lead')).toMatch(/^Cơ quan đầu mối quyết định:/);
  });
});

describe('ends of months and quarters', () => {
  it('knows February and the year end', () => {
    expect(['2024-02', '2025-02', '2025-12'].map(lastDayOfMonth)).toEqual(['2024-02-29', '2025-02-28', '2025-12-31']);
    expect(['2025-Q1', '2025-Q4'].map(lastDayOfQuarter)).toEqual(['2025-03-31', '2025-12-31']);
  });

  it('begins the next quarter, never the one a day lies in', () => {
    const starts = ['2025-01-01', '2025-03-31', '2025-04-01', '2025-12-31'].map(nextQuarterStart);
    expect(starts).toEqual(['2025-04-01', '2025-04-01', '2025-07-01', '2026-01-01']);
  });
});
