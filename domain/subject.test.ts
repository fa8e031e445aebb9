import { describe, expect, it } from 'vitest';
import { dated, inventedYear, timed } from '../test/domain-fixture.ts';
import { inventedItem, inventedPlan } from '../importer/invented-plan.ts';
import type { Obligation } from './activation.ts';
import type { Deadline } from './plan.ts';
import type { Schedule } from './schedule.ts';
import { awaitedDeadline, deadlineAfterEvent, firstLadder, ladderAfterEvent } from './subject.ts';
import { instantAt } from './time.ts';

const EVENT = 'bầu cử';
const after: Deadline = { kind: 'after-event', event: EVENT, text: 'sau cuộc bầu cử' };
const beforeIt: Deadline = { kind: 'before-event', event: EVENT, text: 'trước thời gian bầu cử' };
const within: Deadline = {
  kind: 'within-days',
  days: 5,
  working: true,
  event: EVENT,
  text: 'trong 05 ngày làm việc kể từ',
};

/** The year of a plan with one duty that waits. */
function waitingFor(deadline: Deadline, schedule: Partial<Schedule> = {}) {
  const plan = inventedPlan({ items: [inventedItem('so-y-te-1', 'so-y-te', 41, { track: 'await', deadline })] });
  const { activation, derived } = inventedYear(plan, schedule);
  const obligation = derived.obligations.find(({ id }) => id === 'an-ha/so-y-te-1/so-y-te');
  if (!obligation) throw new TypeError('nothing waits');
  return { activation, obligation };
}

/** Recorded at ten on the day it happened, unless the test says otherwise. */
function recorded(deadline: Deadline, on: string, due: string | null = null, at = instantAt(on, '10:00')) {
  const { activation, obligation } = waitingFor(deadline);
  const awaited = awaitedDeadline(obligation, activation);
  return deadlineAfterEvent(obligation, on, due, { slots: activation, recordedAt: at, awaited });
}

describe('what waits for an event', () => {
  it('has no date and is asked about; once the schedule knows the event, it has one and is not', () => {
    const { activation, obligation } = waitingFor(after);
    expect([obligation.deadline, obligation.event, obligation.opensOn]).toEqual([null, EVENT, null]);
    expect(dated(firstLadder(obligation, activation).rungs)[0]).toBe('9/2 event-question');
    const known = waitingFor(after, { events: { [EVENT]: { on: '2026-03-15', due: '2026-04-10' } } });
    expect([known.obligation.deadline?.targetDay, known.obligation.event]).toEqual(['2026-04-10', EVENT]);
    expect(dated(firstLadder(known.obligation, known.activation).rungs)[0]).toBe('20/3 opening');
  });

  it('gets the date entered with the event, or fifteen working days after it', () => {
    expect(recorded(after, '2026-03-02', '2026-03-31').targetDay).toBe('2026-03-31');
    expect(recorded(after, '2026-03-02').targetDay).toBe('2026-03-23');
    expect(recorded(after, '2026-03-02').origin).toBe('lead');
  });

  it('is due before the event where its words say so, and not after it', () => {
    // the election is a Sunday
    const deadline = recorded(beforeIt, '2026-03-15', null, instantAt('2026-03-02', '10:00'));
    expect([deadline.targetDay, deadline.lastLawfulDay, deadline.namedDay]).toEqual([
      '2026-03-13',
      '2026-03-14',
      '2026-03-16',
    ]);
    expect(deadline.why[0]).toBe('Kế hoạch nêu: “trước thời gian bầu cử”.');
  });

  it('is due within the days that its words count, and not within fifteen', () => {
    expect(recorded(within, '2026-03-02').targetDay).toBe('2026-03-09');
  });

  it('is due on the day that was entered, whatever its words count', () => {
    expect(recorded(within, '2026-03-02', '2026-03-20').targetDay).toBe('2026-03-20');
  });

  describe('and was told of late', () => {
    const late = (deadline: Deadline, on: string, at: [string, string]) =>
      recorded(deadline, on, null, instantAt(...at));

    it('has its days counted from the day people are told, and says so', () => {
      // Due 23/3; recorded on Fri 10/4: fifteen working days on, past 27/4 (for the Hùng Kings' Sunday), 30/4 and 1/5.
      const proposed = late(after, '2026-03-02', ['2026-04-10', '10:00']);
      expect([proposed.targetDay, proposed.origin]).toEqual(['2026-05-06', 'lead']);
      expect(proposed.why[0]).toBe(
        'Cơ quan đầu mối quyết định: “sau cuộc bầu cử; ghi nhận ngày 10/04/2026, tính từ ngày này”.',
      );
      expect(late(within, '2026-03-02', ['2026-04-10', '10:00']).targetDay).toBe('2026-04-17');
      expect(late(beforeIt, '2026-03-15', ['2026-04-10', '10:00']).targetDay).toBe('2026-05-06');
    });

    it('on its last day leaves nobody a working day, so it counts anew; on the day before it stands', () => {
      expect(late(within, '2026-03-02', ['2026-03-06', '10:00']).targetDay).toBe('2026-03-09');
      expect(late(within, '2026-03-02', ['2026-03-09', '10:00']).targetDay).toBe('2026-03-16');
      // Friday evening is told on Monday, the last day.
      expect(late(within, '2026-03-02', ['2026-03-06', '18:00']).targetDay).toBe('2026-03-16');
    });

    it('has one message now, no rung in the past, and nobody is late before the new day is over', () => {
      const { activation, obligation } = waitingFor(within);
      const at = instantAt('2026-04-10', '10:00');
      const deadline = late(within, '2026-03-02', ['2026-04-10', '10:00']);
      expect(timed(ladderAfterEvent(2, obligation, deadline, at, activation).rungs)).toEqual([
        '2026-04-10T10:00 opening',
        '2026-04-15T07:30 before-2',
        '2026-04-17T07:30 morning',
        '2026-04-20T07:30 late-1',
      ]);
    });
  });

  it('waits by its own words, and by none where the lead alone named the event', () => {
    const { activation, obligation } = waitingFor(after);
    expect(awaitedDeadline(obligation, activation)).toEqual(after);
    expect(awaitedDeadline({ ...obligation, event: 'một việc khác' }, activation)).toBeNull();
    const bare = waitingFor({ kind: 'undetermined', text: '' }, { items: { 'so-y-te-1': { event: EVENT } } });
    expect([bare.obligation.event, awaitedDeadline(bare.obligation, bare.activation)]).toEqual([EVENT, null]);
  });
});

describe('the ladder after an event', () => {
  const ladder = (on: string, at: [string, string]) => {
    const { activation, obligation } = waitingFor(after);
    const deadline = recorded(after, on);
    return ladderAfterEvent(2, obligation, deadline, instantAt(...at), activation);
  };

  it('opens at once where the date is near, under the next number', () => {
    const made = ladder('2026-03-02', ['2026-03-03', '10:00']);
    expect([made.number, made.endless, ...timed(made.rungs).slice(0, 3)]).toEqual([
      2,
      false,
      '2026-03-03T10:00 opening',
      '2026-03-12T07:30 before-7',
      '2026-03-19T07:30 before-2',
    ]);
  });

  it('is that of the lead: its own duty is never brought before its head', () => {
    const ids = ladder('2026-03-02', ['2026-03-03', '10:00']).rungs.map(({ id }) => id);
    expect(ids).toContain('late-1');
    expect(ids.filter((id) => id === 'late-list' || id === 'late-head')).toEqual([]);
  });
});

describe('the first ladder', () => {
  it('of what is due has an opening; of the lead’s report upward it has none', () => {
    const { activation, derived } = inventedYear(inventedPlan());
    const idsOf = (obligation: Obligation) => new Set(firstLadder(obligation, activation).rungs.map(({ id }) => id));
    const [upward] = derived.obligations.filter((one) => one.upward);
    const [report] = derived.obligations.filter((one) => !one.upward);
    if (!upward || !report) throw new TypeError('a round without reports');
    expect([...idsOf(upward)]).toEqual(['lead-due']);
    expect(idsOf(report)).toContain('opening');
    expect(idsOf(report)).not.toContain('lead-due');
  });
});
