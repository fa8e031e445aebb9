import { describe, expect, it } from 'vitest';
import { sonLa } from '../test/domain-fixture.ts';
import { namedBehaviour } from './behaviour.ts';
import { previewYear } from './preview.ts';
import { isoInstant } from './time.ts';

/**
 * The silent year of one member report, written a second time from docs/rules.md and from a wall calendar, with nothing of
 * the product's own: days are numbers of the year 2025, working days are counted one by one, the rules are sentences.
 */
const OFF_2025 = new Set(
  ['1/1', '27/1', '28/1', '29/1', '30/1', '31/1', '7/4', '30/4', '1/5', '2/5', '1/9', '2/9'].map(dayOfYear),
);
const WORKED_SATURDAY = dayOfYear('26/4');
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 1 on 1/1/2025, which was a Wednesday. */
function dayOfYear(date: string): number {
  const [day = 0, month = 0] = date.split('/').map(Number);
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0) + day;
}

function written(number: number): string {
  let left = number;
  let month = 0;
  while (left > (MONTHS[month] ?? 31)) left -= MONTHS[month++] ?? 31;
  return `2025-${String(month + 1).padStart(2, '0')}-${String(left).padStart(2, '0')}`;
}

const worked = (day: number): boolean => {
  const sinceMonday = (day + 1) % 7;
  return day === WORKED_SATURDAY || (sinceMonday < 5 && !OFF_2025.has(day));
};

/** So many working days on, or back. */
function count(day: number, days: number): number {
  let [at, left] = [day, Math.abs(days)];
  while (left > 0) {
    at += Math.sign(days);
    if (worked(at)) left--;
  }
  return at;
}

const apart = (from: number, to: number): number =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1).filter(worked).length;

/** What a department that never answers is sent, and what the lead is sent about it, for “trước ngày `named`”. */
function silentReport(named: string, activatedOn: string): string[] {
  const namedDay = dayOfYear(named);
  const target = count(namedDay, -1);
  const opening = Math.max(count(target, -15), dayOfYear(activatedOn));
  const consolidation = count(namedDay, 3);
  const letters: [number, string][] = [[opening, 'opening']];
  if (apart(opening, count(target, -7)) > 5) letters.push([count(target, -7), 'before-7']);
  if (apart(letters.at(-1)?.[0] ?? opening, count(target, -2)) >= 2) letters.push([count(target, -2), 'before-2']);
  // no morning: nobody has a draft; nothing on the named day
  const [first, second] = [count(namedDay, 1), count(namedDay, 2)];
  if (first <= consolidation) letters.push([first, 'late-1'], [first, 'late-list']);
  if (second <= consolidation) letters.push([second, 'late-head']);
  return letters.map(([day, rung]) => `${written(day)} ${rung}`);
}

describe('the silent year of a department, told a second time', () => {
  const { activation, derived } = sonLa();
  const { entries } = previewYear(activation, derived, namedBehaviour('silent', derived, activation), 2025);
  const planned = (round: string, organisation: string): string[] =>
    entries
      .filter(({ obligation }) => obligation === `son-la-2025/${round}/2025/${organisation}`)
      .map(({ at, rung }) => `${isoInstant(at).slice(0, 10)} ${rung}`)
      .toSorted();

  it('knows its own calendar', () => {
    expect([worked(dayOfYear('26/4')), worked(dayOfYear('19/4')), worked(dayOfYear('2/5'))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(Array.from({ length: 365 }, (_, index) => index + 1).filter(worked)).toHaveLength(250);
    expect([written(dayOfYear('31/12')), written(count(dayOfYear('29/4'), 1))]).toEqual(['2025-12-31', '2025-05-05']);
  });

  it.each([
    ['6-thang', '20/5'],
    ['nam', '25/11'],
  ])('round %s, trước ngày %s, of Sở Y tế', (round, named) => {
    const told = silentReport(named, '9/5');
    expect(told.length).toBeGreaterThanOrEqual(5);
    expect(planned(round, 'so-y-te')).toEqual(told.toSorted());
  });

  it('and of every other body that the plan orders', () => {
    const ordered = derived.obligations.filter(
      ({ kind, requested, ofLead }) => kind === 'report' && !requested && !ofLead,
    );
    expect(ordered).toHaveLength(35 + 98 - 2 * 2 - 2);
    for (const { round, organisation } of ordered) {
      const id = round?.split('/')[1] ?? '';
      expect([organisation, planned(id, organisation)]).toEqual([
        organisation,
        silentReport(id === 'nam' ? '25/11' : '20/5', '9/5').toSorted(),
      ]);
    }
  });
});
