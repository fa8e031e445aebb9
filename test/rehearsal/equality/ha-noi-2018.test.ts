import { describe, expect, it } from 'vitest';
import { draftsOf, PATIENCE_MS, received, rehearsed, rungsOf } from './rehearsed-plan.ts';

// The dates are written by hand, from “trước ngày 20/3/2018”, “trước ngày 30/5/2018” and “trước ngày 30/11/2018”.
const [PLAN, HALF, YEAR] = ['ha-noi-2018/ke-hoach/2018', 'ha-noi-2018/6-thang/2018', 'ha-noi-2018/nam/2018'];
const LEAD = 'so-lao-dong-thuong-binh-va-xa-hoi';

describe('Hà Nội 2018, rehearsed on the engine', { timeout: PATIENCE_MS }, () => {
  it('nobody answers', async () => {
    const rehearsal = await rehearsed('ha-noi-2018', 'silent');
    expect(received(rehearsal, `${PLAN}/so-y-te`)).toEqual([
      ...['2018-02-26 opening', '2018-03-08 before-7', '2018-03-15 before-2'],
      ...['2018-03-21 late-1', '2018-03-21 late-list', '2018-03-22 late-head'],
    ]);
    expect(received(rehearsal, `${HALF}/so-y-te`)).toEqual([
      ...['2018-05-08 opening', '2018-05-18 before-7', '2018-05-25 before-2'],
      ...['2018-05-31 late-1', '2018-05-31 late-list', '2018-06-01 late-head'],
    ]);
    expect(received(rehearsal, `${YEAR}/so-y-te`)).toEqual([
      ...['2018-11-08 opening', '2018-11-20 before-7', '2018-11-27 before-2'],
      ...['2018-12-03 late-1', '2018-12-03 late-list', '2018-12-04 late-head'],
    ]);
    // Five working days after the consolidation on 5/12 are Wed 12/12.
    expect(received(rehearsal, `ha-noi-2018/len-tren/2018-nam/${LEAD}`)).toEqual([
      ...['2018-12-03 lead-due', '2018-12-10 lead-due', '2018-12-12 lead-due'],
      ...['2018-12-19 lead-due', '2018-12-26 lead-due'],
    ]);
    expect(draftsOf(rehearsal, HALF)).toEqual(['1 2018-06-04T16:00 0/64']);
    expect(draftsOf(rehearsal, YEAR)).toEqual(['1 2018-12-05T16:00 0/64']);
    // The plan, three rounds, 63 plans to hand in, twice 64 reports, two duties of the lead, two reports upward.
    expect(rehearsal.workflows).toBe(1 + 3 + 195);
    // The first two rounds have closed on 9/5 and 16/7.
    expect(rehearsal.open.filter((id) => id.startsWith(YEAR))).toHaveLength(64);
    expect(rehearsal.open.filter((id) => !id.startsWith(YEAR))).toEqual([
      `ha-noi-2018/${LEAD}-1/${LEAD}`,
      `ha-noi-2018/${LEAD}-4/${LEAD}`,
      `ha-noi-2018/len-tren/2018-6-thang/${LEAD}`,
      `ha-noi-2018/len-tren/2018-nam/${LEAD}`,
    ]);
  });

  it('everybody in time', async () => {
    const rehearsal = await rehearsed('ha-noi-2018', 'in-time');
    // Issued on 30/5 and 30/11, each before the first word about the lead's own date.
    expect([...rungsOf(rehearsal)].sort()).toEqual(['before-2', 'before-7', 'opening']);
    expect(received(rehearsal, `${YEAR}/so-y-te`)).toEqual([
      ...['2018-11-08 opening', '2018-11-20 before-7', '2018-11-27 before-2'],
    ]);
    expect(draftsOf(rehearsal, YEAR)).toEqual(['1 2018-11-28T10:00 64/64']);
    expect(rehearsal.workflows).toBe(1 + 3 + 195);
    expect(rehearsal.open).toEqual([]);
  });

  it('late, returned and silent ones', async () => {
    const rehearsal = await rehearsed('ha-noi-2018', 'mixture');
    expect(received(rehearsal, `${YEAR}/so-tai-chinh`)).toEqual([
      ...['2018-11-08 opening', '2018-11-20 before-7', '2018-11-27 before-2'],
      ...['2018-12-03 late-1', '2018-12-03 late-list', '2018-12-04 late-head', '2018-12-05 head-letter'],
    ]);
    expect(received(rehearsal, `${YEAR}/so-thong-tin-va-truyen-thong`)).toEqual([
      ...['2018-11-08 opening', '2018-11-20 before-7', '2018-11-27 before-2'],
      ...['2018-11-28 returned', '2018-12-03 returned-eve'],
    ]);
    // Issued on 7/12; those who come on 10/12 are accepted on 11/12 and make a supplement.
    expect(draftsOf(rehearsal, YEAR).map((draft) => draft.slice(0, 18))).toEqual([
      ...['1 2018-12-05T16:00', '2 2018-12-11T10:00'],
    ]);
    expect(draftsOf(rehearsal, YEAR).at(-1)).toContain('63/64');
    expect(rehearsal.workflows).toBe(1 + 3 + 195);
    expect(rehearsal.open).toEqual([`${YEAR}/ubnd-huyen-ung-hoa`]);
  });
});
