import { calendarOf } from '../domain/calendar.ts';
import type { OrganisationsFile } from '../domain/organisation.ts';
import { standIn } from '../domain/party.ts';
import type { Finding, Plan } from '../domain/plan.ts';
import { WORKING_DAY_ROWS } from '../domain/working-days.ts';
import { checkPlan } from './check.ts';
import type { Known } from './check.ts';
import { inventedPlan } from './invented-plan.ts';

/** For tests: a defect, and the same plan without it. */
export interface Twin {
  code: string;
  severity: Finding['severity'];
  plan: Plan;
  /** The plan without the defect. (Default: the invented plan) */
  sound?: Plan;
  known?: Known;
  line?: number;
  /** What the sentence must quote. */
  says: string;
}

/** The invented plan's bodies; Giáo dục under its own id, with a life that a test may shorten. */
export function inventedBodies(to: string | null = null): OrganisationsFile {
  const organisations = inventedPlan().parties.map((party) => ({
    ...standIn(party),
    to: party.id === 'so-giao-duc' ? to : null,
  }));
  return { format: 'dondoc.organisations/1', tenant: 'ubnd-tinh-an-ha', organisations };
}

/** All findings, with the calendar and the bodies of the invented plan known. */
export function findingsOf(plan: Plan, known: Known = {}): Finding[] {
  const calendar = calendarOf(1, WORKING_DAY_ROWS);
  return checkPlan(plan, { organisations: inventedBodies(), calendar, ...known });
}
