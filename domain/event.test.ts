import { describe, expect, it } from 'vitest';
import { refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { isNews, type Recorded, refusePastDue, refuseWithdrawal } from './event.ts';

const FIRST: Recorded = { on: '2025-07-04', due: '2025-07-25' };
const known = standing({ event: 'bầu cử' });

describe('an event that is recorded', () => {
  it('is news to what waits for it', () => {
    expect(isNews(waiting(), null, { on: '2025-07-04', due: null })).toBe(true);
  });

  it('is none when it comes again with the same day, and with the date that came of it', () => {
    expect(isNews(known, FIRST, { on: '2025-07-04', due: null })).toBe(false);
    expect(isNews(known, FIRST, FIRST)).toBe(false);
  });

  it('is corrected by another day or another date, also while a report is under review', () => {
    expect(isNews(known, FIRST, { on: '2025-07-05', due: null })).toBe(true);
    expect(isNews(known, FIRST, { on: '2025-07-04', due: '2025-08-01' })).toBe(true);
    expect(isNews(submitted(), FIRST, { on: '2025-07-05', due: null })).toBe(true);
  });

  it.each(SETTLED)('changes nothing once %s', (_, one) => {
    expect(isNews(one, FIRST, { on: '2025-07-05', due: null })).toBe(false);
  });

  it('comes with a date that can still be kept', () => {
    expect(refused(() => refusePastDue('2025-07-04', '2025-07-04'))).toBe('date-past');
    expect(refused(() => refusePastDue('2025-07-05', '2025-07-04'))).toBe('not refused');
    expect(refused(() => refusePastDue(null, '2025-07-04'))).toBe('not refused');
  });
});

it('an event is withdrawn until something was handed in for it', () => {
  expect(refused(() => refuseWithdrawal(known))).toBe('not refused');
  expect(refused(() => refuseWithdrawal({ ...known, receivedOn: '2025-07-10' }))).toBe('already-submitted');
});
