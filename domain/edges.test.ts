import { describe, expect, it } from 'vitest';
import { before, CALENDAR, dated, onOrBefore, resolved, slotsWith, subject } from '../test/domain-fixture.ts';
import { timelinessOf } from './deadline.ts';
import { openingLadder } from './ladder.ts';
import type { Deadline } from './plan.ts';
import { openingDay } from './round.ts';
import { addDays, instantAt, isoInstant, localDateOf } from './time.ts';

/** The whole ladder of something due by these words, planned long before; counted on a wall calendar. */
function ladder(words: Deadline): string[] {
  const slots = slotsWith({});
  const deadline = resolved(words);
  const openOn = openingDay(deadline, addDays(deadline.targetDay, -200), slots);
  const asOf = instantAt(openOn, '07:30');
  return dated(openingLadder(1, subject(), deadline, openOn, asOf, slots).rungs);
}

const withoutMorning = (words: Deadline): string[] => ladder(words).filter((rung) => !rung.endsWith('morning'));

describe('29/2', () => {
  it('is the day before 1/3 in a leap year, and is not there in another', () => {
    // over Tết, 8/2 to 14/2
    expect(withoutMorning(before('2024-02-29'))).toEqual([
      '31/1 opening',
      '19/2 before-7',
      '26/2 before-2',
      '1/3 late-1',
      '1/3 late-list',
      '4/3 late-head',
    ]);
    expect([resolved(before('2024-03-01')).targetDay, resolved(before('2023-03-01')).targetDay]).toEqual([
      '2024-02-29',
      '2023-02-28',
    ]);
    expect(resolved({ kind: 'within-month', month: '2024-02', text: 'trong tháng 02/2024' }).lastLawfulDay).toBe(
      '2024-02-29',
    );
  });
});

describe('a month that ends on a holiday', () => {
  it('is told for the working day before, and late only after the next: tháng 4/2021', () => {
    // 30/4 Friday, 1/5 Saturday made up for on Monday 3/5; Giỗ Tổ on 21/4
    expect(withoutMorning({ kind: 'within-month', month: '2021-04', text: 'trong tháng 4/2021' })).toEqual([
      '7/4 opening',
      '19/4 before-7',
      '27/4 before-2',
      '5/5 late-1',
      '5/5 late-list',
      '6/5 late-head',
    ]);
  });

  it.each([
    ['2021-06', '2021-06-30', '2021-06-30'],
    ['2021-09', '2021-09-30', '2021-09-30'],
    ['2021-11', '2021-11-30', '2021-11-30'],
    ['2021-10', '2021-10-29', '2021-11-01'],
    ['2022-04', '2022-04-29', '2022-05-04'],
  ])('tháng %s: told %s, late after %s', (month, target, named) => {
    const { targetDay, namedDay, lastLawfulDay } = resolved({ kind: 'within-month', month, text: 'trong tháng' });
    expect([targetDay, namedDay, lastLawfulDay]).toEqual([target, named, named]);
  });
});

describe('Tết', () => {
  it('moves nothing of what lies before it, and is nobody’s lateness: chậm nhất 20/02/2026, mùng 4', () => {
    expect(ladder(onOrBefore('2026-02-20'))).toEqual([
      '23/1 opening',
      '4/2 before-7',
      '11/2 before-2',
      '13/2 morning',
      '24/2 late-1',
      '24/2 late-list',
      '25/2 late-head',
    ]);
    expect(resolved(onOrBefore('2026-02-20')).why.filter((reason) => reason.includes('Tết Nguyên đán'))).toHaveLength(
      5,
    );
  });
});

describe('30/11 on a Sunday', () => {
  it('is Friday for whoever reports, and Monday before anybody is late: 2025', () => {
    expect(ladder(before('2025-11-30'))).toEqual([
      '7/11 opening',
      '19/11 before-7',
      '26/11 before-2',
      '28/11 morning',
      '2/12 late-1',
      '2/12 late-list',
      '3/12 late-head',
    ]);
  });

  it('is in time through Saturday, neutral through Monday, late on Tuesday', () => {
    const deadline = resolved(before('2025-11-30'));
    const days = ['2025-11-29', '2025-11-30', '2025-12-01', '2025-12-02'];
    expect(days.map((day) => timelinessOf(deadline, day))).toEqual(['in-time', 'named-day', 'named-day', 'late']);
  });
});

describe('a swapped Saturday', () => {
  it('is a day to be written to, and the Monday that it was swapped for is not: 22/8 and 31/8/2026', () => {
    expect(ladder(onOrBefore('2026-09-04'))).toEqual([
      '12/8 opening',
      '22/8 before-7',
      '28/8 before-2',
      '4/9 morning',
      '7/9 late-1',
      '7/9 late-list',
      '8/9 late-head',
    ]);
    expect([resolved(onOrBefore('2026-08-22')).targetDay, resolved(onOrBefore('2026-08-31')).targetDay]).toEqual([
      '2026-08-22',
      '2026-08-28',
    ]);
  });

  it('that comes before its day off is counted as well: 26/4 for 2/5/2025', () => {
    expect(CALENDAR.addWorkingDays('2025-05-05', -3)).toBe('2025-04-26');
  });
});

describe('24/11/2026, a day off that nobody has decided yet', () => {
  it('is taken off the time that people have, and added to the time before they are late', () => {
    expect(ladder(before('2026-11-25'))).toEqual([
      '2/11 opening',
      '12/11 before-7',
      '19/11 before-2',
      '23/11 morning',
      '26/11 late-1',
      '26/11 late-list',
      '27/11 late-head',
    ]);
    const named = resolved(before('2026-11-24'));
    expect([named.targetDay, named.namedDay, isoInstant(named.lateAfter)]).toEqual([
      '2026-11-23',
      '2026-11-25',
      '2026-11-26T00:00:00+07:00',
    ]);
    expect(named.why.join(' ')).toContain('chưa chính thức, tạm tính là ngày nghỉ');
  });
});

describe('midnight at +07:00', () => {
  const { lateAfter, namedDay } = resolved(before('2025-11-25'));

  it('ends the named day, seven hours before the day ends in Greenwich', () => {
    expect(lateAfter).toBe(Date.parse('2025-11-25T17:00:00Z'));
    expect([localDateOf(lateAfter - 1), localDateOf(lateAfter)]).toEqual([namedDay, '2025-11-26']);
  });

  it('is the earliest that a rung of the day is written, however far ahead that is', () => {
    const slots = slotsWith({ writeAheadHours: 24 });
    const deadline = resolved(before('2025-11-25'));
    const asOf = instantAt('2025-11-03', '07:30');
    for (const organisation of ['so-y-te', 'so-noi-vu', 'ubnd-xa-a', 'ubnd-xa-b', 'cong-an-tinh']) {
      const owner = subject({ obligation: `an-ha/nam/2025/${organisation}` });
      for (const rung of openingLadder(1, owner, deadline, '2025-11-03', asOf, slots).rungs)
        expect(localDateOf(rung.wakeAt)).toBe(localDateOf(rung.at));
    }
  });
});

describe('the end of a year', () => {
  it('is crossed as any other night, over the days off of the next: trong năm 2025', () => {
    // 1/1/2026 is off, 2/1 is swapped for Saturday 10/1
    expect(ladder({ kind: 'within-year', year: 2025, text: 'trong năm 2025' })).toEqual([
      '10/12 opening',
      '22/12 before-7',
      '29/12 before-2',
      '31/12 morning',
      '5/1 late-1',
      '5/1 late-list',
      '6/1 late-head',
    ]);
  });

  it('before 1/1 is the last working day of the year that ends', () => {
    const { targetDay, namedDay, lastLawfulDay } = resolved(before('2026-01-01'));
    expect([targetDay, lastLawfulDay, namedDay]).toEqual(['2025-12-31', '2025-12-31', '2026-01-05']);
  });
});
