import { assertNever } from '../../../domain/errors.ts';
import type { Matter } from '../../../domain/letter.ts';
import type { RungId } from '../../../domain/rung.ts';

/** Kinds of text, in the order in which they stand in a letter and decide its subject. */
export const FAMILIES = [
  'late-head',
  'head-letter',
  'late-list',
  'returned',
  'late-member',
  'reminder',
  'lead-due',
  'review',
  'event-question',
  'catch-up',
] as const;
export type Family = (typeof FAMILIES)[number];

/** Headings of a letter that speaks of several kinds. */
export const FAMILY_HEADINGS: Readonly<Record<Family, string>> = {
  'late-head': 'Xin ý kiến về các đơn vị chưa gửi',
  'head-letter': 'Nội dung kính đề nghị chỉ đạo',
  'late-list': 'Các đơn vị chưa gửi',
  returned: 'Nội dung đề nghị hoàn thiện',
  'late-member': 'Nội dung chưa nhận được',
  reminder: 'Nội dung đề nghị chuẩn bị và gửi',
  'lead-due': 'Nội dung phải trình, phát hành',
  review: 'Nội dung chờ rà soát',
  'event-question': 'Sự kiện đang chờ',
  'catch-up': 'Thông tin chung',
};

/** The family of a rung. */
export function familyOf(rung: RungId): Family {
  switch (rung) {
    case 'opening':
    case 'before-7':
    case 'before-2':
    case 'morning':
      return 'reminder';
    case 'late-1':
      return 'late-member';
    case 'late-list':
    case 'late-head':
    case 'head-letter':
    case 'event-question':
    case 'lead-due':
    case 'catch-up':
      return rung;
    case 'returned':
    case 'returned-eve':
      return 'returned';
    case 'review-3':
      return 'review';
    default:
      return assertNever(rung);
  }
}

export interface Section {
  family: Family;
  matters: Matter[];
}

/** The matters of a letter by family. */
export function sectionsOf(matters: readonly Matter[], polite: boolean): Section[] {
  const of = (matter: Matter): Family => {
    const family = familyOf(matter.entry.rung);
    // Who is asked and not ordered never reads that something has not come, whatever a policy may have planned.
    return polite && family === 'late-member' ? 'reminder' : family;
  };
  return FAMILIES.map((family) => ({ family, matters: matters.filter((matter) => of(matter) === family) })).filter(
    (section) => section.matters.length > 0,
  );
}
