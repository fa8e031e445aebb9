import { expect, it } from 'vitest';
import { numberInReturnPath, returnPathOf } from './return-path.ts';

const OURS = 'tra-lai@so.example';

it('a message comes back under its number, whatever its tenant is called', () => {
  expect(returnPathOf(OURS, 'ubnd.tinh-an-ha.57')).toBe('tra-lai+57@so.example');
  expect(returnPathOf(OURS, 'ubnd-tinh.57.2')).toBe('tra-lai+57.2@so.example');
  expect(numberInReturnPath(OURS, 'tra-lai+57.2@so.example')).toBe('57.2');
  expect(numberInReturnPath(OURS, ' Tra-Lai+57@SO.example ')).toBe('57');
});

it('the longest number fits before the @ of the longest address that the settings take', () => {
  const address = `${'a'.repeat(37)}@so.example`;
  const local = returnPathOf(address, 't.9223372036854775807.999999').split('@')[0];
  expect(local?.length).toBeLessThanOrEqual(64);
});

it.each([
  'tra-lai@so.example',
  'tra-lai+@so.example',
  'tra-lai+a@so.example',
  'tra-lai+57@other.example',
  'x+57@so.example',
])('%s is no return path of ours', (given) => {
  expect(numberInReturnPath(OURS, given)).toBeNull();
});
