import { describe, expect, it } from 'vitest';
import { letter, matter } from '../activities/channels/letter-fixture.ts';
import { instantAt } from './time.ts';
import { trackedBy, trackingIdOf } from './tracking-id.ts';

const TENANT = 'ubnd-tinh-son-la';
const given = { envelopeId: `${TENANT}.4711`, recipient: '84901000001', letter: letter([matter('opening')]) };
const id = trackingIdOf(TENANT, given);

describe('a tracking id', () => {
  it('is of what Zalo leaves alone, and names the message', () => {
    expect(id).toMatch(/^[a-z0-9]{1,48}$/);
    expect(trackedBy(TENANT, id)).toEqual({ envelopeId: given.envelopeId, at: instantAt('2025-11-13', '07:42') });
    expect(trackingIdOf(TENANT, given)).toBe(id);
  });

  it('is another one for another reader, minute, matter or message', () => {
    const others = [
      { ...given, recipient: '84901000002' },
      { ...given, letter: letter([matter('opening')], { at: instantAt('2025-11-13', '07:43') }) },
      { ...given, letter: letter([matter('before-2')]) },
      { ...given, letter: letter([matter('opening'), matter('opening')]) },
      { ...given, envelopeId: `${TENANT}.4711.2` },
    ].map((other) => trackingIdOf(TENANT, other));
    expect(new Set([id, ...others]).size).toBe(6);
    expect(trackedBy(TENANT, others[4] ?? '')?.envelopeId).toBe(`${TENANT}.4711.2`);
  });

  it('stays short for twelve digits', () => {
    const longest = trackingIdOf(TENANT, { ...given, envelopeId: `${TENANT}.999999999999.2` });
    expect(longest.length).toBeLessThanOrEqual(48);
  });

  it('of somebody else is none of ours, nor is a message of another tenant one of this', () => {
    for (const other of ['', 'abc', 'e12', 'e1t2d3', `${id}x`]) expect(trackedBy(TENANT, other)).toBeNull();
    expect(() => trackingIdOf('tinh-khac', given)).toThrow(TypeError);
  });
});
