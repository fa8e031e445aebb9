import { describe, expect, it } from 'vitest';
import {
  activationUnder,
  aheadOf,
  calendarWith,
  heldBy,
  movesOf,
  off,
  published,
  worked,
} from '../test/calendar-fixture.ts';
import { before, CALENDAR, dated, onOrBefore, SLOTS } from '../test/domain-fixture.ts';
import { calendarOf } from './calendar.ts';
import { ladderChange } from './calendar-change.ts';
import { type ResolvedDeadline, resolveDeadline } from './deadline.ts';
import { askAgainLadder, eventLadder, extensionLadder, returnLadder, reviewLadder } from './ladder.ts';
import type { Deadline } from './plan.ts';
import type { HeldLadder } from './recomputed-ladder.ts';
import type { Ladder } from './rung.ts';
import { ladderSubject } from './subject.ts';
import { instantAt } from './time.ts';
import { WORKING_DAY_ROWS } from './working-days.ts';

const decidedWorked = calendarWith([worked('2026-11-24')]);
const ten = (day: string): number => instantAt(day, '10:00');

/** The ladder that an act of a person brought: it is open, and nothing of the new number has gone. */
function heldAfter(held: HeldLadder, madeAt: number, ladder: Ladder, changes: Partial<HeldLadder> = {}): HeldLadder {
  return { ...held, opened: true, madeAt, ladder, ...changes };
}

describe('a ladder that a person’s act brought is made again from that act', () => {
  const held = heldBy(before('2026-11-25'));
  const subject = ladderSubject(held.obligation);

  it('review: three working days from the day it was handed in', () => {
    const madeAt = ten('2026-11-20');
    const one = heldAfter(held, madeAt, reviewLadder(2, subject, madeAt, SLOTS), { reason: 'submission' });
    expect(movesOf(published(decidedWorked, ten('2026-11-21'), one))).toEqual(['review-3 26/11 → 25/11']);
  });

  it('review, its event corrected since: still from the day it was handed in', () => {
    const handedInAt = ten('2026-11-20');
    const ladder = { ...reviewLadder(2, subject, handedInAt, SLOTS), number: 3 };
    const one = heldAfter(held, ten('2026-11-23'), ladder, { reason: 'event', handedInAt });
    expect(movesOf(published(decidedWorked, ten('2026-11-23'), one))).toEqual(['review-3 26/11 → 25/11']);
  });

  it('a return whose event was corrected is not told a second time', () => {
    const until = '2026-11-25';
    const { rungs } = returnLadder(3, subject, until, ten('2026-11-20'), SLOTS);
    const ladder = { number: 4, rungs: rungs.slice(1), closesAt: null, endless: false };
    const one = heldAfter(held, ten('2026-11-21'), ladder, { reason: 'event', until });
    expect(movesOf(published(decidedWorked, ten('2026-11-22'), one))).toEqual(['returned-eve 23/11 → 24/11']);
  });

  it('return: told at once, and on the eve of its own date', () => {
    const madeAt = ten('2026-11-20');
    const until = '2026-11-25';
    const one = heldAfter(held, madeAt, returnLadder(3, subject, until, madeAt, SLOTS), { reason: 'return', until });
    expect(dated(one.ladder.rungs)).toEqual(['20/11 returned', '23/11 returned-eve']);
    expect(movesOf(published(decidedWorked, ten('2026-11-21'), one))).toEqual(['returned-eve 23/11 → 24/11']);
  });

  it('extension: reminded towards the new date, at a distance from the last message before it', () => {
    const madeAt = ten('2026-11-16');
    const deadline = extended('2026-11-27');
    const ladder = extensionLadder(2, subject, deadline, madeAt, '2026-11-12', SLOTS);
    const changes = { reason: 'extension', deadline, lastMessageOn: '2026-11-12', until: '2026-11-27' } as const;
    const one = heldAfter(held, madeAt, ladder, changes);
    expect(dated(ladder.rungs)[0]).toBe('25/11 before-2');
    // it is an extension still: no opening, and before-7 stays too near to what was said on 12/11
    const weekOff = calendarWith([worked('2026-11-24'), off('2026-11-26')]);
    expect(movesOf(published(weekOff, ten('2026-11-17'), one))).toEqual(['before-2 25/11 → 24/11']);
    expect(published(decidedWorked, ten('2026-11-17'), one)).toBeNull();
  });

  function extended(date: string): ResolvedDeadline {
    const words: Deadline = { kind: 'on-or-before', date, text: 'gia hạn' };
    const deadline = resolveDeadline(words, { calendar: CALENDAR, origin: 'lead' });
    if (!deadline) throw new TypeError('no date');
    return deadline;
  }
});

describe('a date that was counted once and told is a date since then', () => {
  const bySource = (deadline: Deadline, event: { on: string; due?: string }): HeldLadder => {
    const resolved = resolveDeadline(deadline, { calendar: CALENDAR, origin: 'plan', event, afterEventDays: 15 });
    const held = heldBy(onOrBefore(resolved?.lastLawfulDay ?? ''));
    return { ...held, deadline: resolved, event: { on: event.on, recordedAt: null }, reason: 'event' };
  };
  const EVENT = 'bầu cử';

  it('fifteen working days after an event stay the day they were', () => {
    const held = bySource({ kind: 'after-event', event: EVENT, text: 'sau bầu cử' }, { on: '2026-11-05' });
    expect(held.deadline?.lastLawfulDay).toBe('2026-11-27');
    const change = published(decidedWorked, ten('2026-11-06'), held);
    expect((change?.deadline ?? held.deadline)?.lastLawfulDay).toBe('2026-11-27');
  });

  it('days that the words themselves count from an event are counted again', () => {
    const words: Deadline = {
      kind: 'within-days',
      days: 5,
      working: true,
      event: EVENT,
      text: 'trong 05 ngày làm việc',
    };
    const held = bySource(words, { on: '2026-11-20' });
    expect(held.deadline?.lastLawfulDay).toBe('2026-11-30');
    expect(published(decidedWorked, ten('2026-11-20'), held)?.deadline?.lastLawfulDay).toBe('2026-11-27');
  });

  it('days counted from when people were told of a late event are counted from there again', () => {
    // held on 2/11, recorded on Fri 20/11 at ten: told that day
    const words: Deadline = {
      kind: 'within-days',
      days: 5,
      working: true,
      event: EVENT,
      text: 'trong 05 ngày làm việc',
    };
    const held = {
      ...bySource(words, { on: '2026-11-20' }),
      event: { on: '2026-11-02', recordedAt: ten('2026-11-20') },
    };
    expect(published(decidedWorked, ten('2026-11-20'), held)?.deadline?.lastLawfulDay).toBe('2026-11-27');
    // taken over from another obligation, with no record of its own
    const takenOver = { ...held, event: null };
    expect(published(decidedWorked, ten('2026-11-20'), takenOver)?.deadline?.lastLawfulDay).toBe('2026-11-27');
  });

  it('before an event stays before it', () => {
    const held = bySource({ kind: 'before-event', event: EVENT, text: 'trước bầu cử' }, { on: '2026-11-25' });
    expect(held.deadline?.targetDay).toBe('2026-11-23');
    expect(published(decidedWorked, ten('2026-11-06'), held)?.deadline).toMatchObject({
      ...{ targetDay: '2026-11-24', lastLawfulDay: '2026-11-24', namedDay: '2026-11-25' },
    });
  });
});

describe('what lay beyond the end of the table', () => {
  const with2028 = calendarWith([off('2028-01-03')], 2028);
  const held = heldBy(before('2027-12-31'));

  it('late rungs that no day was known for are planned when the rows of the next year are published', () => {
    expect(dated(held.ladder.rungs).at(-1)).toBe('30/12 morning');
    const change = published(with2028, ten('2027-12-20'), held);
    expect(movesOf(change)).toEqual(['late-1 – → 4/1', 'late-list – → 4/1', 'late-head – → 5/1']);
  });

  it('so is the reviewer’s clock', () => {
    const handedInAt = ten('2027-12-30');
    const ladder = reviewLadder(2, ladderSubject(held.obligation), handedInAt, SLOTS);
    expect(ladder.rungs).toEqual([]);
    const one = heldAfter(held, handedInAt, ladder, { reason: 'submission', handedInAt });
    expect(movesOf(published(with2028, ten('2027-12-31'), one))).toEqual(['review-3 – → 5/1']);
  });
});

describe('what goes on without end', () => {
  const untilEndOf2027 = activationUnder(CALENDAR);
  const next = WORKING_DAY_ROWS.concat([off('2028-01-03'), off('2028-05-01')]);
  const with2028 = activationUnder(calendarOf(2, next));
  const questions = (asOf: string): HeldLadder => {
    const held = heldBy(before('2026-11-25'));
    const ladder = eventLadder(1, ladderSubject(held.obligation), instantAt(asOf, '07:30'), SLOTS);
    return { ...held, deadline: null, ladder, obligation: { ...held.obligation, opensOn: asOf } };
  };

  it('ran off the end of the table, and goes on when the rows of the next year are published', () => {
    const held = questions('2027-02-01');
    expect(dated(held.ladder.rungs)).toEqual(['1/2', '1/4', '1/7', '1/10'].map((day) => `${day} event-question`));
    const written = held.ladder.rungs.map(({ id, occurrence, at }) => ({ id, occurrence, at, left: true }));
    const now = ten('2027-12-10');
    const change = ladderChange({ ...held, written }, { before: untilEndOf2027, after: with2028, now });
    // 1/1/2028 is a Saturday, and Mon 3/1 is given off; what was asked is not asked again
    expect(movesOf(change)).toEqual(
      ['– → 4/1', '– → 3/4', '– → 3/7', '– → 2/10'].map((day) => `event-question ${day}`),
    );
    expect(change?.ladder.rungs.filter(({ at }) => at > now).map(({ occurrence }) => occurrence)).toEqual([4, 5, 6, 7]);
    expect(change?.ladder.endless).toBe(true);
  });

  it('an event that was withdrawn is asked about from the next quarter on, not at once', () => {
    const held = questions('2026-02-09');
    const madeAt = ten('2026-11-20');
    const ladder = askAgainLadder(3, ladderSubject(held.obligation), madeAt, SLOTS);
    const one: HeldLadder = { ...held, ladder, madeAt, reason: 'event', opened: true };
    expect(dated(ladder.rungs)[0]).toBe('4/1 event-question');
    const change = published(calendarWith([off('2027-01-04')]), ten('2026-11-21'), one);
    expect(movesOf(change)).toEqual(['event-question 4/1 → 5/1']);
  });

  it('the lead’s own date: dated reminders move, the weekly ones follow the new target', () => {
    const held = heldBy(before('2026-11-25'), untilEndOf2027, { id: 'an-ha/len-tren/so-y-te', upward: true });
    expect(dated(held.ladder.rungs)).toEqual(
      ['12/11', '19/11', '23/11', '30/11', '7/12', '14/12'].map((d) => `${d} lead-due`),
    );
    const now = ten('2026-11-13');
    const change = published(decidedWorked, now, held);
    expect(aheadOf(change, now)).toEqual(['20/11', '24/11', '1/12', '8/12', '15/12'].map((d) => `${d} lead-due`));
    expect(movesOf(change)[0]).toBe('lead-due 19/11 → 20/11');
  });

  it('the lead’s own date is over: the next weekly reminder goes on after the last that left', () => {
    const held = heldBy(before('2026-11-25'), untilEndOf2027, { id: 'an-ha/len-tren/so-y-te', upward: true });
    const now = ten('2026-12-01');
    const monday = calendarWith([off('2026-12-07')]);
    const change = published(monday, now, held);
    expect(movesOf(change)).toEqual(['lead-due 7/12 → 8/12']);
    expect(change?.ladder.rungs.filter(({ at }) => at > now)[0]).toMatchObject({ occurrence: 4 });
  });
});
