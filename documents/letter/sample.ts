import type { LeadSender, Letter, Matter } from '../../domain/letter.ts';
import type { Contact, Relation } from '../../domain/organisation.ts';
import type { RungId } from '../../domain/rung.ts';
import { instantAt } from '../../domain/time.ts';

/** Letters to look at, in previews and in tests: after the year round of plan 123, with invented people. */
const contact: Contact = {
  name: 'Nguyễn Văn Mẫu',
  role: 'focal',
  email: 'dau-moi@syt.son-la.example',
};

export const lead: LeadSender = {
  organisationName: 'Sở Nội vụ tỉnh Sơn La',
  shortName: 'Sở Nội vụ',
  official: {
    name: 'Lò Thị Ví Dụ',
    role: 'focal',
    title: 'chuyên viên Phòng Công tác thanh niên và Bình đẳng giới',
    email: 'chuyen-vien@snv.son-la.example',
    phone: '0212 000 0000',
  },
  replyTo: 'tong-hop@snv.son-la.example',
};

export function matter(rung: RungId, changes: Partial<Matter> = {}): Matter {
  return {
    entry: { obligation: 'kh-123-2025.nam.so-y-te', ladder: 1, rung, occurrence: 0 },
    plan: {
      number: '123/KH-UBND',
      date: '2025-05-06',
      issuer: 'Ủy ban nhân dân tỉnh Sơn La',
      title: 'Triển khai công tác bình đẳng giới trên địa bàn tỉnh Sơn La năm 2025',
    },
    name: 'Báo cáo năm 2025',
    includes: ['4 chỉ tiêu Mục tiêu 4', '2 nhiệm vụ', 'nội dung chung'],
    organisationName: 'Sở Y tế',
    basis: null,
    targetDay: '2025-11-24',
    namedDay: '2025-11-25',
    dateIsNew: rung === 'opening',
    daysLeft: 7,
    stateLabel: 'chưa gửi',
    why: [
      'Kế hoạch nêu: “trước ngày 25/11 đối với báo cáo năm”.',
      'Trước mốc thứ Ba 25/11/2025: ngày làm việc cuối cùng là thứ Hai 24/11/2025.',
    ],
    event: null,
    returned: null,
    receivedOn: null,
    consolidationAt: instantAt('2025-11-28', '16:00'),
    issued: null,
    earlier: [],
    ...changes,
  };
}

/** A matter that has what its rung speaks of. */
export function fittingMatter(rung: RungId): Matter {
  if (rung === 'event-question') {
    return matter(rung, {
      name: 'Sơ kết Chiến lược quốc gia về bình đẳng giới',
      targetDay: null,
      namedDay: null,
      daysLeft: null,
      event: 'Hướng dẫn sơ kết của Bộ Nội vụ',
    });
  }
  if (rung === 'returned' || rung === 'returned-eve') {
    const items = ['Tiếp nhận, hỗ trợ nạn nhân', 'Phối hợp kiểm tra, giám sát'];
    return matter(rung, {
      returned: {
        reason: 'Số trong văn bản khác biểu, đề nghị xác nhận mẫu số của chỉ tiêu 4.2',
        until: '2025-11-27',
        items,
        movedBy: null,
      },
      receivedOn: '2025-11-24',
      dateIsNew: rung === 'returned',
    });
  }
  if (rung === 'late-list' || rung === 'late-head' || rung === 'late-1' || rung === 'head-letter') {
    const sent = (day: string, id: RungId) => ({ at: instantAt(day, '07:42'), rung: id, fate: 'đã chuyển máy chủ' });
    return matter(rung, { daysLeft: -3, earlier: [sent('2025-11-13', 'before-7'), sent('2025-11-03', 'opening')] });
  }
  return matter(rung);
}

export function letter(matters: Matter[], changes: Partial<Letter> = {}, relation: Relation = 'subordinate'): Letter {
  return {
    at: instantAt('2025-11-13', '07:42'),
    to: {
      ...{ organisation: 'so-y-te', organisationName: 'Sở Y tế', shortName: 'Sở Y tế' },
      ...{ relation, requested: false, contact },
    },
    copyTo: null,
    lead,
    matters,
    ...changes,
  };
}

/** To somebody of the lead itself. */
export function leadLetter(matters: Matter[], to: Contact, changes: Partial<Letter> = {}): Letter {
  return letter(matters, {
    to: {
      organisation: 'so-noi-vu',
      organisationName: lead.organisationName,
      shortName: lead.shortName,
      relation: 'subordinate',
      requested: false,
      contact: to,
    },
    ...changes,
  });
}

export interface SampleChoice {
  rung: RungId;
  relation: Relation;
  requested: boolean;
  /** Several matters in one letter. */
  many: boolean;
}

/** Bodies as they are called, by how the lead stands to them. */
const NAMES: Readonly<Record<Relation, string>> = {
  subordinate: 'Sở Y tế',
  vertical: 'Công an tỉnh',
  'party-mass': 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn La',
  lower: 'Ủy ban nhân dân xã Mường Bú',
  superior: 'Bộ Nội vụ',
  press: 'Báo Sơn La',
};

const LEAD_HEAD: Contact = { name: 'Cầm Văn Giám', role: 'head', title: 'Giám đốc', email: 'gd@snv.son-la.example' };
const DIVISION_HEAD: Contact = {
  name: 'Hà Thị Trưởng',
  role: 'division-head',
  title: 'Trưởng phòng',
  email: 'truong-phong@snv.son-la.example',
};
const BODY_HEAD: Contact = { name: 'Quàng Thị Thủ', role: 'head', title: 'Thủ trưởng', email: 'lanh-dao@syt.example' };

/** One letter of a rung, to whom such a letter goes. */
export function sampleLetter({ rung, relation, requested, many }: SampleChoice): Letter {
  const name = NAMES[relation];
  const duty = { name: 'Tổ chức Tháng hành động vì bình đẳng giới', includes: [] };
  const one = { ...fittingMatter(rung), organisationName: rung === 'lead-due' ? lead.organisationName : name };
  const matters = many ? [one, { ...one, ...duty }] : [one];
  if (LEAD_RUNGS.includes(rung)) {
    const isToHead = rung === 'late-head';
    const copyTo = isToHead ? DIVISION_HEAD : null;
    const reader = rung === 'review-3' ? DIVISION_HEAD : lead.official;
    return leadLetter(matters, isToHead ? LEAD_HEAD : reader, { copyTo });
  }
  const given = letter(matters, {}, relation);
  const reader = rung === 'head-letter' ? BODY_HEAD : given.to.contact;
  return { ...given, to: { ...given.to, organisationName: name, requested, contact: reader } };
}

const LEAD_RUNGS: readonly RungId[] = ['late-list', 'late-head', 'review-3', 'event-question', 'lead-due'];
