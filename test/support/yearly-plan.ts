import { type Activation, activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { Deadline, PlanItem } from '../../domain/plan.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';
import { inventedItem, inventedParty, inventedPlan, inventedRound } from '../../importer/invented-plan.ts';

/** Where a plan without end lives. */
export const YEARLY = { id: 'hang-nam', tenant: 'ubnd-tinh-nho', year: 2025 };

const MEMBERS = ['so-mot', 'so-hai', 'so-ba'];
const monthly = (day: number, next = false): Deadline => ({
  ...{ kind: 'periodic', every: 'month', text: `ngày ${day} hằng tháng` },
  by: { day, edge: 'on-or-before', ...(next ? { inNextPeriod: true as const } : {}) },
});
const quarterly: Deadline = {
  ...{ kind: 'periodic', every: 'quarter', text: 'trước ngày 20 tháng cuối quý' },
  by: { day: 20, edge: 'before' },
};

const own = (id: string, party: string, deadline: Deadline): PlanItem =>
  inventedItem(id, party, 60, { track: 'own', deadline });

/**
 * A plan of our own without end, active from Mon 28/4/2025: three bodies report every month by the 5th of the next and
 * every quarter before the 20th of its last month; one lists its cases every quarter, one hands in figures every month.
 */
export function periodicPlan(): Activation {
  return activated({
    items: [
      ...MEMBERS.map((id) => inventedItem(`${id}-1`, id, 50)),
      own('so-lieu', 'so-hai', monthly(25)),
      own('danh-sach', 'so-ba', quarterly),
    ],
    rounds: [
      inventedRound('thang', 77, { name: 'Báo cáo tháng', kind: 'monthly', deadline: monthly(5, true) }),
      inventedRound('quy', 78, { name: 'Báo cáo quý', kind: 'quarterly', deadline: quarterly }),
    ],
  });
}

/** The same bodies with one report before 20/6 of every year, the lead's before 10/7, and figures every month. */
export function yearlyPlan(): Activation {
  const yearly = (date: string): Deadline => ({ kind: 'before', date, recurs: 'yearly', text: `trước ngày ${date}` });
  return activated({
    items: [...MEMBERS.map((id) => inventedItem(`${id}-1`, id, 50)), own('so-lieu', 'so-hai', monthly(25))],
    rounds: [
      inventedRound('giua-nam', 77, { name: 'Báo cáo giữa năm', kind: 'six-month', deadline: yearly('2025-06-20') }),
      inventedRound('gui-cap-tren', 78, {
        ...{ name: 'Báo cáo của đầu mối', kind: 'six-month', covers: 'document', from: 'lead' },
        ...{ to: ['Ủy ban nhân dân tỉnh'], deadline: yearly('2025-07-10') },
      }),
    ],
  });
}

/** Figures every month by the 5th of the next, from Thu 23/9/2027 on: the table of working days ends with that year. */
export const planBeyondTheTable = (): Activation =>
  activated({ items: [own('so-lieu', 'so-hai', monthly(5, true))], rounds: [] }, '2027-09-20');

function activated(parts: Pick<Activation['plan'], 'items' | 'rounds'>, issued = '2025-04-24'): Activation {
  const plan = inventedPlan({
    ...parts,
    lead: 'dau-moi',
    parties: ['dau-moi', ...MEMBERS].map((id, index) => inventedParty(id, `Cơ quan ${id}`, 40 + index)),
    objectives: [],
  });
  const year = Number(issued.slice(0, 4));
  plan.document = { ...plan.document, year, date: issued };
  const calendar = calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS);
  const activation = activationOf({ id: YEARLY.id, plan, calendar, year });
  const approval = { by: 'Người thử', title: 'Giám đốc Cơ quan đầu mối', basis: 'Phiếu trình thử' };
  return { ...activation, schedule: { ...activation.schedule, approval } };
}
