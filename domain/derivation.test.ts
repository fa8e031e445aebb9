import { describe, expect, it } from 'vitest';
import { body, inventedYear, sonLa, sonLaAlone } from '../test/domain-fixture.ts';
import { inventedItem, inventedParty, inventedPlan, inventedRound } from '../importer/invented-plan.ts';
import { leadOf, type Obligation } from './activation.ts';
import { trackOf } from './track.ts';

const { activation, derived } = sonLa();
const { plan, schedule, organisations } = activation;
const reportsOf = (round: string) => derived.obligations.filter((one) => one.kind === 'report' && one.round === round);
const own = derived.obligations.filter(({ kind }) => kind === 'own');
const short = ({ id }: Obligation) => id.replace('son-la-2025/', '');

describe('Sơn La 2025', () => {
  it('makes 35 reports in May and 98 in November', () => {
    expect(derived.rounds.map(({ id }) => reportsOf(id).length)).toEqual([35, 98]);
  });

  it('counts them by the groups they come from', () => {
    const sizes = derived.rounds.map(({ id }) => {
      const bodies = reportsOf(id).map(
        ({ organisation }) => organisations.find((one) => one.id === organisation)?.level,
      );
      return ['district', 'commune', 'mass-organisation', 'press'].map(
        (level) => bodies.filter((one) => one === level).length,
      );
    });
    expect(sizes).toEqual([
      [12, 0, 2, 2],
      [0, 75, 2, 2],
    ]);
    expect(reportsOf('son-la-2025/nam/2025').filter(({ requested }) => requested)).toHaveLength(2);
    expect(reportsOf('son-la-2025/nam/2025').filter(({ ofLead }) => ofLead)).toHaveLength(1);
  });

  it('makes 18 obligations of their own: the two upward reports, four of the lead and its bodies, 12 of the districts', () => {
    expect(own).toHaveLength(18);
    expect(own.filter(({ items }) => items[0] !== 'uy-ban-nhan-dan-cap-huyen-1').map(short)).toEqual([
      'so-noi-vu-2/so-noi-vu',
      'so-noi-vu-2.2/so-noi-vu',
      'so-noi-vu-3/so-noi-vu',
      'so-dan-toc-va-ton-giao-2/so-dan-toc-va-ton-giao',
      'len-tren/2025-6-thang/so-noi-vu',
      'len-tren/2025-nam/so-noi-vu',
    ]);
  });

  it('gives each obligation an id of its own', () => {
    expect(new Set(derived.obligations.map(({ id }) => id)).size).toBe(derived.obligations.length);
  });

  it('leaves the duty to report out of the reports: it is the round', () => {
    expect(derived.obligations.filter(({ items }) => items.includes('cac-so-ban-nganh-2'))).toEqual([]);
    expect(plan.items.filter((item) => trackOf(item, schedule) === 'none').map(({ id }) => id)).toEqual([
      'so-noi-vu-1',
      'cac-so-ban-nganh-2',
    ]);
  });

  it('keeps the order of the file of organisations', () => {
    const order = organisations.map(({ id }) => id);
    for (const round of derived.rounds) {
      const places = reportsOf(round.id).map(({ organisation }) => order.indexOf(organisation));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places).not.toContain(-1);
    }
  });

  it('asks only the newspaper for what the text says of the newspaper', () => {
    const carriers = reportsOf('son-la-2025/nam/2025').filter(({ items }) => items.includes('dai-va-bao-2'));
    expect(carriers.map(({ organisation }) => organisation)).toEqual(['bao-son-la']);
  });

  it('has the dates that the lead proposed for what names none, as its own', () => {
    const campaign = own.find(({ items }) => items[0] === 'so-noi-vu-3');
    expect([campaign?.deadline?.targetDay, campaign?.deadline?.origin]).toEqual(['2025-10-31', 'lead']);
    const bare = sonLa({ items: {} }).derived.obligations.find(
      ({ items }) => items[0] === 'uy-ban-nhan-dan-cap-huyen-1',
    );
    expect([bare?.deadline?.targetDay, bare?.deadline?.origin]).toEqual(['2025-06-03', 'proposal']);
  });

  it('takes the span of the campaign for no second date, even where the lead decides nothing', () => {
    const campaign = sonLa({ items: {} }).derived.obligations.filter(({ items }) => items[0] === 'so-noi-vu-3');
    expect(campaign.map(short)).toEqual(['so-noi-vu-3/so-noi-vu']);
  });
});

describe('an item whose track the lead changes', () => {
  it('to one of its own leaves the report and gets an obligation', () => {
    const decision = {
      track: 'own' as const,
      deadlines: [{ kind: 'on-or-before' as const, date: '2025-11-14', text: 'x' }],
    };
    const changed = sonLa({ items: { ...schedule.items, 'so-y-te-2': decision } }).derived.obligations;
    const carriers = changed.filter(({ items }) => items.includes('so-y-te-2'));
    expect(carriers.map(({ kind, organisation, round }) => [kind, organisation, round])).toEqual([
      ['own', 'so-y-te', null],
    ]);
    const reports = changed.filter(({ organisation, kind }) => organisation === 'so-y-te' && kind === 'report');
    expect(reports.map(({ items }) => items)).toEqual(Array(2).fill(['so-y-te-1', 'so-y-te-3', 'cac-so-ban-nganh-1']));
  });
});

describe('without a file of organisations', () => {
  const alone = sonLaAlone();

  it('each party is one organisation, and carries its own items only', () => {
    const parties = plan.parties.map(({ id }) => id);
    for (const obligation of alone.derived.obligations.filter(({ upward }) => !upward)) {
      expect(parties).toContain(obligation.organisation);
      const others = obligation.items.filter(
        (id) => plan.items.find((item) => item.id === id)?.party !== obligation.organisation,
      );
      expect([obligation.id, others]).toEqual([obligation.id, []]);
    }
    expect(
      alone.derived.obligations.filter(({ round, kind }) => round?.endsWith('nam/2025') && kind === 'report'),
    ).toHaveLength(15);
  });

  it('is activated on the third working day after the plan’s date', () => {
    expect(alone.activation.schedule.activatedOn).toBe('2025-05-09');
    expect(leadOf(alone.activation).id).toBe('so-noi-vu');
  });
});

describe('a body that the file does not know', () => {
  const parties = [inventedParty('so-y-te', 'Sở Y tế', 40), inventedParty('so-moi', 'Sở Mới', 44)];
  const items = [inventedItem('so-y-te-1', 'so-y-te', 41), inventedItem('so-moi-1', 'so-moi', 45)];
  const known = [body('so-y-te', 'Sở Y tế')];

  it('is made up, and known to all that follows; nobody else is', () => {
    const year = inventedYear(inventedPlan({ parties, items }), {}, known);
    expect(year.activation.organisations.map(({ id }) => id)).toEqual(['so-y-te', 'so-moi']);
    expect(year.derived.obligations.map(({ organisation }) => organisation)).toContain('so-moi');
  });

  it('is not made up where the file knows it, or had it once', () => {
    const ceased = [...known, body('so-moi', 'Sở Mới', { to: '2025-12-31' })];
    const year = inventedYear(inventedPlan({ parties, items }), {}, ceased);
    expect(year.activation.organisations).toEqual(ceased);
    expect(year.derived.obligations.map(({ organisation }) => organisation)).not.toContain('so-moi');
  });
});

describe('a plan without its lead', () => {
  it('is refused, quoting what it calls its lead', () => {
    expect(() => inventedYear(inventedPlan({ lead: 'so-khac' }))).toThrow(/“so-khac”/);
  });
});

describe('rounds', () => {
  it('have the lead’s own date where the plan gives one, and consolidate before it', () => {
    const [round] = inventedYear(inventedPlan()).derived.rounds;
    expect([round?.leadDeadline?.targetDay, round?.leadDeadline?.origin]).toEqual(['2026-12-17', 'plan']);
    expect(round?.consolidationOn).toBe('2026-12-09');
  });

  it('take the date that the lead decided in place of the plan’s', () => {
    const deadline = { kind: 'on-or-before' as const, date: '2026-12-11', text: 'x' };
    const [round] = inventedYear(inventedPlan(), { rounds: { nam: { deadline } } }).derived.rounds;
    expect([round?.deadline.targetDay, round?.deadline.origin]).toEqual(['2026-12-11', 'lead']);
  });

  it('without a lead’s round have no report upward', () => {
    const plan = inventedPlan({ rounds: [inventedRound('nam', 77)] });
    const year = inventedYear(plan).derived;
    expect([year.rounds[0]?.leadObligation, year.obligations.filter(({ upward }) => upward)]).toEqual([null, []]);
  });
});
