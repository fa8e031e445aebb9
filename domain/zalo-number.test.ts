import { describe, expect, it } from 'vitest';
import { zaloNumber } from './zalo-number.ts';

describe('a number as Zalo takes it', () => {
  it.each([
    '0901000001',
    '84901000001',
    '+84901000001',
    '901000001',
    '0901 000 001',
    '+84 (901) 000-001',
    '090.100.0001',
  ])('%s', (written) => expect(zaloNumber(written)).toBe('84901000001'));
  it.each([
    '',
    '0212 000 0000',
    '84 212 3852 100',
    '090100000',
    '09010000011',
    '0084901000001',
    'không có',
    '12345678901234567890',
  ])('none of “%s”: no mobile number of ten digits', (written) => expect(zaloNumber(written)).toBeNull());
});
