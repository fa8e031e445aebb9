import { describe, expect, it } from 'vitest';
import { inventedIndicator, inventedItem } from '../importer/invented-plan.ts';
import {
  figure,
  HEALTH,
  linesOf,
  made,
  planWith,
  report,
  ROUND,
  SCHOOLS,
  silent,
  version,
} from '../test/consolidation/fixture.ts';
import type { RoundReport } from './accepted-content.ts';

describe('who is counted', () => {
  it('counts n of m, the missing and those under review', () => {
    const c = made({
      reports: [
        report('so-y-te', { a: 'accepted' }),
        { ...report('so-giao-duc', { b: 'returned' }), decision: 'returned' },
        silent('so-noi-vu'),
      ],
    });
    expect([c.received, c.expected.length, c.missing]).toEqual([['so-y-te', 'so-giao-duc'], 3, ['so-noi-vu']]);
    expect(c.underReview).toEqual(['so-giao-duc']);
    expect(c.receivedBodies.map(({ organisationName }) => organisationName)).toEqual([HEALTH.name, SCHOOLS.name]);
  });

  it('waits for nobody whose report was waived', () => {
    const c = made({ reports: [{ ...silent('so-y-te'), decision: 'waived' }, silent('so-giao-duc')] });
    expect([c.expected, c.missing]).toEqual([['so-giao-duc'], ['so-giao-duc']]);
  });
});

describe('what feeds the report', () => {
  it('takes accepted items only, with the version and the day each came from', () => {
    const c = made({
      reports: [{ ...report('so-y-te', { 'so-y-te-1': 'accepted', 'so-y-te-2': 'returned' }), decision: 'returned' }],
      submissions: [version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.', 'so-y-te-2': 'Làm dở.' }, '2026-11-20')],
    });
    const source = {
      ...{ organisation: 'so-y-te', organisationName: 'Sở Y tế', obligation: `${ROUND}/so-y-te`, kind: 'report' },
      ...{ submission: 1, receivedOn: '2026-11-20' },
    };
    expect(c.duties.map(({ no, lines }) => [no, lines])).toEqual([
      ['1.1', [{ text: 'Đã làm.', source }]],
      ['1.2', []],
    ]);
  });

  it('takes each item out of the newest version that says something on it', () => {
    const c = made({
      reports: [report('so-y-te', { 'so-y-te-1': 'accepted', 'so-y-te-2': 'accepted' })],
      submissions: [
        version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.', 'so-y-te-2': 'Làm dở.' }),
        version('so-y-te', 2, { 'so-y-te-1': '  ', 'so-y-te-2': 'Làm xong.' }),
      ],
    });
    expect(linesOf(c)).toEqual(['so-y-te 1: Đã làm.', 'so-y-te 2: Làm xong.']);
  });

  it('takes nothing from a version that waits for review, on items accepted before neither', () => {
    const c = made({
      reports: [{ ...report('so-y-te', { 'so-y-te-1': 'accepted', 'so-y-te-2': 'submitted' }), decision: 'submitted' }],
      submissions: [
        version('so-y-te', 1, { 'so-y-te-1': 'Đã làm.', 'so-y-te-2': 'Làm dở.' }),
        version('so-y-te', 2, { 'so-y-te-1': 'Chưa ai xem.', 'so-y-te-2': 'Làm xong.' }),
      ],
    });
    expect(linesOf(c)).toEqual(['so-y-te 1: Đã làm.']);
  });

  it('says "không phát sinh" for a body that had nothing to tell, and counts it as having reported', () => {
    const said = version('so-y-te', 1, { 'so-y-te-1': '' });
    said.content.lines[0]!.nothing = true;
    const c = made({ reports: [report('so-y-te', { 'so-y-te-1': 'accepted' })], submissions: [said] });
    expect(linesOf(c)).toEqual(['so-y-te 1: Không phát sinh.']);
    expect(c.duties[0]).toMatchObject({ expected: 1, reported: 1 });
  });

  it('takes the general part of a report that is accepted as a whole', () => {
    const general = { difficulties: 'Thiếu người.', proposals: null, nextYear: 'Làm tiếp.' };
    const submissions = [version('so-y-te', 1, {}, '2026-11-20', general)];
    const accepted = made({ reports: [report('so-y-te', { 'so-y-te-1': 'accepted' })], submissions });
    expect([accepted.difficulties, accepted.proposals, accepted.nextYear].map((lines) => lines.length)).toEqual([
      1, 0, 1,
    ]);
    const half: RoundReport = { ...report('so-y-te', { 'so-y-te-1': 'returned' }), decision: 'returned' };
    expect(made({ reports: [half], submissions }).difficulties).toEqual([]);
  });

  it('never shows the content of an item kept off the system', () => {
    const plan = planWith({
      items: [inventedItem('mat', 'so-y-te', 41, { offSystem: true, indicators: ['1.1'] })],
    });
    const submissions = [version('so-y-te', 1, { mat: 'Tên nạn nhân.' }, '2026-11-20', undefined, [figure('mat', 7)])];
    const c = made({ reports: [report('so-y-te', { mat: 'accepted' })], submissions }, plan);
    expect(c.duties[0]?.lines.map(({ text }) => text)).toEqual(['Đã gửi theo đường văn bản mật.']);
    expect(c.indicators).toEqual([]);
    expect(JSON.stringify(c)).not.toContain('nạn nhân');
  });
});

describe('figures', () => {
  const plan = planWith({
    objectives: [
      { no: '1', title: 'Chăm sóc sức khỏe', indicators: [inventedIndicator('1.1')] },
      { no: '4', title: null, indicators: [inventedIndicator('4.*', { text: null })] },
    ],
  });
  const reports = [
    report('so-y-te', { 'so-y-te-1': 'accepted' }),
    report('so-giao-duc', { 'so-giao-duc-1': 'accepted' }),
  ];

  it('stand side by side, each with its source, and are never averaged', () => {
    const submissions = [
      version('so-y-te', 1, {}, '2026-11-20', undefined, [figure('so-y-te-1', 10)]),
      version('so-giao-duc', 1, {}, '2026-11-21', undefined, [figure('so-giao-duc-1', 20)]),
    ];
    const [row] = made({ reports, submissions }, plan).indicators;
    expect(
      row?.figures.map(({ figure: { value }, source }) => [value, source.organisation, source.receivedOn]),
    ).toEqual([
      [10, 'so-y-te', '2026-11-20'],
      [20, 'so-giao-duc', '2026-11-21'],
    ]);
    expect(row).toMatchObject({ no: '1.1', objective: '1: Chăm sóc sức khỏe', owners: ['Sở Y tế'] });
  });

  it('stand once where two duties of a body count the same thing', () => {
    const figures = [figure('so-y-te-1', 10), figure('so-y-te-2', 10), figure('so-y-te-2', 11)];
    const both = [report('so-y-te', { 'so-y-te-1': 'accepted', 'so-y-te-2': 'accepted' })];
    const submissions = [version('so-y-te', 1, {}, '2026-11-20', undefined, figures)];
    const [row] = made({ reports: both, submissions }, plan).indicators;
    expect(row?.figures.map(({ figure: { value } }) => value)).toEqual([10, 11]);
  });

  it('keep a row where none came, and get their own where the plan names an objective as a whole', () => {
    const figures = ['4.10', '4.2', '9.9'].map((indicator) => ({ ...figure('so-y-te-1', 1), indicator }));
    const c = made({ reports, submissions: [version('so-y-te', 1, {}, '2026-11-20', undefined, figures)] }, plan);
    expect(c.indicators.map(({ no, objective, figures: list }) => [no, objective, list.length])).toEqual([
      ['1.1', '1: Chăm sóc sức khỏe', 0],
      ['4.2', '4', 1],
      ['4.10', '4', 1],
      ['9.9', '9', 1],
    ]);
    expect(made({ reports }, plan).indicators.map(({ no }) => no)).toEqual(['1.1', '4.*']);
  });
});
