import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { body } from '../test/domain-fixture.ts';
import { bounceContent, bounceKey, bouncedAddress, reasonOf } from './bounce.ts';
import type { Organisation } from './organisation.ts';
import { addressKey, ALL_WORK, callsLate, type ContactEvent, isOutAt, isReachable, outagesOf } from './reachability.ts';
import { recipientOf } from './recipient.ts';
import { RUNG_IDS } from './rung.ts';
import { instantAt } from './time.ts';

const lead = body('so-noi-vu', 'Sở Nội vụ');
const DAY = '2026-03-02';
const at = (day: string): number => instantAt(day, '08:00');

/** A body with contacts of any roles and addresses, in any spelling. */
const anyBody: fc.Arbitrary<Organisation> = fc
  .array(
    fc.record({
      name: fc.constant('A'),
      role: fc.constantFrom('focal' as const, 'head' as const, 'registry' as const, 'division-head' as const),
      email: fc.option(fc.constantFrom('a@x.example', 'B@x.example', ' c@X.example ', 'd@x.example')),
    }),
    { maxLength: 4 },
  )
  .map((contacts) => body('so-y-te', 'Sở Y tế', { contacts }));
const anyFailing = fc
  .subarray(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'])
  .map((list) => new Set(list));

describe('a body that nothing reaches', () => {
  it('is called late by no rung, whoever would read it', () => {
    fc.assert(
      fc.property(anyBody, anyFailing, fc.constantFrom(...RUNG_IDS), (own, failing, rung) => {
        const recipient = recipientOf(rung, own, lead, DAY, failing);
        if (callsLate(rung) && !isReachable(own, failing)) expect(recipient).toBeNull();
        else expect(recipient).toEqual(recipientOf(rung, own, lead, DAY));
      }),
    );
  });

  it('is one whose own contact fails or has no address; its head’s address is no way in', () => {
    const head = { name: 'B', role: 'head' as const, email: 'head@x.example' };
    const own = (email: string | null) => body('x', 'X', { contacts: [{ name: 'A', role: 'focal', email }, head] });
    expect(isReachable(own('Dau-Moi@x.example'), ALL_WORK)).toBe(true);
    expect(isReachable(own('Dau-Moi@x.example'), new Set(['dau-moi@x.example']))).toBe(false);
    expect(isReachable(own('a@x.example'), new Set(['head@x.example']))).toBe(true);
    expect(isReachable(own(null), ALL_WORK)).toBe(false);
    expect(isReachable(body('x', 'X', { contacts: [head] }), ALL_WORK)).toBe(false);
  });

  it('is still reminded: a message that arrives is the proof that it is well again', () => {
    const own = body('x', 'X', { contacts: [{ name: 'A', role: 'focal', email: 'a@x.example' }] });
    expect(recipientOf('before-2', own, lead, DAY, new Set(['a@x.example']))?.contact.email).toBe('a@x.example');
  });
});

describe('outages', () => {
  const event = (works: boolean, day: string, organisation = 'x'): ContactEvent => ({
    organisation,
    works,
    at: at(day),
  });

  it('last from the first message that did not arrive until the contact works', () => {
    const outages = outagesOf([
      event(false, '2026-03-04'),
      event(false, '2026-03-02'),
      event(true, '2026-03-06'),
      event(true, '2026-03-07'),
      event(false, '2026-03-10'),
      event(false, '2026-03-05', 'y'),
    ]);
    expect(outages.get('x')).toEqual([
      { from: at('2026-03-02'), to: at('2026-03-06') },
      { from: at('2026-03-10'), to: null },
    ]);
    const out = (day: string): boolean => isOutAt(outages.get('x') ?? [], at(day));
    expect(['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-09', '2026-12-31'].map(out)).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(outages.get('y')).toEqual([{ from: at('2026-03-05'), to: null }]);
  });

  it('of any events are in order, apart from each other, and at most the last one lasts', () => {
    const events = fc.array(fc.record({ organisation: fc.constant('x'), works: fc.boolean(), day: fc.nat(60) }));
    fc.assert(
      fc.property(events, (given) => {
        const list = given.sort((a, b) => a.day - b.day).map(({ day, ...rest }) => ({ ...rest, at: day }));
        const outages = outagesOf(list).get('x') ?? [];
        outages.forEach(({ from, to }, index) => {
          const next = outages[index + 1];
          if (to !== null) expect(from).toBeLessThanOrEqual(to);
          if (next) expect(next.from).toBeGreaterThanOrEqual(to ?? Infinity);
        });
      }),
    );
  });
});

describe('what the lead is told of a message that came back', () => {
  const owner = { organisation: 'so-y-te', organisationName: 'Sở Y tế', contactName: 'Nguyễn Văn Mẫu' };
  const message = {
    ...{ address: 'dau-moi@syt.example', sentAt: at('2026-03-02'), knownAt: at('2026-03-03'), subject: 'KH 45' },
    ...{ code: '5.2.2', said: '552 5.2.2 Over quota' },
  };

  it('names the contact, since when, what the other server said, and what follows', () => {
    const { title, evidence } = bounceContent([{ ...owner, role: 'focal' }], message);
    expect(title).toBe(
      'Thư gửi Nguyễn Văn Mẫu (đầu mối của Sở Y tế), địa chỉ dau-moi@syt.example, bị trả lại từ 02/03/2026: hộp thư đã đầy.',
    );
    expect(evidence.map(({ text }) => text)).toEqual([
      'Thư “KH 45” gửi đi và bị trả lại.',
      'Máy chủ bên nhận trả lời: “552 5.2.2 Over quota” (mã 5.2.2).',
      expect.stringContaining('Sở Y tế không bị coi là gửi chậm') as string,
    ]);
  });

  it('says of nobody but the contact that the body is out of reach', () => {
    expect(bounceContent([{ ...owner, role: 'head' }], message).evidence).toHaveLength(2);
  });

  it.each([
    ['5.1.10', 'địa chỉ không tồn tại'],
    ['5.7.1', 'SPF, DKIM'],
    ['4.4.7', 'hết thời gian chờ'],
    ['550', 'máy chủ nhận từ chối'],
  ])('%s: %s', (code, words) => expect(reasonOf(code)).toContain(words));

  it('is about one address, however it is spelled', () => {
    expect(bouncedAddress(bounceKey(' Dau-Moi@SYT.example', 1))).toBe(addressKey('dau-moi@syt.example'));
  });
});
