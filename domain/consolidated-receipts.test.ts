import { describe, expect, it } from 'vitest';
import { inventedItem } from '../importer/invented-plan.ts';
import {
  apart,
  apartVersion,
  linesOf,
  made,
  planWith,
  report,
  silent,
  version,
} from '../test/consolidation/fixture.ts';
import type { RoundReport } from './accepted-content.ts';

const open = (item: string, organisation: string): RoundReport => ({
  ...apart(item, organisation, 'open'),
  ...{ decision: 'none', receivedOn: null },
});

describe('an item that was split off from a report', () => {
  const health = report('so-y-te', { 'so-y-te-1': 'accepted' });
  const submissions = [version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.' })];

  it('leaves its body counted once, as received, and stands as a gap of its duty only', () => {
    const c = made({ reports: [health, open('so-y-te-2', 'so-y-te'), silent('so-giao-duc')], submissions });
    expect([c.received, c.expected, c.missing]).toEqual([['so-y-te'], ['so-y-te', 'so-giao-duc'], ['so-giao-duc']]);
    expect(c.receivedBodies).toMatchObject([{ organisation: 'so-y-te', submissions: 1 }]);
    expect(c.duties.map(({ no, expected, reported }) => [no, expected, reported])).toEqual([
      ['1.1', 1, 1],
      ['1.2', 1, 0],
    ]);
  });

  it('brings its words in, with a source of its own, and what was made of it', () => {
    const lines = [{ item: 'so-y-te-2', text: 'Làm sau.', nothing: false }];
    const came = apartVersion('so-y-te-2', 'so-y-te', {
      lines,
      product: 'Kế hoạch số 15/KH-SYT',
      doneOn: '2026-11-18',
    });
    const c = made({ reports: [health, apart('so-y-te-2', 'so-y-te')], submissions: [...submissions, came] });
    expect(linesOf(c)).toEqual([
      'so-y-te 1: Đã làm.',
      'so-y-te 1: Làm sau.',
      'so-y-te 1: Sản phẩm: Kế hoạch số 15/KH-SYT; hoàn thành ngày 18/11/2026.',
    ]);
    expect(c.duties[1]?.lines[0]?.source).toMatchObject({ kind: 'own', obligation: 'an-ha/so-y-te-2/so-y-te' });
    expect([c.received, c.expected, c.receivedBodies.length]).toEqual([['so-y-te'], ['so-y-te'], 1]);
  });

  it('does not make a body received whose report is out, and puts it under review once', () => {
    const split: RoundReport = { ...apart('so-y-te-2', 'so-y-te', 'submitted'), decision: 'submitted' };
    const out = made({ reports: [silent('so-y-te'), split] });
    expect([out.received, out.missing, out.underReview]).toEqual([[], ['so-y-te'], []]);
    const both = made({ reports: [{ ...health, decision: 'returned' }, split] });
    expect([both.received, both.underReview]).toEqual([['so-y-te'], ['so-y-te']]);
  });

  it('counts for a body that owes nothing else, because it was given to it or its report was waived', () => {
    const waived: RoundReport = { ...silent('so-y-te'), decision: 'waived' };
    const reports = [waived, apart('so-y-te-2', 'so-y-te'), open('so-giao-duc-1', 'so-giao-duc')];
    const c = made({ reports });
    expect([c.received, c.expected, c.missing]).toEqual([['so-y-te'], ['so-y-te', 'so-giao-duc'], ['so-giao-duc']]);
  });

  it('is no gap any more once it is waived', () => {
    const plan = planWith({ items: [inventedItem('so-y-te-2', 'so-y-te', 41)] });
    const waived: RoundReport = { ...open('so-y-te-2', 'so-y-te'), decision: 'waived' };
    const c = made({ reports: [report('so-y-te', {}), waived] }, plan);
    expect([c.duties, c.expected]).toEqual([[], ['so-y-te']]);
  });
});
