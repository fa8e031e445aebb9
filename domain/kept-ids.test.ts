import { describe, expect, it } from 'vitest';
import { parseKeepingIds } from './kept-ids.ts';

describe('ids beyond 2^53', () => {
  it('keep every digit, anywhere', () => {
    expect(parseKeepingIds('{"sender":{"id":2512523625412515999},"ids":[-9007199254740993, 12]}')).toEqual({
      sender: { id: '2512523625412515999' },
      ids: ['-9007199254740993', 12],
    });
  });
  it('inside a string, and numbers that are no ids, stay as they are', () => {
    const text = '{"a":"số 2512523625412515999, \\"2512523625412515999\\"","b":1.1234567890123456789,"c":1e5,"d":-118}';
    expect(parseKeepingIds(text)).toEqual(JSON.parse(text));
  });
  it('what is no JSON is an error', () => {
    expect(() => parseKeepingIds('<html>')).toThrow(SyntaxError);
  });
});
