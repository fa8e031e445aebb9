import { assertNever } from '../../domain/errors.ts';
import type { Matter } from '../../domain/letter.ts';
import type { RungId } from '../../domain/rung.ts';

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
