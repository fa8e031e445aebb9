import { describe, expect, it } from 'vitest';
import {
  type Departure,
  isAllowed,
  isAtRest,
  isOfFirstStretch,
  overdue,
  type Passage,
  passageOf,
  type Sending,
  type StopScope,
  UNDECIDED,
} from './sending.ts';
import { DAY_MS } from './time.ts';

const LIVE: Sending = { mode: 'live', allowList: null, stops: [], released: [{ plan: 'p', organisation: '' }] };
const TO_BODY: Departure = {
  plan: 'p',
  organisation: 'so-y-te',
  address: 'dau-moi@syt.example',
  reach: 'own-contact',
  toLead: false,
  isFirst: true,
};
const LIST: Departure = {
  ...TO_BODY,
  organisation: 'lead',
  address: 'a@lead.example',
  reach: 'lead-internal',
  toLead: true,
};

const words = (passage: Passage): string => (passage.kind === 'leave' ? 'leave' : `${passage.kind} ${passage.code}`);
const stop = (scope: StopScope, subject = ''): Sending['stops'] => [{ scope, subject }];

describe('what may leave', () => {
  const table: [string, Partial<Sending>, Partial<Departure>, string][] = [
    ['live and released', {}, {}, 'leave'],
    ['a new installation', UNDECIDED, {}, 'shadow shadow'],
    ['off', { mode: 'off' }, {}, 'hold off'],
    ['off is before a stop', { mode: 'off', stops: stop('all') }, {}, 'hold off'],
    ['everything stopped', { stops: stop('all') }, {}, 'hold stopped-all'],
    ['a stop loses nothing in shadow either', { mode: 'shadow', stops: stop('all') }, {}, 'hold stopped-all'],
    ['its plan stopped', { stops: stop('plan', 'p') }, {}, 'hold stopped-plan'],
    ['another plan stopped', { stops: stop('plan', 'q') }, {}, 'leave'],
    ['its body stopped', { stops: stop('organisation', 'so-y-te') }, {}, 'hold stopped-organisation'],
    ['another body stopped', { stops: stop('organisation', 'so-tu-phap') }, {}, 'leave'],
    ['a body of the name of its plan stopped', { stops: stop('organisation', 'p') }, {}, 'leave'],
    ['not released', { released: [] }, {}, 'hold not-released'],
    ['released for another plan', { released: [{ plan: 'q', organisation: '' }] }, {}, 'hold not-released'],
    ['released alone', { released: [{ plan: 'p', organisation: 'so-y-te' }] }, {}, 'leave'],
    ['another released', { released: [{ plan: 'p', organisation: 'so-tu-phap' }] }, {}, 'hold not-released'],
    ['not released, but of a later round', { released: [] }, { isFirst: false }, 'leave'],
    ['not released, but not to its own contact', { released: [] }, { reach: 'lead-internal' }, 'leave'],
    ['not released, the lead’s own report', { released: [] }, { toLead: true }, 'leave'],
    ['in shadow nobody has to be released', { mode: 'shadow', released: [] }, {}, 'shadow shadow'],
    ['on the list', { allowList: ['dau-moi@syt.example'] }, {}, 'leave'],
    ['not on the list', { allowList: ['dau-moi@stp.example'] }, {}, 'shadow not-on-allow-list'],
    ['nobody on the list', { allowList: [] }, {}, 'shadow not-on-allow-list'],
    ['not on the list and not released waits', { allowList: [], released: [] }, {}, 'hold not-released'],
    ['on the list and stopped', { allowList: ['@syt.example'], stops: stop('all') }, {}, 'hold stopped-all'],
  ];
  it.each(table)('%s', (_name, sending, departure, expected) => {
    expect(words(passageOf({ ...LIVE, ...sending }, { ...TO_BODY, ...departure }))).toBe(expected);
  });

  it('the lead’s lists are never batched, and stop with the lead, not with the body they name', () => {
    expect(words(passageOf({ ...LIVE, released: [] }, LIST))).toBe('leave');
    expect(words(passageOf({ ...LIVE, stops: stop('organisation', 'so-y-te') }, LIST))).toBe('leave');
    expect(words(passageOf({ ...LIVE, stops: stop('organisation', 'lead') }, LIST))).toBe('hold stopped-organisation');
    expect(words(passageOf({ ...LIVE, stops: stop('plan', 'p') }, LIST))).toBe('hold stopped-plan');
  });

  it('rests where nothing at all may leave or be made', () => {
    expect([LIVE, UNDECIDED, { ...LIVE, stops: stop('plan', 'p') }].map(isAtRest)).toEqual([false, false, false]);
    expect(
      [
        { ...LIVE, mode: 'off' as const },
        { ...LIVE, stops: stop('all') },
      ].map(isAtRest),
    ).toEqual([true, true]);
  });
});

describe('the allow-list', () => {
  it.each([
    [null, 'a@b.example', true],
    [[], 'a@b.example', false],
    [['a@b.example'], 'A@B.Example', true],
    [['a@b.example'], 'aa@b.example', false],
    [['@b.example'], 'x@b.example', true],
    [['@b.example'], 'x@sub.b.example', false],
    [['@b.example'], 'x@notb.example', false],
    [['@b.example'], '', false],
  ])('%j lets %s pass: %s', (list, address, expected) => {
    expect(isAllowed(list, address)).toBe(expected);
  });
});

describe('the first stretch of a plan', () => {
  const rounds = [
    { id: 'nam', opensOn: '2025-11-03' },
    { id: 'giua-nam', opensOn: '2025-05-09' },
    { id: 'dot-xuat', opensOn: '2025-05-09' },
  ];
  it.each([
    ['giua-nam', '2025-05-09', true],
    ['dot-xuat', '2025-06-01', true],
    ['nam', '2025-11-03', false],
    [null, '2025-04-14', true],
    [null, '2025-11-02', true],
    [null, '2025-11-03', false],
    [null, null, true],
  ])('round %s, opened on %s: %s', (round, opensOn, expected) => {
    expect(isOfFirstStretch({ round, opensOn }, rounds)).toBe(expected);
  });
  it('is the whole of a plan with one round, or none', () => {
    const own = { round: null, opensOn: '2026-01-01' };
    expect(isOfFirstStretch(own, rounds.slice(1))).toBe(true);
    expect(isOfFirstStretch(own, [])).toBe(true);
  });
});

describe('what is long over its minute', () => {
  const asOf = 100 * DAY_MS;
  const entries = [{ sendAt: asOf }, { sendAt: asOf - DAY_MS }, { sendAt: asOf - DAY_MS - 1 }, { sendAt: 0 }];
  it('is more than a day over it', () => {
    expect(overdue(entries, asOf, null)).toEqual(entries.slice(2));
  });
  it('has been seen by whoever decided after it', () => {
    expect(overdue(entries, asOf, asOf - 2 * DAY_MS)).toEqual(entries.slice(2, 3));
    expect(overdue(entries, asOf, asOf)).toEqual([]);
  });
});
