import type { Organisation, OrganisationsFile, Relation } from '../../domain/organisation.ts';
import type { Party, Plan, PlanItem, Source } from '../../domain/plan.ts';
import { type Schedule, undecidedSchedule } from '../../domain/schedule.ts';
import type { Slots } from '../../domain/slot.ts';
import { type LocalDate, yearOf } from '../../domain/time.ts';

/** The demonstration's plan: its province, its bodies and its words are invented, its dates lie around one day. */
export interface Demonstration {
  id: string;
  plan: Plan;
  organisations: OrganisationsFile;
  schedule: Schedule;
}

export const DEMONSTRATION = 'trinh-dien';
const TENANT = 'ubnd-tinh-an-ha';

/** Lays the invented plan around `day`: its round opens on that day, so that the first reminders go at once. */
export function demonstrationOn(day: LocalDate, { calendar, policy }: Slots): Demonstration {
  const target = calendar.addWorkingDays(day, policy.openBefore);
  const named = calendar.addWorkingDays(target, 1);
  const issued = calendar.addWorkingDays(day, -3);
  return {
    id: DEMONSTRATION,
    plan: planOf(issued, named, calendar.addWorkingDays(day, 8)),
    organisations: {
      format: 'dondoc.organisations/1',
      tenant: TENANT,
      organisations: BODIES.map((body, index) => organisationOf(body, index, issued)),
    },
    schedule: {
      ...undecidedSchedule(day),
      approval: { by: 'Lê Thị Mẫu', title: 'Giám đốc Sở Nội vụ', basis: 'Phiếu trình trình diễn' },
      rounds: { 'len-tren': { asProposed: true } },
      // Nobody who looks at a demonstration wants to wait an hour for the first message.
      policy: { spreadMinutes: 0, zalo: true },
    },
  };
}

interface Body {
  id: string;
  name: string;
  level: Organisation['level'];
  relation: Relation;
  host: string;
  /** Its contact agreed to messages by Zalo. */
  byZalo?: true;
}

const BODIES: Body[] = [
  { id: 'so-noi-vu', name: 'Sở Nội vụ', level: 'department', relation: 'subordinate', host: 'snv' },
  { id: 'so-y-te', name: 'Sở Y tế', level: 'department', relation: 'subordinate', host: 'syt', byZalo: true },
  { id: 'so-giao-duc', name: 'Sở Giáo dục và Đào tạo', level: 'department', relation: 'subordinate', host: 'sgddt' },
  { id: 'cong-an-tinh', name: 'Công an tỉnh', level: 'branch', relation: 'vertical', host: 'ca' },
  {
    ...{ id: 'ubnd-phuong-hai-an', name: 'UBND phường Hải An', level: 'commune', relation: 'lower', host: 'hai-an' },
    byZalo: true,
  },
  { id: 'bao-an-ha', name: 'Báo An Hà', level: 'press', relation: 'press', host: 'bao' },
  { id: 'mttq', name: 'Ủy ban MTTQ Việt Nam tỉnh', level: 'mass-organisation', relation: 'party-mass', host: 'mttq' },
];

function organisationOf(
  { id, name, level, relation, host, byZalo }: Body,
  index: number,
  agreed: LocalDate,
): Organisation {
  const mailbox = (who: string): string => `${who}@${host}.an-ha.example`;
  const phone = (line: number): string => `0900 000 ${String(index * 10 + line).padStart(3, '0')}`;
  const zalo = byZalo ? { zalo: phone(1), zaloConsent: agreed } : {};
  return {
    id,
    name,
    shortName: name.slice(0, 30),
    aliases: [],
    code: null,
    level,
    relation,
    parent: null,
    from: null,
    to: null,
    succeededBy: [],
    contacts: [
      { name: 'Nguyễn Văn Mẫu', role: 'focal', email: mailbox('dau-moi'), phone: phone(1), ...zalo },
      {
        name: 'Phạm Thị Mẫu',
        role: 'division-head',
        title: 'Trưởng phòng',
        email: mailbox('truong-phong'),
        phone: phone(2),
      },
      { name: 'Trần Văn Mẫu', role: 'head', title: 'Thủ trưởng', email: mailbox('lanh-dao'), phone: phone(3) },
      { name: 'Văn thư', role: 'registry', email: mailbox('van-thu') },
    ],
  };
}

function planOf(issued: LocalDate, named: LocalDate, own: LocalDate): Plan {
  return {
    format: 'dondoc.plan/1',
    document: {
      number: '12/KH-UBND',
      title: 'Triển khai công tác trẻ em trên địa bàn tỉnh An Hà (trình diễn)',
      issuer: 'Ủy ban nhân dân tỉnh An Hà',
      place: 'An Hà',
      date: issued,
      signer: null,
      year: yearOf(named),
      basis: [],
    },
    references: [],
    lead: 'so-noi-vu',
    parties: BODIES.map(partyOf),
    objectives: [
      objective('1', 'Chăm sóc sức khỏe trẻ em', 'so-y-te'),
      objective('2', 'Giáo dục trẻ em', 'so-giao-duc'),
    ],
    items: itemsOf(own),
    rounds: roundsOf(named),
    findings: [],
  };
}

const place = (line: number, quote: string): Source => ({ line, quote });

const partyOf = ({ id, name, relation }: Body, index: number): Party => ({
  id,
  name,
  kind: 'agency',
  office: null,
  members: [],
  selector: null,
  requested: relation === 'party-mass',
  source: place(20 + index, name),
});

const objective = (no: string, title: string, party: string): Plan['objectives'][number] => ({
  no,
  title,
  indicators: [
    {
      no: `${no}.1`,
      text: `Tỷ lệ đạt được của mục tiêu ${no}`,
      targets: [{ op: '>=', value: 95, value2: null, unit: '%', by: null, label: null }],
      owners: [{ party, role: 'report', scope: null }],
      source: place(10 + Number(no), `Tỷ lệ đạt được của mục tiêu ${no}`),
    },
  ],
});

function item(
  party: string,
  number: number,
  track: PlanItem['track'],
  title: string,
  indicators: string[] = [],
): PlanItem {
  return {
    id: `${party}-${number}`,
    party,
    with: [],
    track,
    title,
    indicators,
    product: null,
    offSystem: false,
    deadline: { kind: 'ongoing', text: 'thường xuyên trong năm' },
    also: [],
    source: place(30, title),
  };
}

const words = (date: LocalDate): string => date.split('-').reverse().join('/');

function itemsOf(own: LocalDate): PlanItem[] {
  return [
    item('so-y-te', 1, 'figure', 'Theo dõi, báo cáo chỉ tiêu tiêm chủng trẻ em', ['1.1']),
    item('so-y-te', 2, 'line', 'Chỉ đạo khám sức khỏe định kỳ cho trẻ em'),
    item('so-giao-duc', 1, 'figure', 'Theo dõi, báo cáo chỉ tiêu trẻ đến trường', ['2.1']),
    item('so-giao-duc', 2, 'line', 'Dạy kỹ năng phòng, chống đuối nước trong trường học'),
    item('cong-an-tinh', 1, 'line', 'Phòng ngừa xâm hại trẻ em'),
    item('ubnd-phuong-hai-an', 1, 'line', 'Xây dựng điểm vui chơi cho trẻ em'),
    {
      ...item('ubnd-phuong-hai-an', 2, 'own', 'Ban hành kế hoạch của phường'),
      product: 'Kế hoạch',
      deadline: { kind: 'on-or-before', date: own, text: `chậm nhất ngày ${words(own)}` },
    },
    item('bao-an-ha', 1, 'line', 'Mở chuyên mục về quyền trẻ em'),
    item('mttq', 1, 'line', 'Vận động chăm lo cho trẻ em có hoàn cảnh khó khăn'),
    {
      ...item('so-noi-vu', 1, 'await', 'Tổng kết chương trình'),
      deadline: { kind: 'after-event', event: 'hướng dẫn tổng kết của Bộ', text: 'sau khi có hướng dẫn của Bộ' },
    },
  ];
}

function roundsOf(named: LocalDate): Plan['rounds'] {
  return [
    {
      id: 'nam',
      name: 'Báo cáo năm',
      kind: 'annual',
      covers: 'items',
      from: 'members',
      to: ['so-noi-vu'],
      copies: [],
      deadline: { kind: 'before', date: named, text: `trước ngày ${words(named)}` },
      source: place(40, `trước ngày ${words(named)}`),
    },
    {
      id: 'len-tren',
      name: 'Báo cáo tổng hợp',
      kind: 'annual',
      covers: 'document',
      from: 'lead',
      to: ['Ủy ban nhân dân tỉnh An Hà'],
      copies: [],
      deadline: { kind: 'undetermined', text: 'theo quy định' },
      source: place(41, 'báo cáo Ủy ban nhân dân tỉnh theo quy định'),
    },
  ];
}
