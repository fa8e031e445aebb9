import { describe, expect, it } from 'vitest';
import { aheadOf, at, calendarWith, heldBy, movesOf, off, published, swap, worked } from '../test/calendar-fixture.ts';
import { before, dated, onOrBefore, timed } from '../test/domain-fixture.ts';
import { instantAt } from './time.ts';

const CULTURE_DAY = '2026-11-24';
const decidedOff = calendarWith([off(CULTURE_DAY, { name: 'Ngày Văn hóa Việt Nam', source: 'Nghị quyết đặt ra' })]);
const decidedWorked = calendarWith([worked(CULTURE_DAY)]);

describe('24/11/2026, Ngày Văn hóa Việt Nam, pending: before 25/11 is told as Mon 23/11', () => {
  const held = heldBy(before('2026-11-25'));

  it('has this ladder as long as nobody has decided', () => {
    expect(dated(held.ladder.rungs)).toEqual([
      ...['2/11 opening', '12/11 before-7', '19/11 before-2', '23/11 morning'],
      ...['26/11 late-1', '26/11 late-list', '27/11 late-head'],
    ]);
  });

  it('decided off: no message moves, and the explanation has no doubt any more', () => {
    const change = published(decidedOff, instantAt('2026-10-20', '10:00'), held);
    expect(movesOf(change)).toEqual([]);
    expect(held.deadline?.why.join(' ')).toContain('chưa chính thức');
    expect(change?.deadline?.why.join(' ')).not.toContain('chưa chính thức');
    expect([change?.deadline?.targetDay, change?.deadline?.calendarVersion]).toEqual(['2026-11-23', 2]);
    expect(change?.ladder).toEqual(held.ladder);
  });

  it('decided worked: told a day later, and reminded a day later', () => {
    const change = published(decidedWorked, instantAt('2026-10-20', '10:00'), held);
    expect(change?.deadline?.targetDay).toBe('2026-11-24');
    expect(change?.opensOn).toBe('2026-11-03');
    expect(movesOf(change)).toEqual([
      ...['opening 2/11 → 3/11', 'before-7 12/11 → 13/11', 'before-2 19/11 → 20/11', 'morning 23/11 → 24/11'],
    ]);
    expect(change?.ladder.number).toBe(held.ladder.number);
  });

  it('decided worked when it is open: what has gone stays as it was, the rest moves', () => {
    const now = instantAt('2026-11-12', '10:00');
    const change = published(decidedWorked, now, held);
    expect(movesOf(change)).toEqual(['before-2 19/11 → 20/11', 'morning 23/11 → 24/11']);
    expect(dated(change?.ladder.rungs ?? [])).toEqual([
      ...['2/11 opening', '12/11 before-7', '20/11 before-2', '24/11 morning'],
      ...['26/11 late-1', '26/11 late-list', '27/11 late-head'],
    ]);
    expect(change?.opensOn).toBe(held.obligation.opensOn);
  });

  it('decided worked on that very morning: the reminder that was sent is not sent again for its new day', () => {
    const change = published(decidedWorked, instantAt('2026-11-19', '10:00'), held);
    expect(aheadOf(change, instantAt('2026-11-20', '00:00'))).toEqual([
      ...['24/11 morning', '26/11 late-1', '26/11 late-list', '27/11 late-head'],
    ]);
  });

  it('words that name the day itself are blamed a day earlier once it is worked', () => {
    const change = published(decidedWorked, instantAt('2026-11-10', '10:00'), heldBy(before(CULTURE_DAY)));
    expect(change?.deadline).toMatchObject({ targetDay: '2026-11-23', namedDay: '2026-11-24' });
    expect(movesOf(change)).toEqual(['late-1 26/11 → 25/11', 'late-list 26/11 → 25/11', 'late-head 27/11 → 26/11']);
  });

  it('an obligation that lies far from it is not touched at all', () => {
    expect(published(decidedWorked, instantAt('2026-05-04', '10:00'), heldBy(before('2026-06-26')))).toBeNull();
  });
});

describe('a Saturday swapped for a Monday, published two weeks ahead', () => {
  const swapped = calendarWith(swap('2026-06-15', '2026-06-20'));
  const now = instantAt('2026-06-01', '10:00');

  it('the reminders over the swapped week move, the target does not', () => {
    const change = published(swapped, now, heldBy(before('2026-06-26')));
    expect(change?.deadline?.targetDay).toBe('2026-06-25');
    expect(movesOf(change)).toEqual(['before-7 16/6 → 17/6']);
  });

  it('a reminder goes on the Saturday that is worked', () => {
    expect(movesOf(published(swapped, now, heldBy(before('2026-06-24'))))).toEqual(['before-2 19/6 → 20/6']);
  });

  it('what was due on the Monday is told for the Friday before', () => {
    const change = published(swapped, now, heldBy(onOrBefore('2026-06-15')));
    expect(change?.deadline).toMatchObject({ targetDay: '2026-06-12', lastLawfulDay: '2026-06-16' });
    expect(movesOf(change)).toEqual([
      ...['before-7 4/6 → 3/6', 'before-2 11/6 → 10/6', 'morning 15/6 → 12/6'],
      ...['late-1 16/6 → 17/6', 'late-list 16/6 → 17/6', 'late-head 17/6 → 18/6'],
    ]);
  });
});

describe('Tết 2027, decided late: 4/2 and 11/2 count as off until then', () => {
  const held = heldBy(before('2027-02-05'));

  it('one day before and four after: 4/2 is worked, and the last day to send it', () => {
    const calendar = calendarWith([worked('2027-02-04'), off('2027-02-11', { kind: 'compensatory' })]);
    const change = published(calendar, instantAt('2027-01-20', '10:00'), held);
    expect(change?.deadline).toMatchObject({ targetDay: '2027-02-04', namedDay: '2027-02-12' });
    expect(movesOf(change)).toEqual(['before-7 25/1 → 26/1', 'before-2 1/2 → 2/2', 'morning 3/2 → 4/2']);
  });

  it('two days before and three after: 11/2 is worked, and late is a day earlier', () => {
    const calendar = calendarWith([off('2027-02-04'), worked('2027-02-11')]);
    const change = published(calendar, instantAt('2027-01-20', '10:00'), held);
    expect(change?.deadline).toMatchObject({ targetDay: '2027-02-03', namedDay: '2027-02-11' });
    expect(movesOf(change)).toEqual([...['late-1 15/2 → 12/2', 'late-list 15/2 → 12/2', 'late-head 16/2 → 15/2']]);
  });

  it('decided when the new day of the late note is over: it goes on the next working morning', () => {
    const calendar = calendarWith([off('2027-02-04'), worked('2027-02-11'), off('2027-02-15')]);
    const now = instantAt('2027-02-12', '18:00');
    const change = published(calendar, now, held);
    expect(movesOf(change)).toEqual(['late-1 15/2 → 16/2', 'late-list 15/2 → 16/2']);
    expect(aheadOf(change, now)).toEqual(['16/2 late-1', '16/2 late-list', '16/2 late-head']);
  });
});

describe('a day off that is decided when the new day of a rung is over', () => {
  const fridayOff = calendarWith([off('2026-11-20')]);
  const held = heldBy(before('2026-11-25'));

  it('a reminder folds away: there is nothing left to remind of', () => {
    // before-2 of Thu 19/11 would have been due this morning
    const change = published(fridayOff, instantAt('2026-11-18', '17:00'), held);
    expect(movesOf(change)).toEqual(['before-2 19/11 → –']);
    expect(aheadOf(change, instantAt('2026-11-18', '17:00'))).not.toContain('19/11 before-2');
  });

  it('as long as that day’s hours run it still goes, today', () => {
    const change = published(fridayOff, instantAt('2026-11-18', '09:00'), held);
    expect(movesOf(change)).toEqual(['before-2 19/11 → 18/11']);
  });

  it('an opening goes at once, and nothing is said twice', () => {
    // 15 working days before Mon 23/11 were Mon 2/11, and are Thu 29/10 with two days off between
    const calendar = calendarWith([off('2026-11-19'), off('2026-11-20')]);
    const change = published(calendar, instantAt('2026-10-30', '10:00'), held);
    expect(movesOf(change)).toEqual(['opening 2/11 → 30/10', 'before-7 12/11 → 10/11', 'before-2 19/11 → 17/11']);
    expect(timed(change?.ladder.rungs.slice(0, 2) ?? [])).toEqual([
      '2026-10-30T10:00 opening',
      '2026-11-10T07:30 before-7',
    ]);
  });

  it('a reminder keeps two working days from what the body was sent the day before', () => {
    // before-7 left on Thu 12/11, and the week after is given off
    const week = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19'].map((day) => off(day));
    const change = published(calendarWith(week), instantAt('2026-11-12', '12:00'), held);
    // target Mon 23/11, two working days before it is Fri 13/11: the day after before-7
    expect(movesOf(change)).toEqual(['before-2 19/11 → –']);
  });
});

describe('what has left', () => {
  it('is known by its row: a rung that a worker missed is still to come, and stays where it was', () => {
    const now = instantAt('2026-11-12', '10:00');
    const held = heldBy(before('2026-11-25'));
    const missed = { ...at(now, held), written: [], opened: false };
    const change = published(decidedOff, now, missed);
    expect(change).not.toBeNull();
    expect(dated(change?.ladder.rungs ?? [])).toEqual(dated(held.ladder.rungs));
  });
});
