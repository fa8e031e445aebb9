import type { Organisation } from '../../domain/organisation.ts';
import type { Finding, Plan, Source } from '../../domain/plan.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { PublishedDocument } from '../published-documents.ts';

/** All that a finding needs of a calendar. */
export interface WorkingDays {
  isWorkingDay(date: LocalDate): boolean;
  addWorkingDays(date: LocalDate, count: number): LocalDate;
}

/** What is judged: a plan, and beside it whatever is known. What is null is not guessed at. */
export interface Subject {
  plan: Plan;
  organisations: Organisation[] | null;
  schedule: Schedule | null;
  calendar: WorkingDays | null;
  published: readonly PublishedDocument[];
}

/** One family of findings. */
export type Check = (subject: Subject) => Finding[];

export function note(code: string, message: string, source?: Source): Finding {
  return { code, severity: 'note', message, source };
}

export function warning(code: string, message: string, source?: Source): Finding {
  return { code, severity: 'warning', message, source };
}

export function error(code: string, message: string, source?: Source): Finding {
  return { code, severity: 'error', message, source };
}
