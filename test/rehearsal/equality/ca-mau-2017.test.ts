import { describe, expect, it } from 'vitest';
import { draftsOf, PATIENCE_MS, received, rehearsed, rungsOf } from './rehearsed-plan.ts';

// The dates are written by hand, from “trước ngày 30 tháng 11 hàng năm”: both sides share the rules, so equality alone
// would not see a wrong one. 10 working days before Wed 29/11 for a district, 7 for all others.
const ROUND = 'ca-mau-2017/dinh-ky/2017';
const DISTRICT = `${ROUND}/ubnd-huyen-u-minh`;
const UPWARD = 'ca-mau-2017/len-tren/2017-dinh-ky/so-lao-dong-thuong-binh-va-xa-hoi';

describe('Cà Mau 2017, rehearsed on the engine', { timeout: PATIENCE_MS }, () => {
  it('nobody answers', async () => {
    const rehearsal = await rehearsed('ca-mau-2017', 'silent');
    expect(received(rehearsal, `${ROUND}/so-y-te`)).toEqual([
      ...['2017-10-30 opening', '2017-11-09 before-7', '2017-11-16 before-2'],
      ...['2017-11-21 late-1', '2017-11-21 late-list', '2017-11-22 late-head'],
    ]);
    expect(received(rehearsal, DISTRICT)).toEqual([
      ...['2017-10-25 opening', '2017-11-06 before-7', '2017-11-13 before-2'],
      ...['2017-11-16 late-1', '2017-11-16 late-list', '2017-11-17 late-head'],
    ]);
    expect(received(rehearsal, UPWARD)).toEqual([
      ...['2017-11-20 lead-due', '2017-11-27 lead-due', '2017-11-29 lead-due'],
      ...['2017-12-06 lead-due', '2017-12-13 lead-due', '2017-12-20 lead-due', '2017-12-27 lead-due'],
    ]);
    expect(draftsOf(rehearsal, ROUND)).toEqual(['1 2017-11-23T16:00 0/41']);
    // The plan, its round, and one for each of 41 reports, 9 plans of districts, and the lead's report; the round
    // closes on 5/1/2018, so all of them are open.
    expect(rehearsal.workflows).toBe(1 + 1 + 51);
    expect(rehearsal.open).toHaveLength(51);
  });

  it('everybody in time', async () => {
    const rehearsal = await rehearsed('ca-mau-2017', 'in-time');
    expect([...rungsOf(rehearsal)].sort()).toEqual(['before-2', 'before-7', 'lead-due', 'opening']);
    expect(received(rehearsal, DISTRICT)).toEqual(['2017-10-25 opening', '2017-11-06 before-7', '2017-11-13 before-2']);
    // Handed in on 16/11, accepted on 17/11; the report is issued two working days after the draft.
    expect(draftsOf(rehearsal, ROUND)).toEqual(['1 2017-11-17T10:00 41/41']);
    expect(received(rehearsal, UPWARD)).toEqual(['2017-11-20 lead-due']);
    expect(rehearsal.workflows).toBe(1 + 1 + 51);
    expect(rehearsal.open).toEqual([]);
  });

  it('late, returned and silent ones', async () => {
    const rehearsal = await rehearsed('ca-mau-2017', 'mixture');
    // The fifth comes six working days after 20/11, the seventh is returned, the last is silent; it is only asked.
    expect(received(rehearsal, `${ROUND}/so-thong-tin-va-truyen-thong`)).toEqual([
      ...['2017-10-30 opening', '2017-11-09 before-7', '2017-11-16 before-2'],
      ...['2017-11-21 late-1', '2017-11-21 late-list', '2017-11-22 late-head', '2017-11-23 head-letter'],
    ]);
    expect(received(rehearsal, `${ROUND}/so-van-hoa-the-thao-va-du-lich`)).toEqual([
      ...['2017-10-30 opening', '2017-11-09 before-7', '2017-11-16 before-2'],
      ...['2017-11-17 returned', '2017-11-21 returned-eve'],
    ]);
    expect(received(rehearsal, `${ROUND}/hoi-cuu-chien-binh-tinh`)).toEqual([
      ...['2017-10-30 opening', '2017-11-09 before-7', '2017-11-16 before-2', '2017-11-21 late-list'],
    ]);
    // Made on the consolidation day, again for the late districts, issued on 27/11, and supplemented for the others.
    const drafts = draftsOf(rehearsal, ROUND);
    expect(drafts.map((draft) => draft.slice(0, 18))).toEqual([
      '1 2017-11-23T16:00',
      '2 2017-11-24T10:00',
      '3 2017-11-29T10:00',
    ]);
    expect(drafts.at(-1)).toContain('40/41');
    expect(rehearsal.workflows).toBe(1 + 1 + 51);
    expect(rehearsal.open).toEqual([`${ROUND}/hoi-cuu-chien-binh-tinh`]);
  });
});
