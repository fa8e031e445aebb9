import { describe, expect, it } from 'vitest';
import type { Rehearsal } from '../../dev/rehearsal/rehearse.ts';
import { isoInstant } from '../../domain/time.ts';
import { rehearseHere } from '../support/rehearsing.ts';
import { SON_LA, sonLa } from '../support/son-la.ts';

const YEAR_ROUND = 'son-la-2025/nam/2025';
const HEALTH = `${YEAR_ROUND}/so-y-te`;

/** One rehearsed year of 98 reports takes about half a minute. */
const PATIENCE_MS = 300_000;

const rehearseSonLa = (behaviour: 'silent' | 'in-time' | 'mixture'): Promise<Rehearsal> =>
  rehearseHere({ activation: sonLa(), tenant: SON_LA.tenant, year: SON_LA.year, behaviour });

/** Day and rung of what the mail server received on one obligation. */
const received = ({ entries }: Rehearsal, obligation: string): string[] =>
  entries
    .filter((entry) => entry.obligation === obligation)
    .map(({ at, rung }) => `${isoInstant(at).slice(0, 10)} ${rung}`)
    .sort();

const draftsOf = ({ consolidated }: Rehearsal, round: string) =>
  consolidated.filter((report) => report.round === round);

function expectEqual(rehearsal: Rehearsal): void {
  expect(rehearsal.difference).toEqual([]);
  expect(rehearsal.equalToPreview).toBe(true);
  expect(rehearsal.entries.length).toBeGreaterThan(0);
}

describe('Sơn La 2025, rehearsed on the engine', () => {
  it(
    'nobody answers: message for message what the preview says, and the dates the plan asks for',
    async () => {
      const rehearsal = await rehearseSonLa('silent');
      expectEqual(rehearsal);
      // Written by hand from “trước ngày 25/11”: both sides share the rules, so equality alone would not see a wrong one.
      expect(received(rehearsal, HEALTH)).toEqual([
        '2025-11-03 opening',
        '2025-11-13 before-7',
        '2025-11-20 before-2',
        '2025-11-26 late-1',
        '2025-11-26 late-list',
        '2025-11-27 late-head',
      ]);
      const ofRound = rehearsal.entries.filter(({ obligation }) => obligation.startsWith(`${YEAR_ROUND}/`));
      expect(ofRound.filter(({ at }) => isoInstant(at).startsWith('2025-11-25'))).toEqual([]);
      const [draft] = draftsOf(rehearsal, YEAR_ROUND);
      expect(draft).toMatchObject({ version: 1, at: '2025-11-28T16:00:00+07:00', received: 0 });
      expect(draft?.expected).toBeGreaterThan(90);
      // The plan, its two rounds, and one for each obligation.
      expect(rehearsal.workflows).toBe(1 + 2 + 151);
    },
    PATIENCE_MS,
  );

  it(
    'everybody in time: equal, and nobody is called late',
    async () => {
      const rehearsal = await rehearseSonLa('in-time');
      expectEqual(rehearsal);
      expect(rehearsal.entries.filter(({ rung }) => rung.startsWith('late-'))).toEqual([]);
      expect(received(rehearsal, HEALTH)).toEqual(['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2']);
      const [draft, ...later] = draftsOf(rehearsal, YEAR_ROUND);
      expect(draft?.missing).toEqual([]);
      expect(later).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'late, returned and silent ones: equal, with a supplement for what came after the issue',
    async () => {
      const rehearsal = await rehearseSonLa('mixture');
      expectEqual(rehearsal);
      const rungs = new Set(rehearsal.entries.map(({ rung }) => rung));
      for (const rung of ['late-1', 'late-list', 'late-head', 'returned', 'returned-eve'] as const)
        expect(rungs).toContain(rung);
      const drafts = draftsOf(rehearsal, YEAR_ROUND);
      expect(drafts.length).toBeGreaterThan(1);
      expect(drafts.at(-1)?.received).toBeGreaterThan(drafts[0]?.received ?? 0);
    },
    PATIENCE_MS,
  );
});
