import { describe, expect, it } from 'vitest';
import { inventedItem } from '../importer/invented-plan.ts';
import { linesOf, made, planWith, report, silent, version } from '../test/consolidation/fixture.ts';
import type { RoundReport } from './accepted-content.ts';
import { saysNothingNew } from './supplement.ts';
import { instantAt } from './time.ts';

describe('a supplement', () => {
  const first: RoundReport = report('so-y-te', { 'so-y-te-1': 'accepted' });
  const late: RoundReport = report('so-giao-duc', { 'so-giao-duc-1': 'accepted' });
  const early = [version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.' })];
  const issued = made({ reports: [first, silent('so-giao-duc')], submissions: early });
  const after = { kind: 'supplement', version: 2, previous: [issued] } as const;

  it('holds only what no version before it tells, and counts the whole round', () => {
    const submissions = [...early, version('so-giao-duc', 1, { 'so-giao-duc-1': 'Đã dạy.' }, '2026-12-08')];
    const follows = { number: '12/BC-SYT', date: '2026-12-04' };
    const c = made({ ...after, reports: [first, late], submissions, follows });
    expect(linesOf(c)).toEqual(['so-giao-duc 1: Đã dạy.']);
    expect(c.receivedBodies.map(({ organisation }) => organisation)).toEqual(['so-giao-duc']);
    expect([c.received.length, c.missing, c.indicators, c.follows]).toEqual([2, [], [], follows]);
    expect(saysNothingNew(c, issued)).toBe(false);
  });

  it('tells a text that was changed, and not one that was only sent again', () => {
    const again = made({ ...after, reports: [first], submissions: [...early, version('so-y-te', 2, said('Đã làm.'))] });
    expect(linesOf(again)).toEqual([]);
    expect(saysNothingNew(again, issued)).toBe(true);
    const changed = made({ ...after, reports: [first], submissions: [...early, version('so-y-te', 2, said('Khác.'))] });
    expect(linesOf(changed)).toEqual(['so-y-te 2: Khác.']);
    const submissions = [...early, version('so-y-te', 2, said('Khác.')), version('so-y-te', 3, said('Đã làm.'))];
    const back = made({ ...after, reports: [first], submissions, previous: [issued, changed] });
    expect(linesOf(back)).toEqual(['so-y-te 3: Đã làm.']);
  });

  it('counts with each duty also those who were told before', () => {
    const plan = planWith({ items: [inventedItem('chung', 'so-y-te', 41)] });
    const both = [report('so-y-te', { chung: 'accepted' }), report('so-giao-duc', { chung: 'accepted' })];
    const one = [version('so-y-te', 1, { chung: 'Một.' })];
    const before = made({ reports: both, submissions: one }, plan);
    const submissions = [...one, version('so-giao-duc', 1, { chung: 'Hai.' })];
    const c = made({ ...after, reports: both, submissions, previous: [before] }, plan);
    expect(c.duties).toMatchObject([{ expected: 2, reported: 2, lines: [{ text: 'Hai.' }] }]);
  });
});

describe('a draft made again', () => {
  it('is no new version where only its number and hour differ, in whatever order the database gives its keys', () => {
    const reports = [report('so-y-te', { 'so-y-te-1': 'accepted' })];
    const once = made({ reports });
    const again = made({ reports, version: 2, asOf: instantAt('2026-12-02', '09:00') });
    const shuffled = Object.fromEntries(Object.entries(once).reverse()) as unknown as typeof once;
    expect(saysNothingNew(again, shuffled)).toBe(true);
    expect(saysNothingNew(made({ reports: [...reports, silent('so-giao-duc')] }), once)).toBe(false);
  });
});

const said = (text: string): Record<string, string> => ({ 'so-y-te-1': text });
