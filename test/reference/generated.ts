import fc from 'fast-check';
import { inventedItem, inventedParty, inventedPlan, inventedRound } from '../../importer/invented-plan.ts';
import { type Activation, activationOf } from '../../domain/activation.ts';
import type { Behaviour, Conduct } from '../../domain/behaviour.ts';
import type { Level, Organisation } from '../../domain/organisation.ts';
import type { Deadline, Party, PlanItem, PlanRound } from '../../domain/plan.ts';
import type { Policy } from '../../domain/policy.ts';
import { type Schedule, undecidedSchedule } from '../../domain/schedule.ts';
import { body, CALENDAR } from '../domain-fixture.ts';
import { type Day, plus } from './wall-calendar.ts';

/** An invented plan with its bodies and decisions, and what everybody does. */
export interface Generated {
  activation: Activation;
  behaviour: Behaviour;
  year: number;
}

const LEAD = 'dau-moi';
const EVENT = 'hướng dẫn của Bộ';
const UNDATED: Deadline = { kind: 'undetermined', text: 'theo quy định' };

const dayIn = (year: number, from: number, to: number): fc.Arbitrary<Day> =>
  fc.integer({ min: from, max: to }).map((days) => plus(`${year}-01-01`, days));

const edge = fc.constantFrom('before' as const, 'on-or-before' as const);

const dated = (year: number, from: number, to: number): fc.Arbitrary<Deadline> =>
  fc.record({ kind: edge, date: dayIn(year, from, to) }).map((date) => ({ ...date, text: `ngày ${date.date}` }));

const yearly = (deadline: Deadline): Deadline => ({ ...deadline, recurs: 'yearly' }) as Deadline;

const periodic = (every: 'month' | 'quarter'): fc.Arbitrary<Deadline> =>
  fc
    .record({
      day: fc.integer({ min: 1, max: 31 }),
      edge,
      ...(every === 'quarter' ? { monthOfPeriod: fc.constantFrom(1, 2, 'last' as const, undefined) } : {}),
      inNextPeriod: fc.constantFrom(true as const, undefined),
    })
    .map((by) => ({ kind: 'periodic', every, by, text: 'định kỳ' }));

function ownDeadline(year: number): fc.Arbitrary<Deadline> {
  return fc.oneof(
    dated(year, 30, 340),
    dated(year, 30, 340).map(yearly),
    fc.integer({ min: 2, max: 12 }).map((month): Deadline => {
      return { kind: 'within-month', month: `${year}-${String(month).padStart(2, '0')}`, text: `trong tháng ${month}` };
    }),
    fc.constantFrom<Deadline[]>({ kind: 'within-quarter', quarter: `${year}-Q3`, text: 'Quý III' }, UNDATED),
    periodic('quarter'),
    fc.constant<Deadline>({ kind: 'after-event', event: EVENT, text: 'sau khi có hướng dẫn' }),
    fc
      .record({ days: fc.integer({ min: 8, max: 30 }), working: fc.boolean() })
      .map((span): Deadline => ({ kind: 'within-days', ...span, event: EVENT, text: `trong ${span.days} ngày` })),
  );
}

const GROUPS: Party[] = [
  { ...inventedParty('cac-huyen', 'Các huyện', 60), kind: 'group', selector: { level: 'district', except: [] } },
  { ...inventedParty('cac-xa', 'Các xã', 61), kind: 'group', selector: { level: 'commune', except: [] } },
];
const LEVELS: Level[] = ['department', 'district', 'commune', 'branch', 'mass-organisation', 'press'];

interface Bodies {
  organisations: Organisation[];
  parties: Party[];
}

/** A lead, and some bodies of all levels: districts and communes stand in their group, the others by name. */
const bodies: fc.Arbitrary<Bodies> = fc
  .array(fc.record({ level: fc.constantFrom(...LEVELS), requested: fc.boolean() }), { minLength: 1, maxLength: 6 })
  .map((list) => {
    const lead = body(LEAD, 'Sở Đầu mối');
    const others = list.map(({ level }, index) => body(`co-quan-${index}`, `Cơ quan ${index}`, { level }));
    const named = list.flatMap(({ level, requested }, index) =>
      level === 'district' || level === 'commune'
        ? []
        : [{ ...inventedParty(`co-quan-${index}`, `Cơ quan ${index}`, 40 + index), requested }],
    );
    const groups = GROUPS.filter(({ selector }) => list.some(({ level }) => level === selector?.level));
    return {
      organisations: [lead, ...others],
      parties: [inventedParty(LEAD, 'Sở Đầu mối', 40), ...named, ...groups],
    };
  });

const itemsOf = (parties: Party[], year: number): fc.Arbitrary<PlanItem[]> =>
  fc
    .tuple(
      ...parties.map(({ id }) =>
        fc
          .option(ownDeadline(year))
          .map((deadline): PlanItem[] => [
            inventedItem(`${id}-1`, id, 50),
            ...(deadline ? [inventedItem(`${id}-2`, id, 51, { track: 'own', deadline })] : []),
          ]),
      ),
    )
    .map((items) => items.flat());

const toMembers = (id: string, kind: PlanRound['kind'], deadline: Deadline): PlanRound =>
  inventedRound(id, 77, { kind, deadline, name: kind === 'six-month' ? 'Báo cáo 6 tháng' : 'Báo cáo' });
const upward = (id: string, kind: PlanRound['kind'], deadline: Deadline): PlanRound =>
  inventedRound(id, 90, { kind, deadline, from: 'lead', covers: 'document', to: [`nơi nhận ${id}`] });

/** Members' dates, the lead's, both, neither; once, every year, every quarter or month. */
function roundsOf(year: number): fc.Arbitrary<PlanRound[]> {
  const above = fc.subarray([upward('len-bo', 'ad-hoc', UNDATED), upward('len-tinh', 'ad-hoc', UNDATED)]);
  return fc.oneof(
    fc.tuple(dated(year, 60, 340), above).map(([deadline, ups]) => [toMembers('nam', 'annual', deadline), ...ups]),
    fc.tuple(dated(year, 60, 300), fc.integer({ min: 0, max: 40 }), fc.boolean()).map(([deadline, days, always]) => {
      const date = 'date' in deadline ? plus(deadline.date, days) : '';
      const words: Deadline[] = [deadline, { kind: 'before', date, text: `trước ${date}` }];
      const [members, lead] = (always ? words.map(yearly) : words) as [Deadline, Deadline];
      return [toMembers('nam', 'annual', members), upward('len', 'annual', lead)];
    }),
    fc
      .tuple(dated(year, 90, 355), fc.boolean(), fc.constantFrom('annual' as const, 'six-month' as const))
      .map(([deadline, always, kind]) => [
        toMembers('ky', kind, { kind: 'undetermined', text: 'định kỳ' }),
        upward('len', kind, always ? yearly(deadline) : deadline),
      ]),
    fc
      .tuple(dated(year, 90, 355), dated(year, 90, 355))
      .map(([one, other]) => [
        toMembers('nam', 'annual', { kind: 'undetermined', text: 'định kỳ' }),
        upward('len-bo', 'annual', one),
        upward('len-tinh', 'ad-hoc', other),
      ]),
    fc
      .tuple(dated(year, 100, 180), dated(year, 250, 340), above)
      .map(([half, whole, ups]) => [
        toMembers('nua-nam', 'six-month', half),
        toMembers('nam', 'annual', whole),
        ...ups,
      ]),
    fc.tuple(periodic('quarter'), above).map(([deadline, ups]) => [toMembers('quy', 'quarterly', deadline), ...ups]),
    periodic('month').map((deadline) => [toMembers('thang', 'monthly', deadline)]),
    above,
  );
}

const policies: fc.Arbitrary<Partial<Policy>> = fc.record(
  {
    openBefore: fc.integer({ min: 5, max: 30 }),
    remindBefore: fc.constantFrom([7, 2], [7], [2], []),
    quietAfterOpening: fc.integer({ min: 0, max: 8 }),
    spacing: fc.integer({ min: 2, max: 4 }),
    lateAfter: fc.integer({ min: 0, max: 3 }),
    lateHeadAfter: fc.integer({ min: 0, max: 4 }),
    consolidateAfter: fc.integer({ min: 0, max: 5 }),
    consolidateBeforeLead: fc.integer({ min: 1, max: 4 }),
    leadAfterConsolidation: fc.integer({ min: 1, max: 8 }),
    closeAfter: fc.integer({ min: 1, max: 40 }),
    communeBeforeLead: fc.integer({ min: 10, max: 20 }),
    othersBeforeLead: fc.integer({ min: 5, max: 9 }),
    reviewAfter: fc.integer({ min: 1, max: 5 }),
    returnedAfter: fc.integer({ min: 2, max: 8 }),
    leadDueBefore: fc.constantFrom([7, 2, 0], [5, 0], [3]),
    leadDueEveryDays: fc.constantFrom(3, 7, 14),
    writeAheadHours: fc.constantFrom(0, 6, 24),
  },
  { requiredKeys: [] },
);

const conduct: fc.Arbitrary<Conduct> = fc.oneof(
  fc.constantFrom<Conduct[]>('silent', 'in-time', 'returned', 'late-6'),
  fc.integer({ min: 0, max: 60 }).map((days): Conduct => `late-${days}`),
);

const behaviours = (activatedOn: Day): fc.Arbitrary<Behaviour> =>
  fc.record({
    default: conduct,
    parties: fc.dictionary(fc.constantFrom(LEAD, 'co-quan-0', 'co-quan-1', 'cac-huyen', 'cac-xa'), conduct),
    lead: fc.constantFrom('acts' as const, 'silent' as const),
    releases: fc.constant('none' as const),
    events: fc.oneof(
      fc.constant({}),
      fc.integer({ min: 1, max: 120 }).map((days) => ({ [EVENT]: plus(activatedOn, days) })),
    ),
  });

/** Levels that the lead dates itself, where the plan leaves its members' date open. */
const decisions = (year: number): fc.Arbitrary<Schedule['rounds']> =>
  fc.oneof(
    fc.constant({}),
    fc
      .record({ commune: dated(year, 60, 200), other: dated(year, 60, 250) }, { requiredKeys: [] })
      .map((deadlines) => ({ ky: { deadlines } })),
  );

export const generated: fc.Arbitrary<Generated> = fc
  .tuple(fc.integer({ min: 2018, max: 2025 }), fc.integer({ min: 5, max: 300 }), bodies)
  .chain(([year, day, { organisations, parties }]) => {
    const activatedOn = plus(`${year}-01-01`, day);
    return fc
      .record({
        items: itemsOf(parties, year),
        rounds: roundsOf(year),
        policy: policies,
        behaviour: behaviours(activatedOn),
        decided: decisions(year),
      })
      .map(({ items, rounds, policy, behaviour, decided }) => {
        const plan = inventedPlan({ lead: LEAD, parties, items, rounds, objectives: [] });
        plan.document = { ...plan.document, year, date: plus(activatedOn, -5) };
        const schedule: Schedule = { ...undecidedSchedule(activatedOn), policy, rounds: decided };
        const file = { format: 'dondoc.organisations/1' as const, tenant: 'an-ha', organisations };
        const activation = activationOf({ id: 'an-ha', plan, organisations: file, schedule, calendar: CALENDAR });
        return readable({ activation, behaviour, year });
      });
  });

/** A counterexample in a few lines: what was drawn, and nothing of what it was made into. */
function readable(made: Generated): Generated {
  const { plan, organisations, schedule } = made.activation;
  const drawn = {
    activatedOn: schedule.activatedOn,
    bodies: organisations.map(({ id, level }) => `${id} ${level}`),
    requested: plan.parties.filter(({ requested }) => requested).map(({ id }) => id),
    rounds: plan.rounds.map(({ id, kind, from, deadline }) => ({ id, kind, from, deadline })),
    own: plan.items.filter(({ track }) => track === 'own').map(({ id, deadline }) => ({ id, deadline })),
    ...{ decided: schedule.rounds, policy: schedule.policy, behaviour: made.behaviour },
  };
  return Object.assign(made, { [fc.toStringMethod]: () => JSON.stringify(drawn, null, 1) });
}
