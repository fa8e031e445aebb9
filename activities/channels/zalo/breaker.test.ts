import { expect, it } from 'vitest';
import { createBreaker } from './breaker.ts';

it('five silences in a row, and nobody is asked for a minute; an answer in between starts the count again', () => {
  let now = 1_000_000;
  const breaker = createBreaker(() => now);
  for (const answered of [false, false, false, false, true, false, false, false, false]) breaker.heard(answered);
  expect(breaker.isOpen()).toBe(false);
  breaker.heard(false);
  expect(breaker.isOpen()).toBe(true);
  now += 59_999;
  expect(breaker.isOpen()).toBe(true);
  now += 1;
  expect(breaker.isOpen()).toBe(false);
});
