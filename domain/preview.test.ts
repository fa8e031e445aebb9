import { describe, expect, it } from 'vitest';
import { body, CALENDAR, inventedYear, sonLa } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan } from '../importer/invented-plan.ts';
import { leadOf, type Obligation } from './activation.ts';
import { type Act, type Behaviour, BEHAVIOUR_NAMES, type BehaviourName, namedBehaviour } from './behaviour.ts';
import { type Entry, entryKey, envelopesOf, previewYear } from './preview.ts';
import type { RungId } from './rung.ts';
import { instantAt, isoInstant, localDateOf, type LocalDate } from './time.ts';

const { activation, derived } = sonLa();
const lead = leadOf(activation);
const preview = (behaviour: Behaviour, year = 2025) => previewYear(activation, derived, behaviour, year);
const named = Object.fromEntries(
  BEHAVIOUR_NAMES.map((name) => [name, preview(namedBehaviour(name, derived, activation))]),
) as Record<BehaviourName, ReturnType<typeof preview>>;
const obligations = new Map(derived.obligations.map((one) => [one.id, one]));

function obligationOf({ obligation }: Pick<Entry, 'obligation'>): Obligation {
  const found = obligations.get(obligation);
  if (!found) throw new TypeError(`${obligation} was never derived`);
  return found;
}

const LATE: readonly RungId[] = ['late-1', 'late-list', 'late-head'];
const of = (entries: Entry[], ...rungs: RungId[]): Entry[] => entries.filter(({ rung }) => rungs.includes(rung));
const dayOf = ({ at }: Pick<Entry, 'at'>): LocalDate => localDateOf(at);
const told = (entries: Entry[], obligation: string): string[] =>
  entries
    .filter((entry) => entry.obligation === `son-la-2025/${obligation}`)
    .map(({ at, rung, ladder }) => `${isoInstant(at).slice(5, 10)} ${rung} of ladder ${ladder}`);

describe.each(BEHAVIOUR_NAMES)('the year of Sơn La, %s', (name) => {
  const { entries, envelopes } = named[name];

  it('has messages, and exactly one opening for each obligation that has a date, on the day it opens', () => {
    const dated = derived.obligations.filter(({ deadline, upward }) => deadline && !upward);
    const openings = of(entries, 'opening').map((entry) => [entry.obligation, dayOf(entry)]);
    expect(openings.toSorted()).toEqual(dated.map(({ id, opensOn }) => [id, opensOn]).toSorted());
  });

  it('gathers every entry in exactly one envelope, of its own minute and reader', () => {
    const inside = envelopes.flatMap(({ at, recipient, channel, entries: keys }) =>
      keys.map((key) => `${at} ${recipient} ${channel} ${key}`),
    );
    const loose = entries.map((entry) => `${entry.at} ${entry.recipient} ${entry.channel} ${entryKey(entry)}`);
    expect(inside.toSorted()).toEqual(loose.toSorted());
    expect(new Set(envelopes.map(({ at, recipient, channel }) => `${at} ${recipient} ${channel}`)).size).toBe(
      envelopes.length,
    );
    expect(envelopes.filter((envelope) => envelope.entries.length === 0)).toEqual([]);
  });

  it('writes each rung once under a ladder', () => {
    expect(new Set(entries.map(entryKey)).size).toBe(entries.length);
  });

  it('sends on working days within the hours only, and nobody two letters in a morning', () => {
    expect(entries.filter((entry) => !CALENDAR.isWorkingDay(dayOf(entry)))).toEqual([]);
    const hours = entries.map(({ at }) => isoInstant(at).slice(11, 16)).toSorted();
    expect([(hours[0] ?? '') >= '07:30', (hours.at(-1) ?? '') <= '16:30']).toEqual([true, true]);
    const mornings = entries
      .filter(({ at }) => isoInstant(at).slice(11, 13) < '09')
      .map((e) => `${dayOf(e)} ${e.recipient} ${e.at}`);
    const days = new Set(mornings.map((one) => one.slice(0, one.lastIndexOf(' '))));
    expect(new Set(mornings).size).toBe(days.size);
  });

  it('is in order of time, within the year, and says why in the plan’s words', () => {
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(entries.filter(({ at }) => isoInstant(at).slice(0, 4) !== '2025')).toEqual([]);
    const year = of(entries, 'opening').find(({ obligation }) => obligation === 'son-la-2025/nam/2025/so-y-te');
    expect(year?.why.join(' ')).toContain('“trước ngày 25/11 đối với báo cáo năm”');
  });

  it('tells nobody late before the named day is over, and nothing of a round after its consolidation', () => {
    const early = of(entries, ...LATE).filter(
      (entry) => entry.at < (obligationOf(entry).deadline?.lateAfter ?? Infinity),
    );
    expect(early).toEqual([]);
    const after = of(entries, 'before-7', 'before-2', 'morning', ...LATE).filter((entry) => {
      const { consolidationOn } = obligationOf(entry);
      return consolidationOn !== null && dayOf(entry) > consolidationOn;
    });
    expect(after).toEqual([]);
  });

  it('stays with the member’s contact and the lead’s own people, unless a person releases it to a body’s head', () => {
    const readers = new Map(activation.organisations.map(({ id, contacts }) => [id, contacts]));
    const focal = (id: string) => readers.get(id)?.find(({ role }) => role === 'focal')?.email;
    const head = (id: string) => readers.get(id)?.find(({ role }) => role === 'head')?.email;
    for (const entry of entries) {
      if (entry.rung === 'head-letter') {
        expect([entry.release, entry.recipient]).toEqual(['person', head(entry.organisation)]);
        continue;
      }
      const own = lead.contacts.map(({ email }) => email);
      const allowed = [focal(entry.organisation), ...own];
      expect(allowed).toContain(entry.recipient);
      expect(entry.release).toBe('automatic');
      if (of([entry], 'opening', 'before-7', 'before-2', 'late-1', 'returned', 'returned-eve').length > 0)
        expect(entry.recipient).toBe(focal(entry.organisation));
    }
  });
});

describe('when nobody answers', () => {
  const { entries, acts } = named.silent;

  it('every ladder runs to its end: all dated obligations are told of lateness where it is due', () => {
    expect(acts).toEqual([]);
    const dated = derived.obligations.filter(({ deadline, upward }) => deadline && !upward);
    const ids = (...rungs: RungId[]) =>
      of(entries, ...rungs)
        .map(({ obligation }) => obligation)
        .toSorted();
    const expected = (keep: (one: Obligation) => boolean) =>
      dated
        .filter(keep)
        .map(({ id }) => id)
        .toSorted();
    expect(ids('late-1')).toEqual(expected(({ requested }) => !requested));
    expect(ids('late-list')).toEqual(expected(({ ofLead }) => !ofLead));
    expect(ids('late-head')).toEqual(expected(({ ofLead, requested }) => !ofLead && !requested));
  });

  it('a requested body is sent nothing after its date, and polite reminders before', () => {
    const requested = entries.filter(
      (entry) => obligationOf(entry).requested && entry.recipient !== lead.contacts[0]?.email,
    );
    expect(requested.filter((entry) => dayOf(entry) > (obligationOf(entry).deadline?.targetDay ?? ''))).toEqual([]);
    // two bodies; in May two letters each, in November three
    expect(requested).toHaveLength(2 * 2 + 2 * 3);
  });

  it('the morning of the target day is silent: nobody has begun a draft', () => {
    expect(of(entries, 'morning')).toEqual([]);
  });

  it('the year round sends each body three letters before the date and one after', () => {
    const year = entries.filter(({ obligation }) => obligation.startsWith('son-la-2025/nam/2025/'));
    expect(of(year, 'opening', 'before-7', 'before-2')).toHaveLength(98 * 3);
    expect(of(year, 'late-1')).toHaveLength(96);
  });

  it('the lead is asked for its own report until the year is over, and for the events each quarter', () => {
    expect(told(entries, 'len-tren/2025-nam/so-noi-vu')).toEqual(
      ['11-26', '12-03', '12-05', '12-12', '12-19', '12-26'].map((day) => `${day} lead-due of ladder 1`),
    );
    // after the date, Fri 30/5, every Friday has one
    const weekly = told(entries, 'len-tren/2025-6-thang/so-noi-vu');
    expect([weekly.length, weekly.at(0), weekly.at(-1)]).toEqual([
      33,
      '05-21 lead-due of ladder 1',
      '12-26 lead-due of ladder 1',
    ]);
    expect(of(entries, 'event-question')).toHaveLength(3 * 3);
  });
});

describe('when everybody is in time', () => {
  const { entries } = named['in-time'];

  it('nobody hears of lateness, nothing is returned, no reviewer is reminded', () => {
    expect(of(entries, ...LATE, 'returned', 'returned-eve', 'review-3', 'morning')).toEqual([]);
  });

  it('the reminder of the day goes before what is handed in at ten, and no message to a body after it', () => {
    expect(told(entries, 'nam/2025/so-y-te')).toEqual([
      '11-03 opening of ladder 1',
      '11-13 before-7 of ladder 1',
      '11-20 before-2 of ladder 1',
    ]);
  });

  it('the lead issues before it has to be reminded', () => {
    expect(of(entries, 'lead-due')).toEqual([]);
  });
});

describe('in the mixture', () => {
  const { entries, acts } = named.mixture;
  const sent = (kind: Act['kind']) =>
    new Set(acts.filter((act) => act.kind === kind).map(({ obligation }) => obligation));

  it('what is returned has its two messages, under a ladder of their own', () => {
    expect(
      of(entries, 'returned')
        .map(({ obligation }) => obligation)
        .toSorted(),
    ).toEqual([...sent('return')].toSorted());
    expect(told(entries, 'nam/2025/so-van-hoa-the-thao-va-du-lich')).toEqual([
      '11-03 opening of ladder 1',
      '11-13 before-7 of ladder 1',
      '11-20 before-2 of ladder 1',
      '11-21 returned of ladder 3',
      '11-26 returned-eve of ladder 3',
    ]);
  });

  it('only those hear of lateness who handed in after it, or never', () => {
    const submitted = new Map(
      acts.filter(({ kind }) => kind === 'submit').map(({ obligation, at }) => [obligation, at]),
    );
    for (const entry of of(entries, ...LATE))
      expect(submitted.get(entry.obligation) ?? Infinity).toBeGreaterThan(entry.at);
    expect(of(entries, 'late-1').length).toBeGreaterThan(20);
  });
});

describe('a review that the lead does not finish', () => {
  const behaviour: Behaviour = { ...namedBehaviour('in-time', derived, activation), lead: 'silent' };

  it('is one line on the third working day after, to its head of division', () => {
    const { entries } = preview(behaviour);
    const told = of(entries, 'review-3').filter(({ obligation }) => obligation === 'son-la-2025/nam/2025/so-y-te');
    expect(told.map((entry) => [dayOf(entry), entry.recipient, entry.ladder])).toEqual([
      ['2025-11-25', 'truong-phong@sonv.son-la.example', 2],
    ]);
  });
});

describe('an event that a behaviour records', () => {
  const GUIDANCE = 'hướng dẫn của Bộ Nội vụ về sơ kết Chiến lược';

  it('ends the questions, and opens what waited, at once and with its own ladder', () => {
    const silent = namedBehaviour('silent', derived, activation);
    const { entries } = preview({ ...silent, events: { [GUIDANCE]: '2025-08-11' } });
    expect(told(entries, 'so-noi-vu-2/so-noi-vu')).toEqual([
      '05-09 event-question of ladder 1',
      '07-01 event-question of ladder 1',
      '08-11 opening of ladder 2',
      '08-21 before-7 of ladder 2',
      '08-28 before-2 of ladder 2',
      '09-04 late-1 of ladder 2',
    ]);
    expect(told(entries, 'so-noi-vu-2.2/so-noi-vu').at(-1)).toBe('10-01 event-question of ladder 1');
  });
});

describe('a body that the file does not know', () => {
  it('is written to at its own made-up address, never the lead’s', () => {
    const parties = [inventedParty('so-y-te', 'Sở Y tế', 40), inventedParty('so-moi', 'Sở Mới', 44)];
    const items = [inventedItem('so-moi-1', 'so-moi', 45)];
    const year = inventedYear(inventedPlan({ parties, items, objectives: [] }), {}, [body('so-y-te', 'Sở Y tế')]);
    const silent = namedBehaviour('silent', year.derived, year.activation);
    const { entries } = previewYear(year.activation, year.derived, silent, 2026);
    const openings = of(entries, 'opening').map(({ organisation, recipient }) => [organisation, recipient]);
    expect(openings).toEqual([['so-moi', 'dau-moi@so-moi.example']]);
  });
});

describe('the edges of a year', () => {
  it('the year before and the year after have only what falls into them', () => {
    const silent = namedBehaviour('silent', derived, activation);
    expect(preview(silent, 2024).entries).toEqual([]);
    const after = preview(silent, 2026).entries;
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ rung }) => rung !== 'lead-due' && rung !== 'event-question')).toEqual([]);
  });

  it('what is activated after its dates tells nobody of days before', () => {
    const late = sonLa({ activatedOn: '2025-12-15' });
    const silent = namedBehaviour('silent', late.derived, late.activation);
    const { entries } = previewYear(late.activation, late.derived, silent, 2025);
    expect(entries.filter(({ at }) => at < instantAt('2025-12-15', '07:30'))).toEqual([]);
    expect(entries.filter(({ obligation }) => obligation.startsWith('son-la-2025/6-thang/'))).toEqual([]);
    expect(of(entries, 'opening').length).toBeGreaterThan(90);
  });
});

describe('envelopes', () => {
  const entry = (changes: Partial<Entry>): Entry => ({
    at: instantAt('2025-11-03', '07:42'),
    rung: 'opening',
    occurrence: 0,
    obligation: 'an-ha/nam/2026/a',
    ladder: 1,
    organisation: 'a',
    recipient: 'a@an-ha.example',
    channel: 'email',
    release: 'automatic',
    why: [],
    ...changes,
  });

  it('hold one reader’s matters of one minute, and part by reader, minute and channel', () => {
    const second = entry({ obligation: 'an-ha/a-1/a' });
    const apart = [
      entry({ recipient: 'b@an-ha.example' }),
      entry({ at: instantAt('2025-11-03', '07:43') }),
      entry({ channel: 'zalo' }),
    ];
    const envelopes = envelopesOf([entry({}), second, ...apart]);
    expect(envelopes.map(({ entries }) => entries.length)).toEqual([2, 1, 1, 1]);
    expect(envelopes[0]?.entries).toEqual(['an-ha/a-1/a#1#opening#0', 'an-ha/nam/2026/a#1#opening#0']);
  });
});
