import { describe, expect, it } from 'vitest';
import { CALENDAR, inventedYear, realYear, sonLa } from '../test/domain-fixture.ts';
import { inventedItem, inventedPlan } from '../importer/invented-plan.ts';
import { type Act, type Behaviour, draftAt, namedBehaviour, owingOrganisations, scriptOf } from './behaviour.ts';
import type { Obligation } from './activation.ts';
import { instantAt, isoInstant, localDateOf } from './time.ts';

const { activation, derived } = sonLa();
const named = (name: 'silent' | 'in-time' | 'mixture') => namedBehaviour(name, derived, activation);
const script = (behaviour: Behaviour) => scriptOf(derived, behaviour, activation);
const SILENT = named('silent');
const ACTING: Behaviour = { ...SILENT, lead: 'acts', releases: 'all' };

/** `20/11 10:00 submit`, of one obligation. */
const actsOf = (acts: Act[], id: string): string[] =>
  acts
    .filter(({ obligation }) => obligation === `son-la-2025/${id}`)
    .map((act) => `${isoInstant(act.at).slice(5, 16)} ${act.kind}${act.kind === 'return' ? ` to ${act.until}` : ''}`);

const YEAR = 'nam/2025/so-y-te';
const SIX_MONTH = '6-thang/2025/so-y-te';
const UPWARD = 'len-tren/2025-nam/so-noi-vu';
const does = (conduct: Behaviour['default'], lead: Behaviour['lead'] = 'acts') =>
  script({ ...ACTING, lead, parties: { 'so-y-te': conduct } });

describe('silent', () => {
  it('is nobody doing anything, the lead neither', () => {
    expect(script(SILENT)).toEqual([]);
    expect(script({ ...ACTING, releases: 'none' }).map(({ kind }) => kind)).toEqual(['issue', 'issue']);
  });
});

describe('in time', () => {
  it('hands in at ten on the second working day before the target, and is accepted on the next', () => {
    expect(actsOf(does('in-time'), YEAR)).toEqual(['11-20T10:00 submit', '11-21T10:00 accept']);
    expect(actsOf(does('in-time'), SIX_MONTH)).toEqual(['05-15T10:00 submit', '05-16T10:00 accept']);
  });

  it('hands in on the working day after the opening where that is later', () => {
    const late = sonLa({ activatedOn: '2025-11-20' });
    const acts = scriptOf(late.derived, { ...ACTING, default: 'in-time' }, late.activation);
    expect(actsOf(acts, YEAR)).toEqual(['11-21T10:00 submit', '11-24T10:00 accept']);
  });

  it('is accepted by nobody where the lead is silent', () => {
    expect(actsOf(does('in-time', 'silent'), YEAR)).toEqual(['11-20T10:00 submit']);
  });

  it('has the report issued on the second working day after the draft, made when the last was accepted', () => {
    expect(actsOf(script(named('in-time')), UPWARD)).toEqual(['11-25T10:00 issue']);
    const [round] = derived.rounds.slice(-1);
    if (!round) throw new TypeError('no round');
    expect(isoInstant(draftAt(round, derived, script(named('in-time'))))).toBe('2025-11-21T10:00:00+07:00');
    expect(draftAt(round, derived, does('in-time'))).toBe(round.consolidationAt);
  });

  it('issues on the second working day after the consolidation where somebody is silent', () => {
    expect(actsOf(does('in-time'), UPWARD)).toEqual(['12-02T10:00 issue']);
    expect(actsOf(does('in-time', 'silent'), UPWARD)).toEqual([]);
  });
});

describe('late by N', () => {
  it('hands in N working days after the named day, over a weekend', () => {
    expect(actsOf(does('late-1'), YEAR)).toEqual(['11-26T10:00 submit', '11-27T10:00 accept']);
    expect(actsOf(does('late-2'), YEAR)).toEqual(['11-27T10:00 submit', '11-28T10:00 accept']);
    // The lead's head was asked on Thu 27/11: the letter to the body's own head is released on the next working day.
    expect(actsOf(does('late-6'), YEAR)).toEqual(['11-28T10:00 release', '12-03T10:00 submit', '12-04T10:00 accept']);
    expect(actsOf(does('silent'), YEAR)).toEqual(['11-28T10:00 release']);
  });

  it('hands nothing in any more once its round is closed: it is unreported then', () => {
    // closed on Monday 12/1/2026 at four, the 33rd working day after the named day
    expect(actsOf(does('late-33'), YEAR).slice(1)).toEqual(['01-12T10:00 submit', '01-13T10:00 accept']);
    expect(actsOf(does('late-34'), YEAR)).toEqual(['11-28T10:00 release']);
    expect(actsOf(does('late-34'), SIX_MONTH)).toEqual(['05-23T10:00 release']);
  });

  it('of an obligation of its own has no such end', () => {
    const acts = script({ ...ACTING, parties: { 'ubnd-huyen-song-ma': 'late-40' } });
    expect(actsOf(acts, 'uy-ban-nhan-dan-cap-huyen-1/ubnd-huyen-song-ma')).toEqual([
      '06-06T10:00 release',
      '07-29T10:00 submit',
      '07-30T10:00 accept',
    ]);
  });

  it('hands in on the working day after the opening where that is later', () => {
    const late = sonLa({ activatedOn: '2025-12-08' });
    const acts = scriptOf(late.derived, { ...ACTING, default: 'late-6' }, late.activation);
    expect(actsOf(acts, YEAR)).toEqual(['12-09T10:00 submit', '12-10T10:00 accept']);
    // the six-month round was closed long before it could open
    expect(actsOf(acts, SIX_MONTH)).toEqual([]);
  });
});

describe('what is sent up', () => {
  it('is issued to each body that the lead reports to, at once', () => {
    const { activation: konTum, derived: year } = realYear('kon-tum-2021');
    const acts = scriptOf(year, { ...ACTING, default: 'in-time' }, konTum).filter(({ kind }) => kind === 'issue');
    expect(acts.map(({ at, obligation }) => `${isoInstant(at).slice(5, 10)} ${obligation.split('/')[1]}`)).toEqual([
      '06-17 len-quoc-gia',
      '06-17 len-tinh',
      '12-16 len-quoc-gia',
      '12-16 len-tinh',
    ]);
  });

  it('is not issued before its round is open', () => {
    const late = sonLa({ activatedOn: '2025-12-15' });
    const acts = scriptOf(late.derived, { ...ACTING, releases: 'none' }, late.activation);
    expect(acts.map(({ kind, at }) => `${kind} ${isoInstant(at).slice(5, 10)}`)).toEqual([
      'issue 12-17',
      'issue 12-17',
    ]);
  });
});

describe('returned', () => {
  it('is returned on the next working day to the proposed one, and handed in again on the day before', () => {
    expect(actsOf(does('returned'), YEAR)).toEqual([
      '11-20T10:00 submit',
      '11-21T10:00 return to 2025-11-27',
      '11-26T10:00 submit',
      '11-27T10:00 accept',
    ]);
  });

  it('of an obligation of its own comes back within five working days', () => {
    const acts = script({ ...ACTING, parties: { 'ubnd-huyen-song-ma': 'returned' } });
    expect(actsOf(acts, 'uy-ban-nhan-dan-cap-huyen-1/ubnd-huyen-song-ma')).toEqual([
      '05-30T10:00 submit',
      '06-02T10:00 return to 2025-06-09',
      '06-06T10:00 submit',
      '06-09T10:00 accept',
    ]);
  });
});

describe('the mixture', () => {
  const { parties, lead, releases } = named('mixture');
  const order = owingOrganisations(derived, activation);

  it('goes by the bodies that owe something, in the order of the file', () => {
    const owing = new Set(derived.obligations.map(({ organisation }) => organisation));
    expect(order).toEqual(activation.organisations.map(({ id }) => id).filter((id) => owing.has(id)));
    expect(order).toHaveLength(12 + 1 + 8 + 12 + 75 + 2);
    expect(Object.keys(parties)).toEqual(order);
  });

  it('has the last silent, else each fifth late by six, else each seventh returned, else all in time', () => {
    const at = (place: number) => parties[order[place - 1] ?? ''];
    expect([1, 4, 5, 6, 7, 10, 14, 21, 35, 70, 105, 109].map((place) => [place, at(place)])).toEqual([
      [1, 'in-time'],
      [4, 'in-time'],
      [5, 'late-6'],
      [6, 'in-time'],
      [7, 'returned'],
      [10, 'late-6'],
      [14, 'returned'],
      [21, 'returned'],
      [35, 'late-6'],
      [70, 'late-6'],
      [105, 'late-6'],
      [109, 'in-time'],
    ]);
    // 110 is a fifth as well: last comes first
    expect([order.length, at(110)]).toEqual([110, 'silent']);
    const count = (conduct: string) => Object.values(parties).filter((one) => one === conduct).length;
    expect([count('silent'), count('late-6'), count('returned'), count('in-time')]).toEqual([1, 21, 12, 76]);
  });

  it('has the lead act', () => {
    expect([lead, releases]).toEqual(['acts', 'all']);
    expect([SILENT.lead, SILENT.releases]).toEqual(['silent', 'none']);
  });

  it('brings the late after the issue, for a supplement', () => {
    const acts = script(named('mixture'));
    const issued =
      acts.find(({ kind, obligation }) => kind === 'issue' && obligation.endsWith('2025-nam/so-noi-vu'))?.at ?? 0;
    const late = acts.filter(
      ({ kind, obligation, at }) => kind === 'submit' && obligation.includes('/nam/') && at > issued,
    );
    const fifths = derived.obligations.filter(
      ({ organisation, round, upward }) =>
        round === 'son-la-2025/nam/2025' && !upward && parties[organisation] === 'late-6',
    );
    expect(late.map(({ obligation }) => obligation).toSorted()).toEqual(fifths.map(({ id }) => id).toSorted());
    expect(late.length).toBeGreaterThan(10);
  });
});

describe('every script', () => {
  it.each(['in-time', 'mixture'] as const)(
    '%s: acts at ten on working days, in order, a person’s turn after another’s',
    (name) => {
      const acts = script(named(name));
      expect(acts.filter(({ at }) => at !== instantAt(localDateOf(at), '10:00'))).toEqual([]);
      expect(acts.filter(({ at }) => !CALENDAR.isWorkingDay(localDateOf(at)))).toEqual([]);
      expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).toSorted((a, b) => a - b));
      const sequences = new Set(
        derived.obligations.map(({ id }) =>
          acts
            .filter(({ obligation }) => obligation === id)
            .map(({ kind }) => kind)
            .join(' '),
        ),
      );
      const mixed = ['release submit accept', 'submit return submit accept'];
      const known = ['', 'submit accept', 'issue', ...(name === 'mixture' ? mixed : [])];
      expect([...sequences].toSorted()).toEqual(known.toSorted());
    },
  );
});

describe('a behaviour of one’s own', () => {
  it('speaks of bodies before parties, and of parties before the rest', () => {
    const districts = { 'uy-ban-nhan-dan-cap-huyen': 'late-2', 'ubnd-huyen-song-ma': 'silent' } as const;
    const acts = script({ ...ACTING, default: 'in-time', parties: districts });
    const item = 'uy-ban-nhan-dan-cap-huyen-1';
    expect(actsOf(acts, `${item}/ubnd-huyen-song-ma`)).toEqual(['06-06T10:00 release']);
    expect(actsOf(acts, `${item}/ubnd-huyen-sop-cop`)).toEqual(['06-05T10:00 submit', '06-06T10:00 accept']);
    expect(actsOf(acts, YEAR)).toEqual(['11-20T10:00 submit', '11-21T10:00 accept']);
  });

  const GUIDANCE = 'hướng dẫn của Bộ Nội vụ về sơ kết Chiến lược';
  const waiting = 'so-noi-vu-2/so-noi-vu';

  it('records the events that it dates, for what waits for them and for nothing else', () => {
    const acts = script({ ...ACTING, default: 'in-time', events: { [GUIDANCE]: '2025-08-11' } });
    // 15 working days on is Wed 3/9, over Quốc khánh: the second working day before it is Thu 28/8
    expect(actsOf(acts, waiting)).toEqual(['08-11T10:00 event', '08-28T10:00 submit', '08-29T10:00 accept']);
    expect(actsOf(acts, 'so-noi-vu-2.2/so-noi-vu')).toEqual([]);
  });

  it('leaves unrecorded what it does not date', () => {
    expect(actsOf(script(named('in-time')), waiting)).toEqual([]);
  });
});

describe('a round of which nobody is a member', () => {
  it('is drafted on its consolidation day all the same', () => {
    const own = inventedItem('so-y-te-1', 'so-y-te', 41, { track: 'own' });
    const empty = inventedYear(inventedPlan({ items: [own], objectives: [] }));
    const [round] = empty.derived.rounds;
    const inRound = ({ round: of, upward }: Obligation) => of === round?.id && !upward;
    expect(empty.derived.obligations.filter(inRound)).toEqual([]);
    const acts = scriptOf(empty.derived, { ...ACTING, default: 'in-time' }, empty.activation);
    expect(acts.filter(({ kind }) => kind === 'issue').map(({ at }) => isoInstant(at).slice(0, 16))).toEqual([
      '2026-12-11T10:00',
    ]);
  });
});
