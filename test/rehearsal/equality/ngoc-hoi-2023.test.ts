import { describe, expect, it } from 'vitest';
import { draftsOf, PATIENCE_MS, received, receivedOn, rehearsed, rungsOf } from './rehearsed-plan.ts';

// The dates are written by hand, from “trước ngày 10 tháng 12 năm 2023”, a Sunday.
const ROUND = 'ngoc-hoi-2023/nam/2023';
const COMMUNE = 'ubnd-xa-sa-loong';
const LEAD = 'phong-lao-dong';

describe('Ngọc Hồi 2023, rehearsed on the engine', { timeout: PATIENCE_MS }, () => {
  it('nobody answers', async () => {
    const rehearsal = await rehearsed('ngoc-hoi-2023', 'silent');
    expect(received(rehearsal, `ngoc-hoi-2023/uy-ban-nhan-dan-cap-xa-1/${COMMUNE}`)).toEqual([
      ...['2023-04-17 opening', '2023-04-27 before-7', '2023-05-09 before-2'],
      ...['2023-05-12 late-1', '2023-05-12 late-list', '2023-05-15 late-head'],
    ]);
    expect(received(rehearsal, `${ROUND}/${COMMUNE}`)).toEqual([
      ...['2023-11-17 opening', '2023-11-29 before-7', '2023-12-06 before-2'],
      ...['2023-12-12 late-1', '2023-12-12 late-list', '2023-12-13 late-head'],
    ]);
    for (const day of ['2023-12-08', '2023-12-09', '2023-12-10', '2023-12-11'])
      expect(receivedOn(rehearsal, day)).toEqual([]);
    for (const up of ['len-so', 'len-huyen'])
      expect(received(rehearsal, `ngoc-hoi-2023/${up}/2023-nam/${LEAD}`)).toEqual([
        ...['2023-12-12 lead-due', '2023-12-19 lead-due', '2023-12-21 lead-due', '2023-12-28 lead-due'],
      ]);
    expect(draftsOf(rehearsal, ROUND)).toEqual(['1 2023-12-14T16:00 0/24']);
    // The plan, its round, 24 reports, 8 plans of communes, two reports upward; the round closes on 26/1/2024.
    expect(rehearsal.workflows).toBe(1 + 1 + 34);
    expect(rehearsal.open).toHaveLength(34);
  });

  it('everybody in time', async () => {
    const rehearsal = await rehearsed('ngoc-hoi-2023', 'in-time');
    expect([...rungsOf(rehearsal)].sort()).toEqual(['before-2', 'before-7', 'opening']);
    expect(received(rehearsal, `${ROUND}/${COMMUNE}`)).toEqual([
      ...['2023-11-17 opening', '2023-11-29 before-7', '2023-12-06 before-2'],
    ]);
    // Issued on 11/12, before the first word about the lead's own date.
    expect(draftsOf(rehearsal, ROUND)).toEqual(['1 2023-12-07T10:00 24/24']);
    expect(rehearsal.workflows).toBe(1 + 1 + 34);
    expect(rehearsal.open).toEqual([]);
  });

  it('late, returned and silent ones', async () => {
    const rehearsal = await rehearsed('ngoc-hoi-2023', 'mixture');
    expect(received(rehearsal, `${ROUND}/phong-tai-chinh-ke-hoach`)).toEqual([
      ...['2023-11-17 opening', '2023-11-29 before-7', '2023-12-06 before-2'],
      ...['2023-12-12 late-1', '2023-12-12 late-list', '2023-12-13 late-head', '2023-12-14 head-letter'],
    ]);
    expect(received(rehearsal, `${ROUND}/trung-tam-van-hoa`)).toEqual([
      ...['2023-11-17 opening', '2023-11-29 before-7', '2023-12-06 before-2'],
      ...['2023-12-07 returned', '2023-12-12 returned-eve'],
    ]);
    // Issued on 18/12; the late come on 19/12 and are accepted on 20/12.
    expect(draftsOf(rehearsal, ROUND)).toEqual(['1 2023-12-14T16:00 19/24', '2 2023-12-20T10:00 23/24']);
    expect(rehearsal.workflows).toBe(1 + 1 + 34);
    expect(rehearsal.open).toEqual([`${ROUND}/lien-doan-lao-dong-huyen`]);
  });
});
