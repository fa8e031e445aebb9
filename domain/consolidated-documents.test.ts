import { describe, expect, it } from 'vitest';
import { apart, made, report, ROUND_ROW, silent, version } from '../test/consolidation/fixture.ts';
import type { RoundReport, SubmissionVersion } from './accepted-content.ts';
import type { Consolidation } from './consolidation.ts';
import { saysNothingNew } from './supplement.ts';

const round = { ...ROUND_ROW, name: 'Kế hoạch công tác năm 2026', covers: 'document' as const, cutOff: '2026-03-31' };

function sent(organisation: string, number: string, receivedOn: string, versionNumber = 1): SubmissionVersion {
  const said = version(organisation, versionNumber, {}, receivedOn);
  const official = { number, date: '2026-03-10', signer: 'Mẫu', file: null, channel: 'trục', receivedOn };
  return { ...said, content: { ...said.content, official } };
}

const list = (c: Consolidation): string[] =>
  c.documents.map(({ number, source }) => `${source.organisation} ${number} ${source.receivedOn}`);

describe('a round of documents to hand in', () => {
  const reports: RoundReport[] = [
    { ...report('so-y-te', {}), decision: 'submitted', receivedOn: '2026-03-11' },
    report('so-giao-duc', {}),
    silent('so-noi-vu'),
  ];
  const submissions = [
    sent('so-y-te', '31/KH-SYT', '2026-03-11'),
    sent('so-giao-duc', '40/KH-SGDĐT', '2026-03-12'),
    sent('so-giao-duc', '42/KH-SGDĐT', '2026-03-16', 2),
  ];

  it('is told as the list of what came in, of each body the last, and has no figures or duties', () => {
    const c = made({ round, reports, submissions });
    expect(list(c)).toEqual(['so-y-te 31/KH-SYT 2026-03-11', 'so-giao-duc 42/KH-SGDĐT 2026-03-16']);
    expect([c.received.length, c.expected.length, c.underReview]).toEqual([2, 3, ['so-y-te']]);
    expect([c.indicators, c.duties]).toEqual([[], []]);
    expect(c.title).toBe('Tình hình gửi kế hoạch công tác năm 2026 theo Kế hoạch số 45/KH-UBND ngày 03/02/2026');
  });

  it('tells nothing of obligations of no round', () => {
    const own = [apart('so-y-te-1', 'so-y-te')];
    expect(made({ round, reports, own, submissions }).duties).toEqual([]);
  });

  it('is supplemented by what is new or was sent again as another document', () => {
    const issued = made({ round, reports, submissions });
    const after = { round, kind: 'supplement', version: 2, previous: [issued] } as const;
    expect(saysNothingNew(made({ ...after, reports, submissions }), issued)).toBe(true);
    const late = { ...report('so-noi-vu', {}), receivedOn: '2026-04-02' };
    const more = [
      ...submissions,
      sent('so-y-te', '35/KH-SYT', '2026-04-01', 2),
      sent('so-noi-vu', '9/KH', '2026-04-02'),
    ];
    const c = made({ ...after, reports: [...reports.slice(0, 2), late], submissions: more });
    expect(list(c)).toEqual(['so-y-te 35/KH-SYT 2026-04-01', 'so-noi-vu 9/KH 2026-04-02']);
    expect(c.receivedBodies.map(({ organisation }) => organisation)).toEqual(['so-noi-vu']);
  });
});
