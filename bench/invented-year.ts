import { type Activation, activationOf } from '../domain/activation.ts';
import { calendarOf } from '../domain/calendar.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { PlanItem } from '../domain/plan.ts';
import { type Schedule, undecidedSchedule } from '../domain/schedule.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { before, inventedItem, inventedParty, inventedPlan, inventedRound } from '../importer/invented-plan.ts';

/** People of the invented province: none of them may ever stand in a history. */
export const PEOPLE = ['Vàng Thị Mẫu', 'Giàng Văn Mẫu', 'Sùng Thị Mẫu', 'Nguyễn Văn Mẫu'] as const;
export const [MEMBER, REVIEWER, HEAD] = PEOPLE;
/** What people write by hand, which may name anybody. */
export const REASON = 'Đề nghị chị Vàng Thị Mẫu kiểm tra lại số liệu';

export const PLAN = 'an-ha-2026';
export const TENANT = 'ubnd-tinh-an-ha';
export const LEAD = 'so-y-te';
export const MEMBERS = ['so-giao-duc', 'so-tu-phap'] as const;
/** Rounds, by what becomes of them. */
export const ROUNDS = { byDate: 'theo-ngay', early: 'som', silent: 'vang-bao-cao', moved: 'doi-ngay' } as const;
/** Obligations of their own. */
export const EXTENDED = 'so-tu-phap-gia-han';
export const AWAITED = 'so-tu-phap-su-kien';
export const ENDLESS = 'so-tu-phap-khong-dut';
export const MOVED = 'so-tu-phap-doi-lich';

const LEAD_ROUND = inventedRound('len-tren', 90, {
  name: 'Báo cáo tổng hợp',
  covers: 'document',
  from: 'lead',
  deadline: before('2026-12-18', 'trước ngày 18/12/2026'),
});

const round = (id: string, date: string) =>
  inventedRound(id, 77, { name: `Báo cáo ${id}`, deadline: before(date, `trước ngày ${date}`) });

const own = (id: string, changes: Partial<PlanItem>): PlanItem =>
  inventedItem(id, 'so-tu-phap', 50, { track: 'own', ...changes });

const awaited = (id: string): PlanItem =>
  own(id, { track: 'await', deadline: { kind: 'after-event', event: id, text: `sau khi có ${id}` } });

const body = (id: string, name: string): Organisation => ({
  id,
  name,
  shortName: name,
  aliases: [],
  code: null,
  level: 'department',
  relation: 'subordinate',
  parent: null,
  from: null,
  to: null,
  succeededBy: [],
  contacts: [
    { name: MEMBER, role: 'focal', email: `vang.thi.mau@${id}.example` },
    { name: REVIEWER, role: 'division-head', email: `giang.van.mau@${id}.example` },
    { name: HEAD, role: 'head', email: `sung.thi.mau@${id}.example` },
  ],
});

const BODIES = { [LEAD]: 'Sở Y tế', [MEMBERS[0]]: 'Sở Giáo dục và Đào tạo', [MEMBERS[1]]: 'Sở Tư pháp' };

/** A small plan with every kind of obligation: four rounds of two bodies, and duties of their own. */
export function inventedYear(): Activation {
  const bodies = Object.entries(BODIES);
  const plan = inventedPlan({
    lead: LEAD,
    // No indicator: its owner would be a third that reports in every round.
    objectives: [],
    parties: bodies.map(([id, name], index) => inventedParty(id, name, 40 + index)),
    items: [
      ...MEMBERS.map((id) => inventedItem(`${id}-1`, id, 60)),
      own(EXTENDED, { deadline: before('2026-12-10', 'trước ngày 10/12/2026') }),
      own(MOVED, { deadline: before('2026-12-11', 'trước ngày 11/12/2026') }),
      awaited(AWAITED),
      awaited(ENDLESS),
    ],
    // The first opens a day before the others, so that the plan has both a day to wait for and one that is past.
    rounds: [
      round(ROUNDS.silent, '2026-12-03'),
      round(ROUNDS.byDate, '2026-12-04'),
      round(ROUNDS.early, '2026-12-04'),
      round(ROUNDS.moved, '2026-12-04'),
      LEAD_ROUND,
    ],
  });
  return activationOf({
    id: PLAN,
    plan,
    organisations: {
      format: 'dondoc.organisations/1',
      tenant: TENANT,
      organisations: bodies.map(([id, name]) => body(id, name)),
    },
    schedule: SCHEDULE,
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
  });
}

const SCHEDULE: Schedule = {
  ...undecidedSchedule('2026-03-02'),
  approval: { by: HEAD, title: 'Giám đốc Sở Y tế', basis: 'Phiếu trình đặt ra' },
};
