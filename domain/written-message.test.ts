import { describe, expect, it } from 'vitest';
import { activationUnder, at, calendarWith, heldBy, off, published, worked } from '../test/calendar-fixture.ts';
import { before, CALENDAR } from '../test/domain-fixture.ts';
import { ladderChange } from './calendar-change.ts';
import type { Ladder, Rung } from './rung.ts';
import { sendAtOf } from './slot.ts';
import { instantAt, isoInstant, localDateOf } from './time.ts';
import { asInForce, sendAtUnder, type WaitingMessage } from './written-message.ts';

const held = heldBy(before('2026-11-25'));
const recipient = 'dau-moi@so-y-te.example';
const rung = (id: Rung['id']): Rung => held.ladder.rungs.find((one) => one.id === id) as Rung;

/** `before-2` of Thu 19/11, written in the night and waiting for its minute. */
const night = instantAt('2026-11-19', '05:00');
const waiting: WaitingMessage = {
  ...{ id: 'before-2', occurrence: 0, obligation: held.obligation.id, recipient },
  sendAt: sendAtOf(rung('before-2'), recipient, activationUnder(CALENDAR).policy),
};
const written = { ...at(instantAt('2026-11-18', '12:00'), held) };
const waitingFor = { ...written, written: [...written.written, { ...rung('before-2'), left: false }] };

function sendAtAfter(calendar: ReturnType<typeof calendarWith>, message: WaitingMessage = waiting) {
  const after = activationUnder(calendar);
  const change = ladderChange(waitingFor, { before: activationUnder(CALENDAR), after, now: night });
  const sendAt = sendAtUnder(message, change, after);
  return sendAt === null ? null : isoInstant(sendAt).slice(0, 16);
}

describe('a message that waits for its minute when a calendar is published', () => {
  it('goes on the new day of its rung, at the minute that its reader has on that day', () => {
    const moved = sendAtAfter(calendarWith([worked('2026-11-24')]));
    expect(moved?.slice(0, 10)).toBe('2026-11-20');
    expect(moved).not.toBe(isoInstant(waiting.sendAt).slice(0, 16).replace('-19', '-20'));
  });

  it('goes no more where its rung has folded away', () => {
    // before-2 would have been due on Wed 18/11, whose hours are over
    expect(sendAtAfter(calendarWith([off('2026-11-20')]))).toBeNull();
  });

  it('stays where nothing moved it', () => {
    expect(sendAtAfter(calendarWith([off('2026-12-01')]))).toBe(isoInstant(waiting.sendAt).slice(0, 16));
  });

  it('that follows no rung of its own only makes way for the day off', () => {
    const caughtUp = { ...waiting, id: 'catch-up' as const };
    expect(sendAtAfter(calendarWith([off('2026-11-19')]), caughtUp)?.slice(0, 10)).toBe('2026-11-20');
    expect(sendAtAfter(calendarWith([worked('2026-11-24')]), caughtUp)?.slice(0, 10)).toBe('2026-11-19');
  });
});

describe('a rung that falls due while its calendar is being published', () => {
  const change = published(calendarWith([worked('2026-11-24')]), instantAt('2026-11-10', '10:00'), held);
  const ladder = change?.ladder as Ladder;

  it('is written for its new slot', () => {
    const [found] = asInForce([rung('before-2')], ladder);
    expect(localDateOf(found?.at ?? 0)).toBe('2026-11-20');
  });

  it('is not written where the ladder in force has it no more', () => {
    expect(asInForce([{ ...rung('before-2'), id: 'returned' }], ladder)).toEqual([]);
  });

  it('of a ladder without end is its own word: later batches stand in no row', () => {
    const endless: Ladder = { ...ladder, endless: true };
    const later = { ...rung('before-2'), id: 'lead-due' as const, occurrence: 9 };
    expect(asInForce([later], endless)).toEqual([later]);
    expect(asInForce([{ ...later, occurrence: 0 }], endless)).toEqual([]);
  });
});
