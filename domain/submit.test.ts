import { describe, expect, it } from 'vitest';
import { after, refused, SETTLED, standing, submitted, waiting } from '../test/support/standing.ts';
import { submission } from '../test/support/submission.ts';
import { body } from '../test/domain-fixture.ts';
import type { ItemState } from './obligation.ts';
import { decideSubmit, refuseMisfit, refuseStranger, countedDay } from './submit.ts';

describe('handing in', () => {
  it('is taken for review, items and all', () => {
    const decided = decideSubmit(standing());
    expect([decided.decision, after(decided)]).toEqual(['submitted', { a: 'submitted', b: 'submitted' }]);
  });

  it('again after a return asks only for what was returned', () => {
    const decided = decideSubmit(standing({ decision: 'returned' }, { a: 'returned', b: 'accepted', c: 'waived' }));
    expect([decided.decision, after(decided)]).toEqual(['submitted', { a: 'submitted', b: 'accepted', c: 'waived' }]);
  });

  it('is accepted at once for the lead’s report upward, which nobody of ours reviews', () => {
    const decided = decideSubmit(standing({ upward: true }, { a: 'open', b: 'waived' }));
    expect([decided.decision, after(decided)]).toEqual(['accepted', { a: 'accepted', b: 'waived' }]);
    expect(decideSubmit(waiting({ upward: true })).decision).toBe('accepted');
  });

  it('is refused a second time while it is under review', () => {
    expect(refused(() => decideSubmit(submitted()))).toBe('already-submitted');
  });

  it('is refused while it waits for an event, which the refusal names', () => {
    expect(refused(() => decideSubmit(waiting()))).toBe('obligation-waiting');
    expect(() => decideSubmit(waiting())).toThrow(/còn chờ “bầu cử”/);
    expect(() => decideSubmit(waiting({ event: null }))).toThrow(/còn chờ “thời hạn”/);
  });

  it.each(SETTLED)('is refused once %s', (_, one, words) => {
    expect(refused(() => decideSubmit(one))).toBe('obligation-settled');
    expect(() => decideSubmit(one)).toThrow(words);
  });
});

describe('what is handed in', () => {
  const misfit = (states: Record<string, ItemState>, item: string) =>
    refused(() => {
      const lines = [{ item, text: 'Đã làm.', nothing: false }];
      refuseMisfit(standing({}, states), submission('2025-11-20', { lines }), '2025-11-20');
    });

  it.each<[ItemState, string]>([
    ['open', 'not refused'],
    ['returned', 'not refused'],
    ['waived', 'item-waived'],
    ['cancelled', 'item-cancelled'],
    ['moved', 'item-moved'],
  ])('on an item that is %s: %s', (state, code) => {
    expect(misfit({ a: state }, 'a')).toBe(code);
  });

  it('on an item of somebody else is refused by its name', () => {
    expect(misfit({ a: 'open' }, 'x')).toBe('item-unknown');
  });

  it('is not received before its day has come', () => {
    const fit = () => refuseMisfit(standing(), submission('2025-11-21'), '2025-11-20');
    expect(refused(fit)).toBe('date-future');
  });
});

describe('the day that counts', () => {
  const official = {
    number: '1/BC',
    date: '2021-05-17',
    signer: 'x',
    file: null,
    channel: 'y',
    receivedOn: '2021-05-18',
  };
  const own = { kind: 'own' as const, upward: false };
  const report = { kind: 'report' as const, upward: false };

  it('is the day a duty was done, whenever its paper came', () => {
    expect(countedDay(own, { official, doneOn: '2021-05-14' }, '2021-05-20')).toBe('2021-05-14');
    expect(countedDay(own, { official, doneOn: null }, '2021-05-20')).toBe('2021-05-18');
  });

  it('is the day a report’s paper was received, else the day of typing', () => {
    expect(countedDay(report, { official, doneOn: '2021-05-14' }, '2021-05-20')).toBe('2021-05-18');
    expect(countedDay(report, { official: null, doneOn: null }, '2021-05-20')).toBe('2021-05-20');
    expect(countedDay({ kind: 'own', upward: true }, { official, doneOn: '2021-05-14' }, '2021-05-20')).toBe(
      '2021-05-18',
    );
  });

  it('has come', () => {
    const done = { ...submission('2021-05-14'), doneOn: '2021-05-21' };
    expect(refused(() => refuseMisfit(standing(), done, '2021-05-20'))).toBe('date-future');
  });
});

describe('handing in for another body', () => {
  const bodies = [body('so-noi-vu', 'Sở Nội vụ'), body('so-y-te', 'Sở Y tế')];
  const by = (organisation: string) =>
    refused(() => refuseStranger({ organisation, basis: 'CV 5' }, 'so-y-te', bodies));

  it('is taken from a body that is known and another', () => {
    expect(by('so-noi-vu')).toBe('not refused');
    expect(refused(() => refuseStranger(undefined, 'so-y-te', bodies))).toBe('not refused');
  });

  it('is refused from one that nobody knows, and from the body itself', () => {
    expect(by('so-la')).toBe('organisation-unknown');
    expect(by('so-y-te')).toBe('organisation-same');
  });
});
