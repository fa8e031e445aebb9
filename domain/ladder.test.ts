import { describe, expect, it } from 'vitest';
import {
  before,
  CALENDAR,
  dated,
  onOrBefore,
  resolved,
  SLOTS,
  slotsWith,
  sonLa,
  subject,
  timed,
} from '../test/domain-fixture.ts';
import type { Obligation } from './activation.ts';
import { extensionLadder, openingLadder, returnLadder, reviewLadder } from './ladder.ts';
import { mergeLadder } from './rung.ts';
import { firstLadder, ladderSubject } from './subject.ts';
import { instantAt } from './time.ts';

const { activation, derived } = sonLa();

function obligationOf(id: string): Obligation {
  const found = derived.obligations.find((obligation) => obligation.id === `son-la-2025/${id}`);
  if (!found) throw new TypeError(`${id} is not there`);
  return found;
}

const first = (id: string): string[] => dated(firstLadder(obligationOf(id), activation).rungs);

describe('the ladder of Sơn La 2025', () => {
  it('of Sở Y tế’s year report: four messages before the date, none on the named day, three after', () => {
    expect(first('nam/2025/so-y-te')).toEqual([
      '3/11 opening',
      '13/11 before-7',
      '20/11 before-2',
      '24/11 morning',
      '26/11 late-1',
      '26/11 late-list',
      '27/11 late-head',
    ]);
  });

  it('of its six-month report: activated nine days before the date, what is past is folded into the opening', () => {
    expect(first('6-thang/2025/so-y-te')).toEqual([
      '9/5 opening',
      '15/5 before-2',
      '19/5 morning',
      '21/5 late-1',
      '21/5 late-list',
      '22/5 late-head',
    ]);
  });

  it('of a body that the plan only asks: nothing to it after the date, and nothing to the lead’s head', () => {
    expect(first('nam/2025/uy-ban-mttq-viet-nam-tinh')).toEqual([
      '3/11 opening',
      '13/11 before-7',
      '20/11 before-2',
      '24/11 morning',
      '26/11 late-list',
    ]);
  });

  it('of the lead’s own part: never a list, never its head', () => {
    expect(first('nam/2025/so-noi-vu')).toEqual([
      '3/11 opening',
      '13/11 before-7',
      '20/11 before-2',
      '24/11 morning',
      '26/11 late-1',
    ]);
  });

  it('of the lead’s report upward: 7 and 2 working days before, on the day, then weekly', () => {
    const ladder = firstLadder(obligationOf('len-tren/2025-nam/so-noi-vu'), activation);
    expect(dated(ladder.rungs)).toEqual(
      ['26/11', '3/12', '5/12', '12/12', '19/12', '26/12'].map((day) => `${day} lead-due`),
    );
    expect(ladder.endless).toBe(true);
  });

  it('of what waits for the Ministry’s guidance: at activation, then each quarter', () => {
    const ladder = firstLadder(obligationOf('so-noi-vu-2/so-noi-vu'), activation);
    expect(dated(ladder.rungs)).toEqual(
      // 1/1/2026 is a holiday and 2/1 was given off
      ['9/5', '1/7', '1/10', '5/1', '1/4', '1/7'].map((day) => `${day} event-question`),
    );
    expect(ladder.endless).toBe(true);
  });

  it('ends with the round, which an obligation of its own has not', () => {
    const closes = (id: string) => firstLadder(obligationOf(id), activation).closesAt;
    // 30 working days after Fri 28/11, over 1/1 and 2/1 given off and the Saturday 10/1 worked for it
    expect(closes('nam/2025/so-y-te')).toBe(instantAt('2026-01-12', '16:00'));
    expect(closes('so-noi-vu-3/so-noi-vu')).toBeNull();
  });
});

describe('an opening', () => {
  const year = resolved(before('2025-11-25'));
  const open = (asOf: [string, string], deadline = year, changes = {}) =>
    openingLadder(1, subject(changes), deadline, asOf[0], instantAt(...asOf), SLOTS);

  it('goes in the morning slot of its day, or at once where it is later', () => {
    expect(timed(open(['2025-11-03', '07:30']).rungs)[0]).toBe('2025-11-03T07:30 opening');
    expect(timed(open(['2025-11-03', '10:07']).rungs)[0]).toBe('2025-11-03T10:07 opening');
    expect(timed(open(['2025-11-03', '16:31']).rungs)[0]).toBe('2025-11-04T07:30 opening');
    expect(timed(open(['2025-11-08', '10:00']).rungs)[0]).toBe('2025-11-10T07:30 opening');
  });

  it('leaves out before-7 within five working days, and before-2 nearer than two', () => {
    const early = (day: string) => dated(open([day, '07:30']).rungs).filter((one) => !one.includes('late'));
    expect(early('2025-11-05')).toEqual(['5/11 opening', '13/11 before-7', '20/11 before-2', '24/11 morning']);
    expect(early('2025-11-06')).toEqual(['6/11 opening', '20/11 before-2', '24/11 morning']);
    expect(early('2025-11-18')).toEqual(['18/11 opening', '20/11 before-2', '24/11 morning']);
    expect(early('2025-11-19')).toEqual(['19/11 opening', '24/11 morning']);
    expect(early('2025-11-24')).toEqual(['24/11 opening']);
  });

  it('does not call late on the next day whoever was first told the day before', () => {
    expect(dated(open(['2025-11-25', '07:30']).rungs)).toEqual(['25/11 opening', '26/11 late-list', '27/11 late-head']);
    expect(dated(open(['2025-11-24', '07:30']).rungs)).toContain('26/11 late-1');
  });

  it('after the date: nothing is dated back before it', () => {
    expect(dated(open(['2025-12-15', '07:30']).rungs)).toEqual(['15/12 opening']);
    expect(dated(open(['2025-11-26', '07:30']).rungs)).toEqual(['26/11 opening', '27/11 late-head']);
  });

  it('of a round that is closed already asks nobody for anything', () => {
    const closesAt = instantAt('2026-01-09', '16:00');
    expect(open(['2026-01-12', '07:30'], year, { closesAt }).rungs).toEqual([]);
    expect(dated(open(['2026-01-08', '07:30'], year, { closesAt }).rungs)).toEqual(['8/1 opening']);
  });

  it('fires nothing of a round after its consolidation day, and on it still does', () => {
    const until = (consolidationOn: string) =>
      dated(open(['2025-11-03', '07:30'], year, { consolidationOn }).rungs).slice(4);
    expect(until('2025-11-28')).toEqual(['26/11 late-1', '26/11 late-list', '27/11 late-head']);
    expect(until('2025-11-26')).toEqual(['26/11 late-1', '26/11 late-list']);
    expect(until('2025-11-25')).toEqual([]);
  });

  it('calls nobody late on the named day, even where the policy says so', () => {
    const strict = slotsWith({ lateAfter: 0, lateHeadAfter: 0 });
    const rungs = openingLadder(1, subject(), year, '2025-11-03', instantAt('2025-11-03', '07:30'), strict).rungs;
    expect(dated(rungs).slice(4)).toEqual(['26/11 late-1', '26/11 late-list', '26/11 late-head']);
  });
});

describe('003, “trước ngày 10/12/2023”, a Sunday', () => {
  it('goes as it is walked through', () => {
    const deadline = resolved(before('2023-12-10'));
    const rungs = openingLadder(1, subject(), deadline, '2023-11-17', instantAt('2023-11-17', '07:30'), SLOTS).rungs;
    expect(dated(rungs)).toEqual([
      '17/11 opening',
      '29/11 before-7',
      '6/12 before-2',
      '8/12 morning',
      '12/12 late-1',
      '12/12 late-list',
      '13/12 late-head',
    ]);
  });
});

describe('001, “trong tháng 4/2021”, activated 14/4', () => {
  it('has one notice, one reminder, and no word of lateness before Wed 5/5', () => {
    const deadline = resolved({ kind: 'within-month', month: '2021-04', text: 'trong tháng 4/2021' });
    const rungs = openingLadder(1, subject(), deadline, '2021-04-14', instantAt('2021-04-14', '07:30'), SLOTS).rungs;
    expect(dated(rungs).slice(0, 4)).toEqual(['14/4 opening', '27/4 before-2', '29/4 morning', '5/5 late-1']);
  });
});

describe('an extension', () => {
  const extend = (until: string, asOf: [string, string], last: string | null, number = 2) =>
    extensionLadder(number, subject(), resolved(onOrBefore(until)), instantAt(...asOf), last, SLOTS);

  it('begins with the next reminder that is due, and is late only after the new date', () => {
    expect(dated(extend('2025-12-15', ['2025-11-24', '10:00'], '2025-11-20').rungs)).toEqual([
      '4/12 before-7',
      '11/12 before-2',
      '15/12 morning',
      '16/12 late-1',
      '16/12 late-list',
      '17/12 late-head',
    ]);
  });

  it('keeps the distance from the message before it', () => {
    const until = (last: string | null) => dated(extend('2025-11-28', ['2025-11-24', '17:00'], last).rungs)[0];
    expect(until('2025-11-20')).toBe('26/11 before-2');
    expect(until('2025-11-24')).toBe('26/11 before-2');
    expect(until('2025-11-25')).toBe('28/11 morning');
  });

  it('lets a reminder that is past already stand in the way of none to come', () => {
    const slots = slotsWith({ remindBefore: [7, 2], spacing: 6, quietAfterOpening: 0 });
    const deadline = resolved(onOrBefore('2025-12-15'));
    const asOf = instantAt('2025-12-08', '10:00');
    const rungs = extensionLadder(2, subject(), deadline, asOf, '2025-11-20', slots).rungs;
    // before-7 fell on 4/12 and was never sent under this ladder
    expect(dated(rungs)[0]).toBe('11/12 before-2');
  });

  it('is never swallowed by what was fired under the ladder before, as the same number would be', () => {
    const fired = {
      number: 1,
      keys: ['opening/0', 'before-7/0', 'before-2/0', 'late-1/0', 'late-list/0', 'late-head/0'],
    };
    const next = extend('2025-12-15', ['2025-11-28', '10:00'], '2025-11-26');
    expect(dated(mergeLadder(fired, next))).toHaveLength(6);
    expect(dated(mergeLadder({ ...fired, number: 2 }, next))).toEqual(['15/12 morning']);
  });
});

describe('a return', () => {
  const back = (until: string, asOf: [string, string]) =>
    timed(returnLadder(3, subject(), until, instantAt(...asOf), SLOTS).rungs);

  it('has one message at once and one on the eve', () => {
    expect(back('2025-11-27', ['2025-11-24', '10:00'])).toEqual([
      '2025-11-24T10:00 returned',
      '2025-11-26T07:30 returned-eve',
    ]);
  });

  it('has no eve where the eve is today or past', () => {
    expect(back('2025-11-25', ['2025-11-24', '10:00'])).toEqual(['2025-11-24T10:00 returned']);
    expect(back('2025-11-25', ['2025-11-21', '17:00'])).toEqual(['2025-11-24T07:30 returned']);
  });
});

describe('the reviewer’s clock', () => {
  it('strikes on the third working day after, not on the third day', () => {
    const clock = (day: string) => dated(reviewLadder(2, subject(), instantAt(day, '10:00'), SLOTS).rungs);
    expect(clock('2025-11-20')).toEqual(['25/11 review-3']);
    expect(clock('2025-11-24')).toEqual(['27/11 review-3']);
  });
});

describe('the subject of a ladder', () => {
  it('takes over what the obligation says of rank and round', () => {
    const year = ladderSubject(obligationOf('nam/2025/uy-ban-mttq-viet-nam-tinh'));
    expect(year).toMatchObject({ requested: true, ofLead: false, consolidationOn: '2025-11-28' });
    const own = ladderSubject(obligationOf('so-noi-vu-3/so-noi-vu'));
    expect(own).toMatchObject({ requested: false, ofLead: true, consolidationOn: null });
    expect(CALENDAR.version).toBe(obligationOf('so-noi-vu-3/so-noi-vu').deadline?.calendarVersion);
  });
});
