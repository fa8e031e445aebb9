import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, seal } from './sealed.ts';

const KEY = randomBytes(32);
const TOKEN = 'mã-bí-mật-0123456789';

describe('a sealed text', () => {
  it('opens with its key and at its place, and holds nothing readable', () => {
    const sealed = seal(KEY, TOKEN, 'tinh-a/access');
    expect(open(KEY, sealed, 'tinh-a/access')).toBe(TOKEN);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('0123456789');
  });
  it('is another one each time', () => {
    expect(seal(KEY, TOKEN, 'a')).not.toBe(seal(KEY, TOKEN, 'a'));
  });
  it('does not open with another key, at another place, or changed by one bit', () => {
    const sealed = seal(KEY, TOKEN, 'tinh-a/access');
    expect(() => open(randomBytes(32), sealed, 'tinh-a/access')).toThrow();
    expect(() => open(KEY, sealed, 'tinh-b/access')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 13, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => open(KEY, changed.toString('base64url'), 'tinh-a/access')).toThrow();
    }
    expect(() => open(KEY, 'xx', 'tinh-a/access')).toThrow();
  });
});
