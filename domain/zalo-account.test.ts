import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from './time.ts';
import { expiresSoon, isDueForRenewal, isIdle, refreshDaysLeft, troubleText, troubleWords } from './zalo-account.ts';

const START = Date.UTC(2026, 0, 5);
const age = { refreshedAt: START, expiresAt: START + 25 * HOUR_MS };

describe('an account’s tokens', () => {
  it('are changed at 80 % of their life: after 20 of 25 hours', () => {
    expect(isDueForRenewal(age, START + 20 * HOUR_MS - 1)).toBe(false);
    expect(isDueForRenewal(age, START + 20 * HOUR_MS)).toBe(true);
  });
  it('die after 90 days without a refresh; two weeks before it is said, after a month without traffic they are refreshed', () => {
    expect(refreshDaysLeft(age, START)).toBe(90);
    expect(refreshDaysLeft(age, START + 91 * DAY_MS)).toBe(-1);
    expect(expiresSoon(age, START + 75 * DAY_MS)).toBe(false);
    expect(expiresSoon(age, START + 76 * DAY_MS)).toBe(true);
    expect(isIdle(age, START + 30 * DAY_MS)).toBe(false);
    expect(isIdle(age, START + 30 * DAY_MS + 1)).toBe(true);
  });
  it('a trouble is told in words with Zalo’s number', () => {
    expect(troubleWords(troubleText('money', -115))).toMatch(/^ví Zalo Cloud hết tiền.*\(mã -115\)$/);
  });
});
