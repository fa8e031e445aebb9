import type { Policy } from '../../domain/policy.ts';
import { type Activation, activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { Deadline, Party, Plan, PlanItem, Track } from '../../domain/plan.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';

/**
 * A plan of our own for quick runs, active from Tue 29/4/2025: a lead, three members and one that is asked politely. A
 * round before Fri 20/6 (told: Thu 19/6; opens Thu 29/5; consolidated Wed 25/6; closes Wed 6/8) with the lead's report
 * before 10/7, a document due on Thu 5/6 (opens Thu 15/5), and a duty that waits for a guidance.
 */
export const SMALL = {
  id: 'nho-2025',
  tenant: 'ubnd-tinh-nho',
  year: 2025,
  round: 'nho-2025/giua-nam/2025',
  report: (body: string): string => `nho-2025/giua-nam/2025/${body}`,
  upward: 'nho-2025/gui-cap-tren/2025-giua-nam/dau-moi',
  document: 'nho-2025/van-ban/thu-nhat',
  waiting: 'nho-2025/sau-huong-dan/thu-hai',
  event: 'khi có hướng dẫn',
};

export function smallPlan(policy: Partial<Policy> = {}): Activation {
  const activation = activationOf({
    id: SMALL.id,
    plan: PLAN,
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
    year: SMALL.year,
  });
  const approval = { by: 'Người thử', title: 'Giám đốc Sở Đầu mối', basis: 'Phiếu trình thử' };
  const schedule = { ...activation.schedule, approval, policy };
  return { ...activation, schedule, policy: { ...activation.policy, ...policy } };
}

const source = { line: 1, quote: '' };

function party(id: string, name: string, requested = false): Party {
  return { id, name, kind: 'agency', office: null, members: [], selector: null, requested, source };
}

function item(id: string, owner: string, track: Track, title: string, deadline: Deadline): PlanItem {
  return {
    ...{ id, party: owner, with: [], track, title, indicators: [], product: null, offSystem: false },
    ...{ deadline, also: [], source },
  };
}

const inRound = (id: string, owner: string): PlanItem =>
  item(id, owner, 'line', `Tổ chức tuyên truyền tại cơ quan (${id})`, { kind: 'ongoing', text: 'thường xuyên' });

const PLAN: Plan = {
  format: 'dondoc.plan/1',
  document: {
    number: '01/KH-UBND',
    title: 'Thử nghiệm theo dõi báo cáo',
    issuer: 'Ủy ban nhân dân tỉnh Nhỏ',
    place: 'Nhỏ',
    date: '2025-04-25',
    signer: null,
    year: 2025,
    basis: [],
  },
  references: [],
  lead: 'dau-moi',
  parties: [
    party('dau-moi', 'Sở Đầu mối'),
    party('thu-nhat', 'Sở Thứ nhất'),
    party('thu-hai', 'Sở Thứ hai'),
    party('thu-ba', 'Sở Thứ ba'),
    party('duoc-de-nghi', 'Hội Được đề nghị', true),
  ],
  objectives: [],
  items: [
    inRound('nhiem-vu-1', 'thu-nhat'),
    inRound('nhiem-vu-2', 'thu-hai'),
    inRound('nhiem-vu-3', 'thu-ba'),
    inRound('nhiem-vu-4', 'duoc-de-nghi'),
    item('van-ban', 'thu-nhat', 'own', 'Ban hành văn bản triển khai', {
      kind: 'on-or-before',
      date: '2025-06-05',
      text: 'chậm nhất ngày 05/6/2025',
    }),
    item('sau-huong-dan', 'thu-hai', 'await', 'Tổ chức thực hiện theo hướng dẫn', {
      kind: 'after-event',
      event: SMALL.event,
      text: 'sau khi có hướng dẫn',
    }),
  ],
  rounds: [
    {
      ...{ id: 'giua-nam', name: 'Báo cáo giữa năm', kind: 'six-month', covers: 'items', from: 'members' },
      ...{ to: ['Sở Đầu mối'], copies: [], source },
      deadline: { kind: 'before', date: '2025-06-20', text: 'trước ngày 20/6/2025' },
    },
    {
      ...{ id: 'gui-cap-tren', name: 'Báo cáo của đầu mối', kind: 'six-month', covers: 'document', from: 'lead' },
      ...{ to: ['Ủy ban nhân dân tỉnh'], copies: [], source },
      deadline: { kind: 'before', date: '2025-07-10', text: 'trước ngày 10/7/2025' },
    },
  ],
  findings: [],
};
