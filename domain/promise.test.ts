import { describe, expect, it } from 'vitest';
import { refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import type { Standing } from './obligation.ts';
import { refusePromise } from './promise.ts';

describe('a promise to send on a day', () => {
  const promise = (one: Standing, on: string, leadTarget: string | null = '2025-12-05') =>
    refused(() => refusePromise(one, on, '2025-11-20', leadTarget));

  it('is taken from today to the lead’s own target day, after the member’s own day too', () => {
    expect(promise(standing(), '2025-11-20')).toBe('not refused');
    expect(promise(standing(), '2025-11-28')).toBe('not refused');
    expect(promise(standing(), '2025-12-05')).toBe('not refused');
    expect(promise(standing({ decision: 'returned' }), '2025-11-28')).toBe('not refused');
    expect(promise(standing(), '2026-03-01', null)).toBe('not refused');
  });

  it('is refused for a day that is past, and for one that is of no use to the lead', () => {
    expect(promise(standing(), '2025-11-19')).toBe('date-past');
    expect(promise(standing(), '2025-12-06')).toBe('date-after-lead');
  });

  it('is refused where nothing is waited for', () => {
    expect(promise(submitted(), '2025-11-28')).toBe('already-submitted');
    expect(promise(waiting(), '2025-11-28')).toBe('obligation-waiting');
  });

  it.each(SETTLED)('is refused once %s', (_, one) => {
    expect(promise(one, '2025-11-28')).toBe('obligation-settled');
  });
});
