import { describe, expect, it } from 'vitest';
import { draftsOf, PATIENCE_MS, received, rehearsed, rungsOf } from './rehearsed-plan.ts';

// The dates are written by hand, from the months and days that the programme gives each duty.
const LEAD = 'so-lao-dong-thuong-binh-va-xa-hoi';
const CLASSES = 'kon-tum-2021/hoi-lien-hiep-phu-nu-tinh-1/hoi-lien-hiep-phu-nu-tinh';
const OCTOBER = `kon-tum-2021/${LEAD}-5/${LEAD}`;
const JUNE = 'kon-tum-2021/so-van-hoa-the-thao-va-du-lich-1/so-van-hoa-the-thao-va-du-lich';
const WAITING = [`kon-tum-2021/${LEAD}-3/${LEAD}`, 'kon-tum-2021/so-ke-hoach-va-dau-tu-1/so-ke-hoach-va-dau-tu'];
const HALF = 'kon-tum-2021/6-thang/2021';

describe('Kon Tum 2021, rehearsed on the engine', { timeout: PATIENCE_MS }, () => {
  it('nobody answers', async () => {
    const rehearsal = await rehearsed('kon-tum-2021', 'silent');
    expect(received(rehearsal, CLASSES)).toEqual([
      ...['2021-04-14 opening', '2021-04-27 before-2'],
      ...['2021-05-05 late-1', '2021-05-05 late-list', '2021-05-06 late-head'],
    ]);
    // The lead's own: its contact is told, its head never.
    expect(received(rehearsal, OCTOBER)).toEqual([
      ...['2021-09-28 opening', '2021-10-08 before-7', '2021-10-15 before-2', '2021-10-21 late-1'],
    ]);
    for (const id of WAITING)
      expect(received(rehearsal, id)).toEqual([
        ...['2021-04-14 event-question', '2021-07-01 event-question', '2021-10-01 event-question'],
      ]);
    expect(received(rehearsal, `${HALF}/cong-an-tinh`)).toEqual([
      ...['2021-05-26 opening', '2021-06-07 before-7', '2021-06-14 before-2'],
      ...['2021-06-17 late-1', '2021-06-17 late-list', '2021-06-18 late-head'],
    ]);
    // The plan, the two proposed rounds, twice three reports, ten duties of their own, twice two reports upward.
    expect(rehearsal.workflows).toBe(1 + 2 + 20);
    // The round of June has closed on 2/8.
    expect(rehearsal.open.filter((id) => id.startsWith(HALF))).toEqual([]);
    expect(rehearsal.open).toHaveLength(17);
  });

  it('everybody in time', async () => {
    const rehearsal = await rehearsed('kon-tum-2021', 'in-time');
    expect([...rungsOf(rehearsal)].sort()).toEqual(['before-2', 'before-7', 'event-question', 'lead-due', 'opening']);
    expect(received(rehearsal, CLASSES)).toEqual(['2021-04-14 opening', '2021-04-27 before-2']);
    // Handed in on 14/6, accepted on 15/6: ahead of the consolidation day. Both reports upward go on 17/6.
    expect(draftsOf(rehearsal, HALF)).toEqual(['1 2021-06-15T10:00 3/3']);
    for (const up of ['len-quoc-gia', 'len-tinh'])
      expect(received(rehearsal, `kon-tum-2021/${up}/2021-6-thang/${LEAD}`)).toEqual(['2021-06-16 lead-due']);
    expect(rehearsal.workflows).toBe(1 + 2 + 20);
    expect(rehearsal.open).toEqual(WAITING);
  });

  it('late, returned and silent ones', async () => {
    const rehearsal = await rehearsed('kon-tum-2021', 'mixture');
    expect(received(rehearsal, JUNE)).toEqual([
      ...['2021-06-09 opening', '2021-06-21 before-7', '2021-06-28 before-2'],
      ...['2021-07-01 late-1', '2021-07-01 late-list', '2021-07-02 late-head', '2021-07-05 head-letter'],
    ]);
    // Công an tỉnh comes on 24/6, after the issue on 23/6.
    expect(draftsOf(rehearsal, HALF)).toEqual(['1 2021-06-21T16:00 2/3', '2 2021-06-25T10:00 3/3']);
    expect(rehearsal.workflows).toBe(1 + 2 + 20);
    expect(rehearsal.open).toEqual([...WAITING, JUNE]);
  });
});
