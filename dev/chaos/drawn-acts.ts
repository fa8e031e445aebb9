import type { Activation, Derived, Obligation } from '../../domain/activation.ts';
import { addDays, instantAt, type LocalDate } from '../../domain/time.ts';
import type { Dice } from './dice.ts';
import { drawnDays, EVENT } from './drawn-plan.ts';
import type { Act, PlannedAct, Repeated } from './scenario.ts';

/** The hours at which people act: all of them away from the minutes at which workflows wake. */
const HOURS = ['10:00', '10:00', '10:00', '08:00', '14:05', '17:10', '21:00'];

/** What is done, at its day and hour. */
type Dated = { on: LocalDate; at?: string; act: Act };

/** What everybody does in the year, in the order of time: each body by a conduct of its own, and the lead. */
export function drawnActs(dice: Dice, activation: Activation, derived: Derived, year: number): PlannedAct[] {
  const dated = [
    ...derived.obligations.flatMap((obligation) =>
      obligation.upward
        ? issued(dice, activation, derived)
        : [...conductOf(dice, activation, obligation), ...ruled(dice, activation, obligation)],
    ),
    ...eventActs(dice, activation, derived),
    ...rareActs(dice, activation, derived),
  ];
  const planned = dated
    .filter(({ on }) => on > activation.schedule.activatedOn && on < `${year}-12-20`)
    .map(({ on, at, act }): Omit<PlannedAct, 'key'> => {
      return { at: instantAt(on, at ?? dice.pick(HOURS)), repeated: repetition(dice, act), act };
    })
    .sort((a, b) => a.at - b.at);
  return planned.map((act, index) => ({ ...act, key: `k${index}` }));
}

/** Only what takes a key can be said twice. */
function repetition(dice: Dice, { kind }: Act): Repeated {
  const isRepeated = dice.chance(0.15);
  return isRepeated && !UNKEYED.includes(kind) ? dice.pick(['again', 'at-once'] as const) : 'no';
}

const UNKEYED: Act['kind'][] = ['amend', 'publish', 'draft'];

/** The day a body knows: what waits for an event has none yet, so that it acts a while after the activation. */
function days({ schedule, calendar }: Activation, { deadline, opensOn }: Obligation) {
  const target = deadline?.targetDay ?? calendar.addWorkingDays(schedule.activatedOn, 40);
  return { target, named: deadline?.namedDay ?? target, opens: opensOn ?? schedule.activatedOn };
}

function conductOf(dice: Dice, activation: Activation, obligation: Obligation): Dated[] {
  const { calendar } = activation;
  const { target, named, opens } = days(activation, obligation);
  const { id } = obligation;
  const kind = dice.pick(['silent', 'silent', 'in-time', 'in-time', 'late', 'draft', 'promise'] as const);
  const acts: Dated[] = [];
  const first = calendar.addWorkingDays(opens, 1);
  const from = (day: LocalDate): LocalDate => (day > first ? day : first);
  if (kind === 'draft' || dice.chance(0.15)) {
    acts.push({
      on: from(calendar.addWorkingDays(target, -dice.between(1, 6))),
      act: { kind: 'draft', obligation: id },
    });
  }
  if (kind === 'promise' || dice.chance(0.1)) {
    const on = from(calendar.addWorkingDays(target, -dice.between(-2, 8)));
    acts.push({ on, act: { kind: 'promise', obligation: id, on: calendar.addWorkingDays(on, dice.between(0, 7)) } });
  }
  if (kind === 'silent' || (kind !== 'in-time' && kind !== 'late' && dice.chance(0.4))) return acts;
  const handed =
    kind === 'late'
      ? calendar.addWorkingDays(named, dice.between(0, 12))
      : from(calendar.addWorkingDays(target, -dice.between(0, 8)));
  return [...acts, ...handIn(dice, activation, obligation, handed)];
}

/** Handed in, perhaps returned and handed in again, reviewed in the end or never. */
function handIn(dice: Dice, { calendar }: Activation, { id, items }: Obligation, handed: LocalDate): Dated[] {
  const acts: Dated[] = [{ on: handed, act: { kind: 'submit', obligation: id } }];
  let on = calendar.addWorkingDays(handed, dice.between(1, 6));
  for (let times = dice.pick([0, 0, 0, 1, 1, 2]); times > 0; times--) {
    const until = calendar.addWorkingDays(on, dice.between(1, 6));
    const back = dice.chance(0.5) ? null : [dice.pick(items)];
    acts.push({ on, act: { kind: 'return', obligation: id, until, items: back } });
    if (dice.chance(0.2)) return acts;
    on = calendar.addWorkingDays(on, dice.between(1, 8));
    acts.push({ on, act: { kind: 'submit', obligation: id } });
    on = calendar.addWorkingDays(on, dice.between(1, 6));
  }
  if (dice.chance(0.8)) acts.push({ on, act: { kind: 'accept', obligation: id } });
  return acts;
}

/** What the lead decides over an obligation. */
function ruled(dice: Dice, activation: Activation, obligation: Obligation): Dated[] {
  const { calendar, organisations } = activation;
  const { target, opens } = days(activation, obligation);
  const { id, items } = obligation;
  const acts: Dated[] = [];
  const some = (): string[] | null => (dice.chance(0.5) ? null : [dice.pick(items)]);
  const day = (): LocalDate => calendar.addWorkingDays(dice.pick([opens, target, target]), dice.between(-3, 8));
  if (dice.chance(0.2)) {
    const on = day();
    acts.push({ on, act: { kind: 'extend', obligation: id, until: addDays(on, dice.between(1, 25)) } });
  }
  if (dice.chance(0.08)) acts.push({ on: day(), act: { kind: 'waive', obligation: id, items: some() } });
  if (dice.chance(0.04)) acts.push({ on: day(), act: { kind: 'cancel', obligation: id, items: some() } });
  if (dice.chance(0.1)) {
    const to = dice.pick(organisations.map((body) => body.id).filter((body) => body !== obligation.organisation));
    acts.push({ on: day(), act: { kind: 'reassign', obligation: id, to, items: some() } });
  }
  return acts;
}

/** The lead's own report, some days after the draft can be there; or never. */
function issued(dice: Dice, { calendar }: Activation, { rounds, obligations }: Derived): Dated[] {
  const upward = obligations.find((one) => one.upward);
  const [round] = rounds;
  if (!upward || !round || dice.chance(0.3)) return [];
  const on = calendar.addWorkingDays(round.consolidationOn, dice.between(-4, 9));
  return [{ on, act: { kind: 'issue', obligation: upward.id } }];
}

function eventActs(dice: Dice, { calendar, schedule }: Activation, { obligations }: Derived): Dated[] {
  if (!obligations.some(({ event }) => event === EVENT) || dice.chance(0.3)) return [];
  const on = calendar.addWorkingDays(schedule.activatedOn, dice.between(3, 70));
  const event: Dated = { on, at: '10:00', act: { kind: 'event', event: EVENT, on } };
  if (dice.chance(0.7)) return [event];
  return [event, { on: calendar.addWorkingDays(on, dice.between(1, 9)), act: { kind: 'withdraw', event: EVENT } }];
}

/** What reaches farther than one obligation. */
function rareActs(dice: Dice, activation: Activation, { obligations }: Derived): Dated[] {
  const { calendar, schedule } = activation;
  const day = (): LocalDate => calendar.addWorkingDays(schedule.activatedOn, dice.between(5, 45));
  const acts: Dated[] = [];
  const own = obligations.filter((one) => one.kind === 'own' && one.event === null);
  if (own.length > 0 && dice.chance(0.15)) {
    const on = day();
    const [, item = ''] = dice.pick(own).id.split('/');
    acts.push({ on, act: { kind: 'amend', item, date: addDays(on, dice.between(8, 40)) } });
  }
  if (dice.chance(0.15)) {
    const on = day();
    const drawn = drawnDays(dice, calendar, addDays(on, 2));
    if (drawn.length > 0) acts.push({ on, act: { kind: 'publish', days: drawn } });
  }
  return acts;
}
