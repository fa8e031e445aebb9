import { describe, expect, it } from 'vitest';
import { draftsOf, PATIENCE_MS, received, receivedOn, rehearsed, rungsOf } from './rehearsed-plan.ts';

// The dates are written by hand, from “trước ngày 20/5” and “trước ngày 25/11”.
const [HALF, YEAR] = ['son-la-2025/6-thang/2025', 'son-la-2025/nam/2025'];
const UNION = 'hoi-lien-hiep-phu-nu-tinh';
const WAITING = [
  'son-la-2025/so-noi-vu-2/so-noi-vu',
  'son-la-2025/so-noi-vu-2.2/so-noi-vu',
  'son-la-2025/so-dan-toc-va-ton-giao-2/so-dan-toc-va-ton-giao',
];

describe('Sơn La 2025, rehearsed on the engine', { timeout: PATIENCE_MS }, () => {
  it('nobody answers', async () => {
    const rehearsal = await rehearsed('son-la-2025', 'silent');
    // Activated on 9/5, so that what was due before folds into the opening.
    expect(received(rehearsal, `${HALF}/so-y-te`)).toEqual([
      ...['2025-05-09 opening', '2025-05-15 before-2'],
      ...['2025-05-21 late-1', '2025-05-21 late-list', '2025-05-22 late-head'],
    ]);
    expect(received(rehearsal, `${YEAR}/so-y-te`)).toEqual([
      ...['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2'],
      ...['2025-11-26 late-1', '2025-11-26 late-list', '2025-11-27 late-head'],
    ]);
    for (const day of ['2025-05-20', '2025-11-15', '2025-11-24', '2025-11-25'])
      expect(receivedOn(rehearsal, day)).toEqual([]);
    expect(draftsOf(rehearsal, YEAR)).toEqual(['1 2025-11-28T16:00 0/98']);
    // The plan, its two rounds, 35 and 98 reports, and 18 obligations of their own.
    expect(rehearsal.workflows).toBe(1 + 2 + 151);
    // The round of May has closed on 4/7, that of November closes in January.
    expect(rehearsal.open).toHaveLength(18 + 98);
    expect(rehearsal.open.filter((id) => id.startsWith(HALF))).toEqual([]);
  });

  it('everybody in time', async () => {
    const rehearsal = await rehearsed('son-la-2025', 'in-time');
    // Issued on 20/5 and 25/11, each a day before the first word about the lead's own date.
    expect([...rungsOf(rehearsal)].sort()).toEqual(['before-2', 'before-7', 'event-question', 'opening']);
    expect(received(rehearsal, `${YEAR}/so-y-te`)).toEqual([
      ...['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2'],
    ]);
    expect(draftsOf(rehearsal, HALF)).toEqual(['1 2025-05-16T10:00 35/35']);
    expect(draftsOf(rehearsal, YEAR)).toEqual(['1 2025-11-21T10:00 98/98']);
    expect(rehearsal.workflows).toBe(1 + 2 + 151);
    expect(rehearsal.open).toEqual(WAITING);
  });

  it('late, returned and silent ones', async () => {
    const rehearsal = await rehearsed('son-la-2025', 'mixture');
    expect(received(rehearsal, `${YEAR}/so-y-te`)).toEqual([
      ...['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2'],
      ...['2025-11-26 late-1', '2025-11-26 late-list', '2025-11-27 late-head', '2025-11-28 head-letter'],
    ]);
    expect(received(rehearsal, `${YEAR}/so-van-hoa-the-thao-va-du-lich`)).toEqual([
      ...['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2'],
      ...['2025-11-21 returned', '2025-11-26 returned-eve'],
    ]);
    // The Union is asked, not ordered: nothing comes to it after the date, and it is on the official's list.
    expect(received(rehearsal, `${YEAR}/${UNION}`)).toEqual([
      ...['2025-11-03 opening', '2025-11-13 before-7', '2025-11-20 before-2', '2025-11-26 late-list'],
    ]);
    // Issued on 2/12; the late come on 3/12 and are accepted on 4/12.
    expect(draftsOf(rehearsal, YEAR)).toEqual(['1 2025-11-28T16:00 78/98', '2 2025-12-04T10:00 97/98']);
    expect(rehearsal.workflows).toBe(1 + 2 + 151);
    expect(rehearsal.open).toEqual([...WAITING, `${YEAR}/${UNION}`]);
  });
});
