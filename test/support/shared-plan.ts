import { type Activation, activationOf } from '../../domain/activation.ts';
import { calendarOf } from '../../domain/calendar.ts';
import type { Level, Organisation } from '../../domain/organisation.ts';
import { standIn } from '../../domain/party.ts';
import type { Deadline, Party, Plan, PlanItem, Track } from '../../domain/plan.ts';
import { SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS } from '../../domain/working-days.ts';

/**
 * A plan of our own in which bodies owe several items and share some, active from Tue 29/4/2025: a round before Fri 20/6
 * (told: Thu 19/6; opens Thu 29/5; consolidated Wed 25/6; closes Wed 6/8) with the lead's report before 10/7 (told: Wed
 * 9/7), a document of each commune due on Mon 30/6, and duties that wait for events.
 */
export const SHARED = {
  id: 'chung-2025',
  tenant: 'ubnd-tinh-nho',
  round: 'chung-2025/giua-nam/2025',
  report: (body: string): string => `chung-2025/giua-nam/2025/${body}`,
  item: (item: string, body: string): string => `chung-2025/${item}/${body}/2025`,
  upward: 'chung-2025/gui-cap-tren/2025-giua-nam/dau-moi',
  document: (body: string): string => `chung-2025/van-ban/${body}`,
  guidance: 'khi có hướng dẫn',
  afterGuidance: 'chung-2025/sau-huong-dan/so-tu-phap',
  withinGuidance: 'chung-2025/trong-nam-ngay/so-y-te',
  election: 'bầu cử',
  beforeElection: 'chung-2025/truoc-bau-cu/so-y-te',
};

export function sharedPlan(): Activation {
  const activation = activationOf({
    id: SHARED.id,
    plan: PLAN,
    organisations: { format: 'dondoc.organisations/1', tenant: SHARED.tenant, organisations: BODIES },
    calendar: calendarOf(SHIPPED_CALENDAR_VERSION, WORKING_DAY_ROWS),
    year: 2025,
  });
  const approval = { by: 'Người thử', title: 'Giám đốc Sở Đầu mối', basis: 'Phiếu trình thử' };
  return { ...activation, schedule: { ...activation.schedule, approval } };
}

const source = { line: 1, quote: '' };

function party(id: string, name: string, changes: Partial<Party> = {}): Party {
  return {
    ...{ id, name, kind: 'agency', office: null, members: [], selector: null, requested: false, source },
    ...changes,
  };
}

function item(id: string, owner: string, track: Track, title: string, deadline: Deadline): PlanItem {
  return {
    ...{ id, party: owner, with: [], track, title, indicators: [], product: null, offSystem: false },
    ...{ deadline, also: [], source },
  };
}

const line = (id: string, owner: string, title: string): PlanItem =>
  item(id, owner, 'line', title, { kind: 'ongoing', text: 'thường xuyên' });

function body(id: string, name: string, level: Level = 'department'): Organisation {
  return { ...standIn(party(id, name)), level, contacts: standIn(party(id, name)).contacts };
}

const BODIES: Organisation[] = [
  body('dau-moi', 'Sở Đầu mối'),
  body('so-y-te', 'Sở Y tế'),
  body('so-tu-phap', 'Sở Tư pháp'),
  body('hoi-phu-nu', 'Hội Phụ nữ', 'mass-organisation'),
  body('xa-mot', 'Xã Một', 'commune'),
  body('xa-hai', 'Xã Hai', 'commune'),
  // It owes nothing by the plan.
  body('so-moi', 'Sở Mới'),
];

const PLAN: Plan = {
  format: 'dondoc.plan/1',
  document: {
    ...{ number: '02/KH-UBND', title: 'Thử nghiệm chuyển việc', issuer: 'Ủy ban nhân dân tỉnh Nhỏ', place: 'Nhỏ' },
    ...{ date: '2025-04-25', signer: null, year: 2025, basis: [] },
  },
  references: [],
  lead: 'dau-moi',
  parties: [
    party('dau-moi', 'Sở Đầu mối'),
    party('so-y-te', 'Sở Y tế'),
    party('so-tu-phap', 'Sở Tư pháp'),
    party('hoi-phu-nu', 'Hội Phụ nữ', { requested: true }),
    party('cac-xa', 'Các xã', { kind: 'group', selector: { level: 'commune', except: [] } }),
  ],
  objectives: [],
  items: [
    line('y-te-1', 'so-y-te', 'Khám sức khỏe định kỳ'),
    line('y-te-2', 'so-y-te', 'Tập huấn cho cán bộ'),
    line('y-te-3', 'so-y-te', 'Hỗ trợ nạn nhân'),
    line('tu-phap-1', 'so-tu-phap', 'Phổ biến pháp luật'),
    line('phu-nu-1', 'hoi-phu-nu', 'Vận động hội viên'),
    line('cac-xa-1', 'cac-xa', 'Tuyên truyền trên loa'),
    line('cac-xa-2', 'cac-xa', 'Tổ chức hội nghị'),
    item('van-ban', 'cac-xa', 'own', 'Ban hành kế hoạch của xã', {
      ...{ kind: 'on-or-before', date: '2025-06-30', text: 'chậm nhất ngày 30/6/2025' },
    }),
    item('sau-huong-dan', 'so-tu-phap', 'await', 'Sơ kết theo hướng dẫn', {
      ...{ kind: 'after-event', event: SHARED.guidance, text: 'sau khi có hướng dẫn' },
    }),
    item('trong-nam-ngay', 'so-y-te', 'await', 'Gửi danh sách', {
      ...{ kind: 'within-days', days: 5, working: true, event: SHARED.guidance },
      text: 'trong 05 ngày làm việc kể từ ngày có hướng dẫn',
    }),
    item('truoc-bau-cu', 'so-y-te', 'await', 'Giới thiệu ứng cử viên', {
      ...{ kind: 'before-event', event: SHARED.election, text: 'trước thời gian bầu cử' },
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
