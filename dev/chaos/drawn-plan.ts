import { type Activation, activationOf } from '../../domain/activation.ts';
import { type Calendar, calendarOf } from '../../domain/calendar.ts';
import { changedTable, type DayDecision } from '../../domain/calendar-table.ts';
import type { Contact, Level, Organisation } from '../../domain/organisation.ts';
import { standIn } from '../../domain/party.ts';
import type { Deadline, Party, PlanItem, PlanRound } from '../../domain/plan.ts';
import type { Policy } from '../../domain/policy.ts';
import { undecidedSchedule } from '../../domain/schedule.ts';
import { addDays, type LocalDate, weekday } from '../../domain/time.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import {
  inventedIndicator,
  inventedItem,
  inventedParty,
  inventedPlan,
  inventedRound,
} from '../../importer/invented-plan.ts';
import type { Dice } from './dice.ts';

export const TENANT = 'ubnd-tinh-thu';
export const PLAN = 'ke-hoach-thu';
export const LEAD = 'dau-moi';
export const EVENT = 'hướng dẫn của Bộ';

/** A plan of a few bodies with its calendar, approved and with nothing left open, so that it can be amended too. */
export function drawnPlan(dice: Dice): { activation: Activation; days: DayDecision[]; year: number } {
  const year = dice.pick([2019, 2022, 2023, 2025, 2026]);
  const shipped = calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);
  const days = drawnDays(dice, shipped, `${year}-01-20`);
  const calendar = days.length > 0 ? calendarWith(days) : shipped;
  const activatedOn = calendar.onOrAfter(addDays(`${year}-01-10`, dice.between(0, 150)));
  const { organisations, parties } = drawnBodies(dice);
  const dates = { activatedOn, year };
  const plan = inventedPlan({
    lead: LEAD,
    parties,
    objectives: [{ no: '1', title: 'Chỉ tiêu', indicators: [inventedIndicator('1.1', { owners: [] })] }],
    items: parties.flatMap((party) => drawnItems(dice, party, dates)),
    rounds: drawnRounds(dice, dates),
  });
  plan.document = { ...plan.document, year, date: addDays(activatedOn, -5) };
  const schedule = {
    ...undecidedSchedule(activatedOn),
    approval: { by: 'Người thử', title: 'Giám đốc Sở Đầu mối', basis: 'Phiếu trình thử' },
    policy: drawnPolicy(dice),
    indicators: { '1.1': { owners: [], basis: 'thử' } },
  };
  const file = { format: 'dondoc.organisations/1' as const, tenant: TENANT, organisations };
  const activation = activationOf({ id: PLAN, plan, organisations: file, schedule, calendar, year });
  return { activation, days, year };
}

const calendarWith = (days: DayDecision[]): Calendar =>
  calendarOf(
    SHIPPED_CALENDAR_VERSION + 1,
    changedTable(WORKING_DAY_ROWS, { format: 'dondoc.calendar/1', year: null, days }),
  );

/** Days given off, and a day off swapped for a worked Saturday. */
export function drawnDays(dice: Dice, calendar: Calendar, from: LocalDate): DayDecision[] {
  const drawn: DayDecision[] = [];
  const isTaken = (date: LocalDate): boolean => calendar.dayOf(date) !== null || drawn.some((day) => day.date === date);
  const next = (start: LocalDate, wanted: (date: LocalDate) => boolean): LocalDate => {
    let date = start;
    while (isTaken(date) || !wanted(date)) date = addDays(date, 1);
    return date;
  };
  const plain = (date: LocalDate): boolean => weekday(date) > 0 && weekday(date) < 6;
  const row = (date: LocalDate, kind: 'holiday' | 'swap-off' | 'swap-work'): DayDecision => ({
    ...{ date, kind, name: 'Ngày đặt ra', status: 'official', source: 'đặt ra' },
  });
  for (let count = dice.between(0, 3); count > 0; count--) {
    drawn.push(row(next(addDays(from, dice.between(0, 250)), plain), 'holiday'));
  }
  if (dice.chance(0.5)) {
    const off = next(addDays(from, dice.between(0, 250)), plain);
    drawn.push(
      row(off, 'swap-off'),
      row(
        next(off, (date) => weekday(date) === 6),
        'swap-work',
      ),
    );
  }
  // A holiday of another year than the one it is entered for is refused.
  return drawn.every(({ date }) => date.startsWith(from.slice(0, 4))) ? drawn : [];
}

const LEVELS: Level[] = ['department', 'department', 'branch', 'mass-organisation', 'press', 'commune', 'district'];

function drawnBodies(dice: Dice): { organisations: Organisation[]; parties: Party[] } {
  const lead = { ...standIn(inventedParty(LEAD, 'Sở Đầu mối', 40)), contacts: leadContacts(dice) };
  const organisations = [lead];
  const parties = [inventedParty(LEAD, 'Sở Đầu mối', 40)];
  for (let index = 0, count = dice.between(2, 4); index < count; index++) {
    const level = dice.pick(LEVELS);
    const requested = level === 'mass-organisation' || dice.chance(0.1);
    const party = { ...inventedParty(`co-quan-${index}`, `Cơ quan ${index}`, 41 + index), requested };
    const body = standIn(party);
    // A body that nobody can write to gets nothing, and holds up nobody else.
    const contacts = dice.chance(0.08) ? body.contacts.filter(({ role }) => role !== 'focal') : body.contacts;
    organisations.push({ ...body, level, contacts });
    parties.push(party);
  }
  return { organisations, parties };
}

function leadContacts(dice: Dice): Contact[] {
  const contacts: Contact[] = [{ name: 'Chuyên viên', role: 'focal', email: `dau-moi@${LEAD}.example` }];
  if (dice.chance(0.7)) contacts.push({ name: 'Trưởng phòng', role: 'division-head', email: `phong@${LEAD}.example` });
  if (dice.chance(0.8)) contacts.push({ name: 'Giám đốc', role: 'head', email: `lanh-dao@${LEAD}.example` });
  return contacts;
}

interface Dates {
  activatedOn: LocalDate;
  year: number;
}

function drawnItems(dice: Dice, { id }: Party, dates: Dates): PlanItem[] {
  const items = [inventedItem(`${id}-1`, id, 50)];
  if (dice.chance(0.5)) items.push(inventedItem(`${id}-2`, id, 51, { track: 'figure', indicators: ['1.1'] }));
  if (dice.chance(0.4))
    items.push(inventedItem(`${id}-3`, id, 52, { track: 'own', deadline: dateFrom(dice, dates, 12, 80) }));
  if (dice.chance(0.25)) {
    const deadline: Deadline = { kind: 'after-event', event: EVENT, text: 'sau khi có hướng dẫn' };
    items.push(inventedItem(`${id}-4`, id, 53, { track: 'await', deadline }));
  }
  return items;
}

function dateFrom(dice: Dice, { activatedOn }: Dates, from: number, to: number): Deadline {
  const date = addDays(activatedOn, dice.between(from, to));
  return { kind: dice.pick(['before', 'on-or-before'] as const), date, text: `ngày ${date}` };
}

function drawnRounds(dice: Dice, dates: Dates): PlanRound[] {
  const members = inventedRound('nam', 77, { kind: 'ad-hoc', deadline: dateFrom(dice, dates, 25, 70) });
  const last = 'date' in members.deadline ? members.deadline.date : '';
  const upward = inventedRound('len', 90, {
    ...{ kind: 'ad-hoc', from: 'lead', covers: 'document', to: ['Ủy ban nhân dân tỉnh'] },
    deadline: { kind: 'before', date: addDays(last, dice.between(10, 25)), text: 'trước ngày' },
  });
  return dice.chance(0.8) ? [members, upward] : [members];
}

function drawnPolicy(dice: Dice): Partial<Policy> {
  if (dice.chance(0.4)) return {};
  return {
    openBefore: dice.between(8, 20),
    remindBefore: dice.pick([[7, 2], [7], [2], []]),
    spacing: dice.between(2, 3),
    quietAfterOpening: dice.between(0, 6),
    lateAfter: dice.between(1, 2),
    lateHeadAfter: dice.between(1, 3),
    consolidateAfter: dice.between(2, 5),
    closeAfter: dice.between(6, 30),
    reviewAfter: dice.between(1, 4),
    leadDueBefore: dice.pick([[7, 2, 0], [5, 0], [3]]),
    leadDueEveryDays: dice.pick([7, 14]),
    slotUntil: dice.pick(['16:30', '11:30']),
    spreadMinutes: dice.pick([0, 30, 60]),
    writeAheadHours: dice.pick([0, 2, 6]),
  };
}
