import { missedAfter } from './slot.ts';
import { describe, expect, it } from 'vitest';
import { before, resolved, SLOTS, subject, timed } from '../test/domain-fixture.ts';
import { collapseMissed } from './catch-up.ts';
import { openingLadder } from './ladder.ts';
import { type Rung, rungKey } from './rung.ts';
import { instantAt, isoInstant } from './time.ts';

const { obligation } = subject();
const YEAR = openingLadder(
  1,
  subject(),
  resolved(before('2025-11-25')),
  '2025-11-03',
  instantAt('2025-11-03', '07:30'),
  SLOTS,
).rungs;

/** What is written when the workflow comes back: it wakes for all that fell due since `from`. */
function comesBack(from: string, now: [string, string]): Rung[] {
  const at = instantAt(...now);
  const due = YEAR.filter(({ wakeAt }) => wakeAt >= instantAt(from, '00:00') && wakeAt <= at);
  return collapseMissed(due, at, obligation, SLOTS);
}

describe('after an outage', () => {
  it('of nine days, a member has one notice instead of the letters of all of them', () => {
    const written = comesBack('2025-11-12', ['2025-11-21', '10:00']);
    expect(timed(written)).toEqual(['2025-11-21T10:00 catch-up']);
  });

  it('of one reminder, that one goes as itself, at the next hours of work', () => {
    expect(timed(comesBack('2025-11-12', ['2025-11-14', '10:00']))).toEqual(['2025-11-14T10:00 before-7']);
    expect(timed(comesBack('2025-11-12', ['2025-11-14', '19:00']))).toEqual(['2025-11-17T07:30 before-7']);
  });

  it('a missed morning of the target day is not made good', () => {
    expect(comesBack('2025-11-21', ['2025-11-25', '10:00'])).toEqual([]);
  });

  it('each reader of the lead has its newest list only, and the member its one note beside them', () => {
    const written = comesBack('2025-11-25', ['2025-12-01', '10:00']);
    expect(timed(written)).toEqual([
      '2025-12-01T10:00 late-1',
      '2025-12-01T10:00 late-list',
      '2025-12-01T10:00 late-head',
    ]);
  });

  it('what still has its day is written as planned, and its letter stands for those that were missed', () => {
    // back on the morning of 26/11: the reminders are past, the notes of the day are not
    const written = comesBack('2025-11-12', ['2025-11-26', '06:00']);
    expect(timed(written)).toEqual(['2025-11-26T07:30 late-1', '2025-11-26T07:30 late-list']);
    expect(written).toEqual(YEAR.filter(({ id }) => id === 'late-1' || id === 'late-list'));
    // back a minute later than that, and it would have been a second letter within the hour
    expect(timed(comesBack('2025-11-12', ['2025-11-26', '10:00']))).toEqual(timed(written));
  });

  it('twice under one ladder, the second notice is not taken for the first', () => {
    const first = comesBack('2025-11-03', ['2025-11-14', '10:00']);
    const second = comesBack('2025-11-20', ['2025-11-28', '10:00']).filter(({ id }) => id === 'catch-up');
    expect([...first, ...second].map(({ id }) => id)).toEqual(['catch-up', 'catch-up']);
    expect(new Set([...first, ...second].map(rungKey)).size).toBe(2);
  });
});

describe('without an outage', () => {
  it('everything is written as planned, and until the end of the day', () => {
    for (const rung of YEAR) {
      expect(collapseMissed([rung], rung.wakeAt, obligation, SLOTS)).toEqual([rung]);
      expect(collapseMissed([rung], missedAfter(rung, SLOTS), obligation, SLOTS)).toEqual([rung]);
    }
  });

  it('a minute after that the day is missed, and the rung is written for another', () => {
    const [opening] = YEAR;
    if (!opening) throw new TypeError('no opening');
    const [again] = collapseMissed([opening], instantAt('2025-11-03', '16:31'), obligation, SLOTS);
    expect([again?.id, isoInstant(again?.at ?? 0)]).toEqual(['opening', '2025-11-04T07:30:00+07:00']);
  });
});
