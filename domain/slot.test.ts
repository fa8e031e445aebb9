import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotsWith, SLOTS, timed } from '../test/domain-fixture.ts';
import { stableHash } from './hash.ts';
import { missedAfter, inSlot, promptRung, sendAtOf, slotRung } from './slot.ts';
import { HOUR_MS, instantAt, isoInstant, MINUTE_MS } from './time.ts';

const DAY = '2025-11-13';
const OBLIGATION = 'an-ha/nam/2026/so-y-te';
const prompt = (act: [string, string]) => promptRung('returned', 0, instantAt(...act), OBLIGATION, SLOTS);

describe('the hash that spreads', () => {
  it('is FNV-1a, the same on every machine and in every year', () => {
    expect(stableHash('')).toBe(0x811c9dc5);
    expect(stableHash('a')).toBe(0xe40c292c);
    expect(stableHash('foobar')).toBe(0xbf9cf968);
    expect(stableHash('Sở Y tế')).not.toBe(stableHash('Sở Y Tế'));
  });
});

describe('a rung in the morning slot', () => {
  it('is written ahead, within six hours before the slot', () => {
    const names = fc.stringMatching(/^[a-z-]{3,20}$/);
    fc.assert(
      fc.property(names, (obligation) => {
        const rung = slotRung('opening', 0, DAY, obligation, SLOTS);
        const { at, wakeAt, prompt } = rung;
        expect([at, prompt]).toEqual([instantAt(DAY, '07:30'), undefined]);
        expect(missedAfter(rung, SLOTS)).toBe(instantAt(DAY, '16:30'));
        expect(wakeAt).toBeLessThan(at);
        expect(wakeAt).toBeGreaterThanOrEqual(at - 6 * HOUR_MS);
      }),
    );
  });

  it('spreads different obligations, and wakes for one of them always at the same minute', () => {
    const wakes = Array.from({ length: 60 }, (_, n) => slotRung('opening', 0, DAY, `an-ha/${n}`, SLOTS).wakeAt);
    expect(new Set(wakes).size).toBeGreaterThan(40);
    expect(slotRung('opening', 0, DAY, 'an-ha/7', SLOTS).wakeAt).toBe(wakes[7]);
  });

  it('never wakes before its day begins, and wakes at the slot itself where nothing is written ahead', () => {
    const wake = (writeAheadHours: number, name: string) =>
      isoInstant(slotRung('opening', 0, DAY, name, slotsWith({ writeAheadHours })).wakeAt);
    const names = Array.from({ length: 40 }, (_, n) => `an-ha/${n}`);
    expect(names.map((name) => wake(24, name) < '2025-11-13T00:00')).not.toContain(true);
    expect(names.map((name) => wake(24, name))).toContain('2025-11-13T00:00:00+07:00');
    expect(wake(0, OBLIGATION)).toBe('2025-11-13T07:30:00+07:00');
  });
});

describe('a rung that answers a person’s act', () => {
  it.each<[[string, string], string, string]>([
    [['2025-11-13', '10:00'], '2025-11-13T10:00', 'at once within the hours'],
    [['2025-11-13', '16:30'], '2025-11-13T16:30', 'at once at their very end'],
    [['2025-11-13', '16:31'], '2025-11-14T07:30', 'next morning after them'],
    [['2025-11-13', '03:00'], '2025-11-13T07:30', 'the same morning before them'],
    [['2025-11-14', '18:00'], '2025-11-17T07:30', 'Monday after Friday evening'],
    [['2025-11-15', '10:00'], '2025-11-17T07:30', 'Monday on a Saturday'],
    [['2025-04-26', '10:00'], '2025-04-26T10:00', 'at once on a Saturday that is worked'],
    [['2025-05-02', '10:00'], '2025-05-05T07:30', 'not on a Friday given off'],
  ])('%j goes at %s: %s', (act, expected) => {
    expect(timed([prompt(act)])).toEqual([`${expected} returned`]);
  });

  it('wakes at the act and goes at the full minute after it, the same for every reader', () => {
    const act = instantAt('2025-11-13', '10:00') + 1;
    const rung = promptRung('returned', 0, act, OBLIGATION, SLOTS);
    expect([rung.wakeAt, rung.at, rung.prompt]).toEqual([act, act - 1 + MINUTE_MS, true]);
    expect(sendAtOf(rung, 'a@an-ha.example', SLOTS.policy)).toBe(sendAtOf(rung, 'b@an-ha.example', SLOTS.policy));
  });
});

describe('when a recipient’s copy goes', () => {
  const send = (recipient: string, day = DAY, obligation = OBLIGATION) =>
    sendAtOf(slotRung('opening', 0, day, obligation, SLOTS), recipient, SLOTS.policy);

  it('is the same minute for all of a recipient’s matters of a day', () => {
    expect(send('a@an-ha.example')).toBe(send('a@an-ha.example', DAY, 'an-ha/nam/2026/so-giao-duc'));
  });

  it('is spread over the hour by recipient and day', () => {
    const many = Array.from(
      { length: 200 },
      (_, n) => (send(`${n}@an-ha.example`) - instantAt(DAY, '07:30')) / MINUTE_MS,
    );
    expect([Math.min(...many) >= 0, Math.max(...many) < 60, new Set(many).size > 45]).toEqual([true, true, true]);
    const days = ['2025-11-13', '2025-11-14', '2025-11-17', '2025-11-18', '2025-11-19'];
    expect(new Set(days.map((day) => isoInstant(send('a@an-ha.example', day)).slice(11, 16))).size).toBeGreaterThan(1);
  });
});

describe('the hours of messages', () => {
  it.each([
    ['2025-11-13', '07:29', false],
    ['2025-11-13', '07:30', true],
    ['2025-11-13', '16:30', true],
    ['2025-11-13', '16:31', false],
    ['2025-11-15', '10:00', false],
    ['2025-04-26', '10:00', true],
    ['2026-11-24', '10:00', false],
  ])('%s %s: %s', (day, time, open) => {
    expect(inSlot(instantAt(day, time), SLOTS)).toBe(open);
  });
});
